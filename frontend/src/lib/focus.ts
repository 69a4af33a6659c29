/** To be called when an overlay has closed: the focus must not end nowhere when its old place is gone. */
export function catchLostFocus(): void {
  window.setTimeout(() => {
    if (document.activeElement === document.body) focusHeading();
  });
}

/** Moves the focus to the page's heading: after navigation, and when the focused thing is gone. */
export function focusHeading(within: ParentNode = document): void {
  const heading = within.querySelector("h1") ?? document.querySelector<HTMLElement>("#main");
  if (heading === null) return;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

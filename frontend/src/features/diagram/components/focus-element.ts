/** Puts the focus on a component of the drawing or of the outline; the browser must not scroll the canvas itself. */
export function focusElement(within: HTMLElement | null, id: string): void {
  within
    ?.querySelector<HTMLElement>(`[data-element="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}

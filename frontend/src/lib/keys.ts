const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

const arrows: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** "Mod+K" becomes "⌘K" on Apple keyboards and "Ctrl K" elsewhere. */
export function spellKeys(keys: string): string {
  const parts = keys.split("+").map((part) => arrows[part] ?? part);
  if (apple) {
    return parts
      .map((part) => ({ Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↵" })[part] ?? part)
      .join("");
  }
  return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join(" ");
}

export interface KeyPress {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** True while an input method owns the key; some browsers send 229 after the composition has ended. */
export function isComposing(event: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

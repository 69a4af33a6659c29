const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** "Mod+K" becomes "⌘K" on Apple keyboards and "Ctrl K" elsewhere. */
export function spellKeys(keys: string): string {
  const parts = keys.split("+");
  if (apple) {
    return parts
      .map((part) => ({ Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↵" })[part] ?? part)
      .join("");
  }
  return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join(" ");
}

interface KeyPress {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** ⌘ or Ctrl with this key, and not while an input method is composing. */
export function isModKey(event: KeyPress, key: string): boolean {
  if (isComposing(event)) return false;
  return (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === key;
}

/** True while an input method owns the key; some browsers send 229 after the composition has ended. */
export function isComposing(event: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

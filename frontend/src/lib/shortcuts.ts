import { create } from "zustand";

import { isComposing, type KeyPress } from "./keys";

interface Shortcut {
  /** Each of them alone; see `spellKeys` for how they are shown. */
  keys: readonly string[];
  does: string;
  place:
    "Everywhere" | "In a design" | "In the message box" | "In the conversation" | "On the diagram";
}

const table = {
  palette: { keys: ["Mod+K"], does: "Go to a design, a page or an action", place: "Everywhere" },
  sheet: { keys: ["?", "Mod+/"], does: "Show this sheet", place: "Everywhere" },
  close: { keys: ["Esc"], does: "Close what is open", place: "Everywhere" },
  nextPane: { keys: ["F6"], does: "Next pane", place: "In a design" },
  previousPane: { keys: ["Shift+F6"], does: "Previous pane", place: "In a design" },
  brainstorm: { keys: ["Alt+1"], does: "Brainstorm", place: "In a design" },
  analyze: { keys: ["Alt+2"], does: "Analyze", place: "In a design" },
  implement: { keys: ["Alt+3"], does: "Implement", place: "In a design" },
  stop: { keys: ["Mod+."], does: "Stop the run", place: "In a design" },
  send: { keys: ["Enter", "Mod+Enter"], does: "Send", place: "In the message box" },
  newLine: { keys: ["Shift+Enter"], does: "New line", place: "In the message box" },
  editLast: { keys: ["ArrowUp"], does: "Edit what was sent last", place: "In the message box" },
  unscope: { keys: ["Esc"], does: "Ask about the whole design", place: "In the message box" },
  nextTurn: { keys: ["J"], does: "Next turn", place: "In the conversation" },
  previousTurn: { keys: ["K"], does: "Previous turn", place: "In the conversation" },
  copyTurn: { keys: ["C"], does: "Copy the turn as Markdown", place: "In the conversation" },
  write: { keys: ["Esc"], does: "Back to the message box", place: "In the conversation" },
  walk: {
    keys: ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"],
    does: "Go along a connection",
    place: "On the diagram",
  },
  open: { keys: ["Enter"], does: "Show what is known about it", place: "On the diagram" },
  pick: { keys: ["Space"], does: "Pick it for the next message", place: "On the diagram" },
  unpick: { keys: ["Esc"], does: "Pick nothing", place: "On the diagram" },
  outline: { keys: ["O"], does: "Drawing or outline", place: "On the diagram" },
  comment: { keys: ["C"], does: "Comments on it", place: "On the diagram" },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof table;

/** Every shortcut there is: what binds them and what the sheet shows. */
export const shortcuts: Readonly<Record<ShortcutName, Shortcut>> = table;

/** The places in the order of the sheet, each with its shortcuts. */
export function shortcutsByPlace(): readonly (readonly [string, readonly Shortcut[]])[] {
  const places = new Map<string, Shortcut[]>();
  for (const shortcut of Object.values(shortcuts))
    places.set(shortcut.place, [...(places.get(shortcut.place) ?? []), shortcut]);
  return [...places];
}

const OFF = "cloudwright.single-keys-off";

/** Whether keys without Ctrl or Alt act; people who speak to their computer need them off. */
export const useSingleKeys = create<{ on: boolean }>(() => ({ on: !stored() }));

export function switchSingleKeys(on: boolean): void {
  useSingleKeys.setState({ on });
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "true");
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}

function stored(): boolean {
  try {
    return localStorage.getItem(OFF) === "true";
  } catch {
    return false;
  }
}

type Press = KeyPress & Pick<KeyboardEvent, "code" | "altKey" | "shiftKey" | "target">;

/** Whether this is the shortcut: never while a word is composed, and no bare character while typing. */
export function isPressed(event: Press, name: ShortcutName): boolean {
  if (isComposing(event)) return false;
  return shortcuts[name].keys.some((keys) => matches(event, keys));
}

const spelled: Readonly<Record<string, string>> = { Esc: "Escape", Space: " " };

function matches(event: Press, keys: string): boolean {
  const modifiers = keys.split("+");
  const key = modifiers.pop() ?? "";
  const bare = key.length === 1 && modifiers.length === 0;
  if (bare && (!useSingleKeys.getState().on || isTyping(event.target))) return false;
  return hasModifiers(event, key, modifiers) && isKey(event, key);
}

function hasModifiers(event: Press, key: string, wanted: readonly string[]): boolean {
  const mod = event.metaKey || event.ctrlKey;
  if (mod !== wanted.includes("Mod") || event.altKey !== wanted.includes("Alt")) return false;
  // Which sign needs Shift depends on the keyboard.
  return isSign(key) || event.shiftKey === wanted.includes("Shift");
}

function isKey(event: Press, key: string): boolean {
  // With Alt, some keyboards write another character than the digit.
  if (/^\d$/.test(key)) return event.code === `Digit${key}`;
  return event.key.toLowerCase() === (spelled[key] ?? key).toLowerCase();
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[A-Z0-9]/.test(key);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=menu] *"))
  );
}

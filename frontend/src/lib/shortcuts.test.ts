import { isPressed, shortcutsByPlace, switchSingleKeys } from "./shortcuts";

function pressed(facts: KeyboardEventInit, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { bubbles: true, ...facts });
  on.dispatchEvent(event);
  return event;
}

afterEach(() => switchSingleKeys(true));

test("a shortcut needs its modifier and no composition", () => {
  expect(isPressed(pressed({ key: "k", ctrlKey: true }), "palette")).toBe(true);
  expect(isPressed(pressed({ key: "K", metaKey: true }), "palette")).toBe(true);
  expect(isPressed(pressed({ key: "k" }), "palette")).toBe(false);
  expect(isPressed(pressed({ key: "k", ctrlKey: true, isComposing: true }), "palette")).toBe(false);
});

test("a letter with a modifier is not the bare letter", () => {
  expect(isPressed(pressed({ key: "c" }), "copyTurn")).toBe(true);
  expect(isPressed(pressed({ key: "c", ctrlKey: true }), "copyTurn")).toBe(false);
});

test("a sign is found wherever the keyboard has it", () => {
  expect(isPressed(pressed({ key: "?", shiftKey: true }), "sheet")).toBe(true);
  expect(isPressed(pressed({ key: "/", ctrlKey: true, shiftKey: true }), "sheet")).toBe(true);
});

test("Alt with a digit is known by its place on the keyboard", () => {
  expect(isPressed(pressed({ key: "¡", code: "Digit1", altKey: true }), "brainstorm")).toBe(true);
});

test("Shift tells the previous pane from the next one", () => {
  expect(isPressed(pressed({ key: "F6" }), "nextPane")).toBe(true);
  expect(isPressed(pressed({ key: "F6", shiftKey: true }), "nextPane")).toBe(false);
  expect(isPressed(pressed({ key: "F6", shiftKey: true }), "previousPane")).toBe(true);
});

test.each(["input", "textarea", "select"])("no bare character acts in %s", (name) => {
  const field = document.body.appendChild(document.createElement(name));

  expect(isPressed(pressed({ key: "j" }, field), "nextTurn")).toBe(false);
  expect(isPressed(pressed({ key: "?" }, field), "sheet")).toBe(false);
  expect(isPressed(pressed({ key: "/", ctrlKey: true }, field), "sheet")).toBe(true);
  field.remove();
});

test("bare characters can be switched off, and the others stay", () => {
  switchSingleKeys(false);

  expect(isPressed(pressed({ key: "j" }), "nextTurn")).toBe(false);
  expect(isPressed(pressed({ key: "k", ctrlKey: true }), "palette")).toBe(true);
  expect(localStorage.getItem("cloudwright.single-keys-off")).toBe("true");
});

test("no two shortcuts of one place share a key", () => {
  for (const [, shortcuts] of shortcutsByPlace()) {
    const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

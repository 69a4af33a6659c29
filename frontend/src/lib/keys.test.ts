import { isComposing, isModKey, spellKeys } from "./keys";

const press = (facts: Partial<KeyboardEvent>) => new KeyboardEvent("keydown", facts);

test("shortcuts are spelled for the keyboard at hand", () => {
  expect(spellKeys("Mod+K")).toBe("Ctrl K");
  expect(spellKeys("Shift+Enter")).toBe("Shift Enter");
});

test("a shortcut needs its modifier and no composition", () => {
  expect(isModKey(press({ key: "k", ctrlKey: true }), "k")).toBe(true);
  expect(isModKey(press({ key: "K", metaKey: true }), "k")).toBe(true);
  expect(isModKey(press({ key: "k" }), "k")).toBe(false);
  expect(isModKey(press({ key: "k", ctrlKey: true, isComposing: true }), "k")).toBe(false);
});

test("the key that ends a composition still belongs to the input method", () => {
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

import { isComposing, spellKeys } from "./keys";

test("shortcuts are spelled for the keyboard at hand", () => {
  expect(spellKeys("Mod+K")).toBe("Ctrl K");
  expect(spellKeys("Shift+Enter")).toBe("Shift Enter");
  expect(spellKeys("ArrowUp")).toBe("↑");
});

test("the key that ends a composition still belongs to the input method", () => {
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

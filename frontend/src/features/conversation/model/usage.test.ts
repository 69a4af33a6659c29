import { usageWords } from "./usage";

const used = {
  input_tokens: 1200,
  output_tokens: 300,
  cost: { amount: "0.02", currency: "USD" },
  model: "anthropic/claude",
  unpriced_calls: 0,
} as const;

test("a priced answer shows its tokens and its money", () => {
  expect(usageWords(used)).toBe("1,500 tokens · $0.02");
});

test("money below a cent is not rounded to nothing", () => {
  const cost = { amount: "0.0004", currency: "USD" } as const;
  expect(usageWords({ ...used, cost })).toBe("1,500 tokens · under $0.01");
});

test("calls without a known price are said and never free", () => {
  const free = { amount: "0", currency: "USD" } as const;
  expect(usageWords({ ...used, cost: free, unpriced_calls: 2 })).toBe(
    "1,500 tokens · price not known",
  );
  expect(usageWords({ ...used, unpriced_calls: 1 })).toBe("1,500 tokens · at least $0.02");
});

test("the built-in designer asks no language model", () => {
  expect(usageWords({ ...used, model: "built-in-designer" })).toBe("Built-in designer, no tokens");
});

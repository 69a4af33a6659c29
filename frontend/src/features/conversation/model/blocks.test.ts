import { extendBlocks, noBlocks } from "./blocks";

function streamed(source: string) {
  let blocks = noBlocks;
  for (let end = 1; end <= source.length; end += 1) {
    blocks = extendBlocks(blocks, source.slice(0, end));
  }
  return blocks;
}

const source = [
  "# Options",
  "",
  "First *one*.",
  "",
  "- a",
  "- b",
  "",
  "```yaml",
  "a: 1",
  "",
  "b: 2",
  "```",
  "",
  "| a | b |",
  "|---|---|",
  "| 1 | 2 |",
  "",
  "The end",
].join("\n");

test("letter by letter and at once end in the same blocks", () => {
  const whole = extendBlocks(noBlocks, source);

  expect(streamed(source).frozen.map((raw) => raw.trim())).toEqual(
    whole.frozen.map((raw) => raw.trim()),
  );
  expect(streamed(source).tail).toBe("The end");
});

test("a finished block is never cut again", () => {
  const before = extendBlocks(noBlocks, "One.\n\nTwo.\n\nThr");
  const after = extendBlocks(before, "One.\n\nTwo.\n\nThree.");

  expect(before.frozen).toEqual(["One.", "Two."]);
  expect(after.frozen).toEqual(before.frozen);
  expect(after.tail).toBe("Three.");
});

test("an open code fence stays one block, blank lines included", () => {
  const blocks = extendBlocks(noBlocks, "Look:\n\n```yaml\na: 1\n\nb: 2");

  expect(blocks.frozen).toEqual(["Look:"]);
  expect(blocks.tail).toBe("```yaml\na: 1\n\nb: 2");
});

test("a text that was replaced starts from the beginning", () => {
  const before = extendBlocks(noBlocks, "One.\n\nTwo.");

  expect(extendBlocks(before, "Other.")).toMatchObject({ frozen: [], tail: "Other." });
});

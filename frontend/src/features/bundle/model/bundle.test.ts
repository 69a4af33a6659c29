import { treeRows } from "./tree";
import { diffLines } from "./unified";

test("folders stand before files, and what is in a closed folder is left out", () => {
  const paths = ["README.md", "terraform/main.tf", "cloudformation/template.yaml"];

  const rows = treeRows(paths, new Set(["terraform"]));

  expect(rows.map((row) => [row.level, row.name])).toEqual([
    [1, "cloudformation"],
    [2, "template.yaml"],
    [1, "terraform"],
    [1, "README.md"],
  ]);
  expect(rows.at(-1)).toMatchObject({ position: 3, siblings: 3 });
});

test("a unified difference keeps the numbers of both sides", () => {
  const unified = "--- a/x\n+++ b/x\n@@ -4,3 +4,3 @@\n same\n-old\n+new\n end\n";

  const lines = diffLines(unified);

  expect(lines.slice(1)).toEqual([
    { kind: "same", text: "same", before: 4, after: 4 },
    { kind: "removed", text: "old", before: 5, after: null },
    { kind: "added", text: "new", before: null, after: 5 },
    { kind: "same", text: "end", before: 6, after: 6 },
  ]);
});

test("a removed line that begins with dashes is not taken for a file name", () => {
  const unified = "--- a/x\n+++ b/x\n@@ -1,1 +1,0 @@\n--- a comment\n";

  expect(diffLines(unified).at(-1)).toMatchObject({ kind: "removed", text: "-- a comment" });
});

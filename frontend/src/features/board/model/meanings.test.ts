import { explaining, likelyMeanings } from "./meanings";

test.each([
  ["feel like velvet on our kiosk screens", "latency"],
  ["crowds on match days", "traffic"],
  ["must work at night", "availability"],
  ["nobody's records get lost", "rpo"],
])("the likeliest meaning of “%s” comes first", (phrase, first) => {
  expect(likelyMeanings(phrase)[0]?.id).toBe(first);
});

test("words without any cue still get meanings to choose from", () => {
  expect(likelyMeanings("xyzzy")).toHaveLength(3);
});

test("quotation marks within the words do not end them early", () => {
  expect(explaining('be "nice"')).toBe("“be nice” means: ");
});

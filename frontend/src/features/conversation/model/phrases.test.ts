import { segmentsOf } from "./phrases";

const facts = [
  { id: "site", quote: "site" },
  { id: "sign-in", quote: "members' site" },
  { id: "budget", quote: "under $60 a month" },
];

test("each phrase that became a requirement stands on its own, and nothing is lost", () => {
  const text = "A members' site, under $60 a month, please.";
  const segments = segmentsOf(text, facts);
  expect(segments.map((each) => each.text).join("")).toBe(text);
  expect(segments.filter((each) => each.factIds.length > 0)).toEqual([
    { text: "members' site", factIds: ["sign-in", "site"] },
    { text: "under $60 a month", factIds: ["budget"] },
  ]);
});

test("a phrase is found in any case, and only where it is said first", () => {
  expect(segmentsOf("Site and site", facts)).toEqual([
    { text: "Site", factIds: ["site"] },
    { text: " and site", factIds: [] },
  ]);
});

test("a requirement without words of its own links nothing", () => {
  expect(segmentsOf("Anything", [{ id: "assumed", quote: " " }])).toEqual([
    { text: "Anything", factIds: [] },
  ]);
});

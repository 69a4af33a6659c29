import { networkProblem, networksIn } from "./networks";

test("networks stand on lines of their own or behind commas", () => {
  expect(networksIn(" 203.0.113.0/24\n\n10.0.0.1, 2001:db8::/32 ")).toEqual([
    "203.0.113.0/24",
    "10.0.0.1",
    "2001:db8::/32",
  ]);
});

test.each(["300.0.0.1", "10.0.0.0/33", "office", "10.0.0"])("%s is no network", (text) => {
  expect(networkProblem([text])).toContain(text);
});

test.each(["203.0.113.0/24", "10.0.0.1", "2001:db8::/32", "::1"])("%s is a network", (text) => {
  expect(networkProblem([text])).toBeNull();
});

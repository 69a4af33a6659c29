import type { Schemas } from "@/lib/api/types";

import { routePaths } from "./route";
import { neighbour } from "./walk";
import { compactMoney } from "./words";

function at(id: string, x: number, y: number) {
  return { id, x, y, width: 100, height: 100 } as Schemas["Node"];
}

test("an arrow key goes to a connected component before a nearer one", () => {
  const drawing = {
    nodes: [at("a", 0, 0), at("near", 150, 0), at("far", 400, 50)],
    edges: [{ source: "a", target: "far" }],
  } as unknown as Schemas["Drawing"];

  expect(neighbour(drawing, "a", "ArrowRight")).toBe("far");
});

test("without a connection that way an arrow key goes to the nearest component there", () => {
  const drawing = {
    nodes: [at("a", 0, 0), at("below", 20, 300), at("right", 300, 0)],
    edges: [{ source: "a", target: "right" }],
  } as unknown as Schemas["Drawing"];

  expect(neighbour(drawing, "a", "ArrowDown")).toBe("below");
  expect(neighbour(drawing, "a", "ArrowUp")).toBeNull();
});

test("a boundary is walked to by its title band, from the card below it and back", () => {
  const network = { ...at("network", 0, 0), width: 900, height: 600, frames: true };
  const drawing = {
    nodes: [network, at("code", 30, 60), at("items", 700, 400)],
    edges: [],
  } as unknown as Schemas["Drawing"];

  expect(neighbour(drawing, "code", "ArrowUp")).toBe("network");
  expect(neighbour(drawing, "network", "ArrowDown")).toBe("code");
});

test("a route keeps the server's bends and ends in its arrowhead", () => {
  const { line, head } = routePaths([
    { x: 0, y: 0 },
    { x: 50, y: 0 },
    { x: 50, y: 100 },
  ]);

  expect(line).toBe("M0 0L44 0Q50 0 50 6L50 92");
  expect(head).toBe("M50 100L46 91L54 91z");
});

test("amounts on cards stay short", () => {
  const usd = (amount: string) => compactMoney({ amount, currency: "USD" });

  expect([usd("0.004"), usd("0.42"), usd("118.2"), usd("1240"), usd("0")]).toEqual([
    "<$0.01",
    "$0.42",
    "$118",
    "$1.2k",
    "$0.00",
  ]);
});

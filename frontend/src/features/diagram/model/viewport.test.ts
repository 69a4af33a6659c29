import { movedBy, readable, revealing, showingAll, zoomedAt } from "./viewport";

const pane = { width: 400, height: 300 };
const at = { x: 10, y: 20, zoom: 1 };

test("zooming keeps what is under the pointer where it is", () => {
  const zoomed = zoomedAt(at, { x: 110, y: 120 }, 1.5);

  expect(zoomed.zoom).toBe(1.5);
  expect(zoomed.x + 100 * 1.5).toBe(110);
  expect(zoomed.y + 100 * 1.5).toBe(120);
});

test("zooming ends at twice the size and at 15 %", () => {
  expect(zoomedAt(at, { x: 0, y: 0 }, 100).zoom).toBe(2);
  expect(zoomedAt(at, { x: 0, y: 0 }, 0.001).zoom).toBe(0.15);
});

test("moving keeps the zoom", () => {
  expect(movedBy({ ...at, zoom: 0.5 }, { x: 5, y: -5 })).toEqual({ x: 15, y: 15, zoom: 0.5 });
});

test("a drawing that is larger than the window begins at its beginning, with readable names", () => {
  expect(readable(pane, { width: 4000, height: 300 })).toMatchObject({ zoom: 0.4, x: 16 });
});

test("showing everything makes names as small as it takes", () => {
  const all = showingAll(pane, { width: 1840, height: 300 });

  expect(all.zoom).toBe(0.2);
  expect(all.x).toBe(16);
});

test("what is in sight stays where it is, and what is not comes to the centre", () => {
  expect(revealing(at, pane, { x: 0, y: 0, width: 100, height: 100 })).toBe(at);

  const shown = revealing(at, pane, { x: 1000, y: 1000, width: 100, height: 100 });
  expect(shown.x + 1050 * shown.zoom).toBe(200);
  expect(shown.y + 1050 * shown.zoom).toBe(150);
});

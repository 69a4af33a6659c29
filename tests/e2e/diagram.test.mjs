/** The diagram under the hand: dragging, zooming by wheel and by two fingers, picking and walking. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { PHONE, launch, signedIn } from "./lib/browser.mjs";
import { eventually } from "./lib/deadline.mjs";
import { violations } from "./lib/accessibility.mjs";
import { prepareChange, prepareNetwork } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";

describe("diagram", () => {
  let server, browser, studio;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    studio = await prepareChange(await new Api(server.url).signIn());
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const diagram = (page) => page.getByRole("group", { name: "Diagram of the design" });
  const visitors = (page) => diagram(page).getByRole("button", { name: /^Visitors/ });

  const focused = (page) => page.evaluate(() => globalThis.document.activeElement?.getAttribute("data-element"));

  async function opened(options) {
    const page = await signedIn(browser, options ?? server);
    await page.goto(`/projects/${studio.project.id}?tab=diagram`);
    await stillness(page);
    return page;
  }

  /** The drawing is framed anew while panes take their places; a hand waits until it stands still. */
  async function stillness(page) {
    let before = null;
    await eventually("the drawing stands still", async () => {
      const box = JSON.stringify(await visitors(page).boundingBox());
      const same = box === before;
      before = box;
      return same;
    });
  }

  test("dragging moves it, also from a card, and opens nothing", async () => {
    const page = await opened();
    const from = await visitors(page).boundingBox();
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];

    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 4 });
    await page.mouse.up();

    await eventually("it has moved with the hand", async () => {
      const to = await visitors(page).boundingBox();
      return Math.abs(to.x - from.x - 60) < 1 && Math.abs(to.y - from.y - 40) < 1;
    });
    assert.equal(await visitors(page).getAttribute("aria-pressed"), "false");
    await page.context().close();
  });

  test("the wheel zooms at the pointer, and Show everything brings all of it back", async () => {
    const page = await opened();
    const from = await visitors(page).boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);

    await page.mouse.wheel(0, -200);
    const large = await eventually("it is larger", async () => {
      const box = await visitors(page).boundingBox();
      return box.width > from.width * 1.2 && box;
    });
    assert.ok(Math.abs(large.x + large.width / 2 - from.x - from.width / 2) < 1);
    await page.getByRole("button", { name: "Show everything" }).click();

    const window = await diagram(page).boundingBox();
    for (const card of await diagram(page).locator("[data-element]").all()) {
      const box = await card.boundingBox();
      assert.ok(box.y >= window.y && box.y + box.height <= window.y + window.height + 1);
    }
    await page.context().close();
  });

  test("a press picks a component, and a press beside everything picks nothing", async () => {
    const page = await opened();

    await visitors(page).click();
    assert.equal(await visitors(page).getAttribute("aria-pressed"), "true");
    await page.getByRole("heading", { level: 2, name: "Visitors" }).waitFor();
    await diagram(page).click({ position: { x: 8, y: 8 } });

    assert.equal(await visitors(page).getAttribute("aria-pressed"), "false");
    await page.context().close();
  });

  test("arrow keys walk along the connections, and Enter opens what is known", async () => {
    const page = await opened();
    await visitors(page).focus();

    await page.keyboard.press("ArrowDown");
    const next = diagram(page).locator("[data-element]:focus");
    assert.match(await next.innerText(), /^Content delivery/);
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { level: 2, name: "Content delivery" }).waitFor();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("a network is its boundary: it is named, focused by Tab, walked into, picked and opened", async () => {
    const project = await prepareNetwork(await new Api(server.url).signIn());
    const page = await signedIn(browser, server);
    await page.goto(`/projects/${project.id}?tab=diagram&view=network`);
    const network = diagram(page).getByRole("button", { name: /^Network\b.*Amazon VPC.*\$[\d.]+ a month/ });
    await network.waitFor();
    await eventually("what stands in it lies below its title", async () => {
      const card = await diagram(page).getByRole("button", { name: /^Load balancer/ }).boundingBox();
      const band = await network.boundingBox();
      return card.y > band.y + band.height && card.x > band.x;
    });

    await diagram(page).locator("button[data-element]").first().focus();
    await eventually("Tab leads to the boundary", async () => {
      await page.keyboard.press("Tab");
      return (await network.getAttribute("data-element")) === (await focused(page));
    });
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused(page), await network.getAttribute("data-element"));
    await network.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: "Network" }).waitFor();
    assert.equal(await network.getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Escape");
    await network.click();

    await page.getByRole("heading", { level: 2, name: "Network" }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("two fingers zoom it on a phone, and one moves it", async () => {
    const page = await opened({ ...server, url: server.url, viewport: PHONE });
    const hand = await page.context().newCDPSession(page);
    const touch = (type, points) =>
      hand.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const width = async () => (await visitors(page).boundingBox()).width;
    const before = await width();

    await touch("touchStart", [[150, 400], [250, 400]]);
    for (let step = 1; step <= 5; step += 1)
      await touch("touchMove", [[150 - step * 12, 400], [250 + step * 12, 400]]);
    await touch("touchEnd", []);
    await eventually("it is larger", async () => (await width()) > before * 1.5);
    const from = await visitors(page).boundingBox();
    await touch("touchStart", [[60, 600]]);
    for (let step = 1; step <= 5; step += 1) await touch("touchMove", [[60, 600 - step * 10]]);
    await touch("touchEnd", []);

    await eventually("it has moved", async () => {
      const to = await visitors(page).boundingBox();
      return Math.abs(from.y - to.y - 50) < 12;
    });
    await page.context().close();
  });
});

import { http } from "msw";

import { ok, refused, route, server } from "@/testing/server";

import { read, send } from "./client";

const NOT_SIGNED_IN = () => refused(401, "NOT_SIGNED_IN", "You are signed out.");

beforeEach(() => {
  document.cookie = "cw_present=1";
});

afterEach(() => {
  document.cookie = "cw_present=; max-age=0";
});

test("requests that meet an ended token share one exchange and are sent again", async () => {
  let good = false;
  let exchanges = 0;
  server.use(
    http.get(route("/projects"), () => (good ? ok("there") : NOT_SIGNED_IN())),
    http.post(route("/sign-in/refresh"), () => {
      good = true;
      exchanges += 1;
      return ok({ expires_in_seconds: 600 });
    }),
  );

  const answers = await Promise.all([read("/projects"), read("/projects"), read("/projects")]);

  expect(answers).toEqual(["there", "there", "there"]);
  expect(exchanges).toBe(1);
});

test("what was sent is sent again as it was", async () => {
  const bodies: unknown[] = [];
  let good = false;
  server.use(
    http.post(route("/projects"), async ({ request }) => {
      bodies.push(await request.json());
      return good ? ok("made") : NOT_SIGNED_IN();
    }),
    http.post(route("/sign-in/refresh"), () => {
      good = true;
      return ok({ expires_in_seconds: 600 });
    }),
  );

  expect(await send("POST", "/projects", { body: { goal: "a shop" } })).toBe("made");
  expect(bodies).toEqual([{ goal: "a shop" }, { goal: "a shop" }]);
});

test("who is signed out is told so, after one attempt", async () => {
  let exchanges = 0;
  server.use(
    http.get(route("/projects"), NOT_SIGNED_IN),
    http.post(route("/sign-in/refresh"), () => {
      exchanges += 1;
      return refused(401, "REFRESH_REFUSED", "You are signed out.");
    }),
  );

  await expect(read("/projects")).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(exchanges).toBe(1);
});

test("a browser that was never signed in asks for nothing", async () => {
  document.cookie = "cw_present=; max-age=0";
  server.use(
    http.get(route("/me"), NOT_SIGNED_IN),
    http.post(route("/sign-in/refresh"), () => {
      throw new Error("nobody should ask");
    }),
  );

  await expect(read("/me")).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
});

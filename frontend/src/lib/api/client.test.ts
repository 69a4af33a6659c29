import { http, HttpResponse } from "msw";

import { ok, refused, route, server } from "@/testing/server";

import { read, readText, send } from "./client";
import { ApiError } from "./envelope";

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const cause: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(cause instanceof ApiError)) throw new Error("expected an ApiError");
  return cause;
}

test("a read unwraps the envelope and leaves empty search words out of the address", async () => {
  server.use(http.get(route("/projects"), ({ request }) => ok(new URL(request.url).search)));

  expect(await read("/projects", { query: { q: "", cursor: null, limit: 5 } })).toBe("?limit=5");
});

test("only requests that change something carry the header against forged requests", async () => {
  const seen: (string | null)[] = [];
  const record = ({ request }: { request: Request }) => {
    seen.push(request.headers.get("x-cloudwright"));
    return ok(null);
  };
  server.use(http.get(route("/projects"), record), http.post(route("/projects"), record));

  await read("/projects");
  await send("POST", "/projects", { body: { goal: "a shop" } });

  expect(seen).toEqual([null, "1"]);
});

test("a refusal becomes an error with the server's code, words and request id", async () => {
  server.use(
    http.get(route("/projects"), () => refused(409, "REVISION_STALE", "Someone was faster.")),
  );

  const error = await failureOf(read("/projects"));

  expect(error).toMatchObject({
    code: "REVISION_STALE",
    message: "Someone was faster.",
    status: 409,
    requestId: "req_test",
  });
});

test("an answer that is not ours still becomes an error with the request id of its header", async () => {
  server.use(
    http.get(route("/projects"), () =>
      HttpResponse.html("<h1>Bad gateway</h1>", {
        status: 502,
        headers: { "x-request-id": "req_proxy" },
      }),
    ),
  );

  expect(await failureOf(read("/projects"))).toMatchObject({
    code: "HTTP_502",
    requestId: "req_proxy",
  });
});

test("an unreachable server is told apart from one that refuses", async () => {
  server.use(http.get(route("/projects"), () => HttpResponse.error()));

  expect(await failureOf(read("/projects"))).toMatchObject({ code: "NETWORK", status: 0 });
});

test("a file is read as text and a missing one is an error", async () => {
  server.use(
    http.get(route("/artifacts/art_1/files/README.md"), () => HttpResponse.text("# Deploy")),
    http.get(route("/artifacts/art_1/files/none"), () =>
      refused(404, "NOT_FOUND", "No such file."),
    ),
  );

  expect(await readText("/artifacts/art_1/files/README.md")).toBe("# Deploy");
  expect((await failureOf(readText("/artifacts/art_1/files/none"))).code).toBe("NOT_FOUND");
});

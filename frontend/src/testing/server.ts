import { http, HttpResponse, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";

import { aMe } from "./builders";

const meta = { timestamp: "2026-01-15T10:00:00Z", request_id: "req_test" };

/** The successful answer of a REST route. */
export function ok(data: JsonBodyType) {
  return HttpResponse.json({ success: true, data, meta, errors: [] });
}

/** The failed answer of a REST route. */
export function refused(
  status: number,
  code: string,
  message: string,
  details: JsonBodyType = null,
) {
  return HttpResponse.json({ success: false, error: { code, message, details }, meta }, { status });
}

/** The address of a REST route, for msw handlers. */
export function route(path: string): string {
  return `*/api/v1${path}`;
}

/** Answers what every page asks; a test adds its own with `server.use`. */
export const server = setupServer(
  http.get(route("/me"), () => ok(aMe())),
  http.get(route("/conversations"), () => ok({ items: [], next_cursor: null })),
);

import { http } from "msw";

import { aMe } from "./builders";
import { ok, route, server } from "./server";

/** `GET /me` of a server that has organisations, for somebody who may do these things. */
export function offer(...capabilities: string[]): void {
  const me = {
    ...aMe(),
    capabilities,
    organizations: [
      { id: "org_1", name: "Local organisation", role: "owner" },
      { id: "org_2", name: "Example", role: "architect" },
    ],
  };
  server.use(http.get(route("/me"), () => ok(me)));
}

export function answer(path: string, data: Parameters<typeof ok>[0]): void {
  server.use(http.get(route(path), () => ok(data)));
}

import createClient from "openapi-fetch";

import type { paths } from "@/api/generated/schema";

import { errorOf } from "./envelope";
import { reach } from "./reach";

/** Every REST operation by path and method, checked against the generated description. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: (request) => reach(request),
});

api.use({
  onRequest({ request }) {
    // Another origin cannot set this header without a preflight, which the server refuses.
    if (request.method !== "GET") request.headers.set("x-cloudwright", "1");
  },
});

interface Answer<T> {
  data?: { data: T };
  error?: unknown;
  response: Response;
}

/** Takes the data out of the envelope; throws ApiError when the request was refused. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw errorOf(response, error);
  return data.data;
}

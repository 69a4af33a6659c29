import { errorOf, isEnvelope } from "./envelope";
import { reach } from "./reach";

type Query = Readonly<Record<string, string | number | null | undefined>>;

interface ReadOptions {
  query?: Query;
  signal?: AbortSignal | undefined;
}

interface SendOptions extends ReadOptions {
  body?: unknown;
}

/**
 * GET `/api/v1{path}` and unwrap the envelope; throws ApiError.
 *
 * For the landing page and for paths that the generated description does not have; others use `api`.
 */
export function read<T>(path: string, options: ReadOptions = {}): Promise<T> {
  return request<T>("GET", path, options);
}

/** POST, PATCH or DELETE `/api/v1{path}` and unwrap the envelope; throws ApiError. */
export function send<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: SendOptions = {},
): Promise<T> {
  return request<T>(method, path, options);
}

/** GET a text file such as a bundle member or `design.yaml`; throws ApiError. */
export async function readText(path: string, signal?: AbortSignal): Promise<string> {
  const response = await reach(address(path), { signal: signal ?? null });
  if (!response.ok) throw errorOf(response, await jsonOf(response));
  return response.text();
}

async function request<T>(method: string, path: string, options: SendOptions): Promise<T> {
  const headers = new Headers({ accept: "application/json" });
  // Another origin cannot set this header without a preflight, which the server refuses.
  if (method !== "GET") headers.set("x-cloudwright", "1");
  if (options.body !== undefined) headers.set("content-type", "application/json");
  const response = await reach(address(path, options.query), {
    method,
    headers,
    body: options.body === undefined ? null : JSON.stringify(options.body),
    signal: options.signal ?? null,
  });
  const body = await jsonOf(response);
  if (!response.ok || !isEnvelope(body)) throw errorOf(response, body);
  return body.data as T;
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return `${location.origin}/api/v1${path}${text === "" ? "" : `?${text}`}`;
}

import { ApiError } from "./envelope";

/** `fetch` from our own origin, whose failure to get through is an ApiError with the code NETWORK. */
export async function reach(input: Request | string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError("The server cannot be reached. Nothing was changed; try again.", {
      code: "NETWORK",
      status: 0,
    });
  }
}

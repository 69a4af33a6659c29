import { ApiError } from "./envelope";
import { maySignOn, refreshed } from "./refresh";

const UNAUTHENTICATED = 401;

/**
 * `fetch` from our own origin, whose failure to get through is an ApiError with the code NETWORK.
 *
 * An access token that has ended is exchanged once, and the request sent again.
 */
export async function reach(input: Request | string, init?: RequestInit): Promise<Response> {
  const again = input instanceof Request ? input.clone() : input;
  const answer = await sent(input, init);
  if (answer.status !== UNAUTHENTICATED || !maySignOn()) return answer;
  return (await refreshed()) ? sent(again, init) : answer;
}

async function sent(input: Request | string, init?: RequestInit): Promise<Response> {
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

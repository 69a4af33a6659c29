/** Waits with an end: every wait of these tests goes through here or through playwright's own timeouts. */
import { setTimeout as pause } from "node:timers/promises";

export const DEADLINE_MS = 20_000;

/**
 * Asks again until the answer is truthy and returns it.
 * @param {string} what - for the message when the deadline passes
 * @param {() => Promise<T> | T} ask
 * @template T
 */
export async function eventually(what, ask, milliseconds = DEADLINE_MS) {
  const end = Date.now() + milliseconds;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(40);
  }
  throw new Error(`${what}: not within ${milliseconds} ms (last: ${String(last)})`);
}

import { useSyncExternalStore } from "react";

import { api, unwrap } from "@/lib/api/typed-client";

import { Stream, type SocketStatus } from "./socket";

let stream: Stream | null = null;

/** The one stream of this tab, made when it is first needed. */
export function tabStream(): Stream {
  stream ??= new Stream({
    ticket: async () => (await unwrap(api.POST("/api/v1/ws-ticket"))).ticket,
    open: () => new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/v1/ws`),
    nextFrame: onNextFrame,
  });
  return stream;
}

/** Next frame while the tab is seen; a hidden tab has no frames, so there a short timer stands in. */
function onNextFrame(run: () => void): void {
  if (document.visibilityState === "visible") requestAnimationFrame(run);
  else setTimeout(run, 250);
}

export function useSocketStatus(): SocketStatus {
  const { watch, getStatus } = tabStream();
  return useSyncExternalStore(watch, getStatus);
}

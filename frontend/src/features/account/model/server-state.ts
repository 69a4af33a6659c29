import type { Status } from "@/components/ui/badge";
import type { Schemas } from "@/lib/api/types";

type State = Schemas["ServerState"];

const told: Record<State, { status: Status; word: string }> = {
  up: { status: "ok", word: "Works" },
  starting: { status: "running", word: "Starting" },
  changed: { status: "warn", word: "Changed" },
  down: { status: "bad", word: "Down" },
  off: { status: "skipped", word: "Off" },
};

/** The icon and the word for how a server is. */
export function serverState(state: State): { status: Status; word: string } {
  return told[state];
}

/** The line below a server: what is wrong, else what it brings. */
export function serverDetail(server: Schemas["ServerHealth"]): string {
  if (server.trouble !== "") return server.trouble;
  if (server.state === "off") return "Whoever runs Cloudwright can turn it on.";
  return server.tools.join(" · ");
}

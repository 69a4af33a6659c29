import { StatusBadge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";

import { useMe } from "../hooks/use-account";
import { useToolServers } from "../hooks/use-tool-servers";
import { serverDetail, serverState } from "../model/server-state";

/** Which model answers, and how the servers are that it takes tools from. */
export function ModelAndTools() {
  return (
    <div
      role="group"
      aria-label="Model and tools"
      // The list scrolls on small screens, and the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="-mx-2 flex flex-col gap-5 rounded-md px-2 pb-2 -outline-offset-2"
    >
      <section aria-labelledby="answering-model">
        <h3 id="answering-model" className="mb-1 text-xs font-medium text-muted-foreground">
          Model
        </h3>
        <AnsweringModel />
      </section>
      <section aria-labelledby="tool-servers">
        <h3 id="tool-servers" className="mb-1 text-xs font-medium text-muted-foreground">
          Tool servers
        </h3>
        <ToolServers />
      </section>
    </div>
  );
}

function AnsweringModel() {
  const me = useMe();
  if (me.data === undefined) return <Skeleton className="h-10" />;
  const { label, local } = me.data.model;
  return (
    <>
      <p className="font-medium">{label}</p>
      <p className="text-sm text-muted-foreground">
        {local ? "Nothing you type leaves this machine." : "What you type is sent to this model."}{" "}
        Prices, findings and files are computed here, whichever model answers.
      </p>
    </>
  );
}

function ToolServers() {
  const servers = useToolServers();
  if (servers.isError) {
    return (
      <ErrorState
        title="The tool servers could not be asked."
        error={servers.error}
        onRetry={() => void servers.refetch()}
      />
    );
  }
  if (servers.data === undefined) return <Skeleton className="h-24" />;
  return (
    <ul className="divide-y">
      {servers.data.servers.map((server) => (
        <ToolServer key={server.name} server={server} />
      ))}
    </ul>
  );
}

function ToolServer({ server }: { server: Schemas["ServerHealth"] }) {
  const { status, word } = serverState(server.state);
  return (
    <li className="flex items-start justify-between gap-4 py-2">
      <div className="min-w-0">
        <p>{server.title}</p>
        <p className="text-sm break-words text-muted-foreground">{serverDetail(server)}</p>
      </div>
      <StatusBadge status={status}>{word}</StatusBadge>
    </li>
  );
}

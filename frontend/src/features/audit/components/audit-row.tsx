import { ChevronRight } from "lucide-react";

import { Ago } from "@/components/list/cell";
import { StatusBadge, type Status } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";

import type { AuditEntry } from "../model/wire";

const looks: Readonly<Record<AuditEntry["result"], { status: Status; word: string }>> = {
  done: { status: "ok", word: "Done" },
  refused: { status: "warn", word: "Refused" },
};

const kinds: Readonly<Record<AuditEntry["actor"]["kind"], string>> = {
  person: "",
  key: "API key",
  operator: "operator of the platform",
  system: "by itself",
};

/** One line that opens to everything that was kept. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { status, word } = looks[entry.result];
  const kind = kinds[entry.actor.kind];
  const json = JSON.stringify(
    { ...entry.details, address: entry.address, request_id: entry.request_id },
    null,
    2,
  );
  return (
    <li>
      <details className="group">
        <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 -outline-offset-2 hover:bg-secondary [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-muted-foreground group-open:rotate-90"
          />
          <span className="min-w-0 flex-1 basis-52">
            <span className="font-medium">{entry.actor.name}</span>
            {kind !== "" && <span className="text-muted-foreground"> ({kind})</span>}{" "}
            <code className="font-mono text-xs">{entry.action}</code>{" "}
            <span className="break-words text-muted-foreground">{entry.subject}</span>
          </span>
          <StatusBadge status={status}>{word}</StatusBadge>
          <span className="w-24 text-right text-xs text-muted-foreground">
            <Ago at={entry.at} />
          </span>
        </summary>
        <div className="flex items-start gap-2 border-t bg-muted px-4 py-3">
          <pre className="min-w-0 flex-1 font-mono text-xs break-words whitespace-pre-wrap">
            {json}
          </pre>
          <CopyButton text={json} label="Copy the entry" />
        </div>
      </details>
    </li>
  );
}

import { Undo2 } from "lucide-react";

import { Button } from "@/components/ui/button";
import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/format/date";
import { formatMoney, formatMoneyChange } from "@/lib/format/money";

import { newestHolding } from "../model/undo";

import { Aside } from "./aside";

type Summary = Schemas["RevisionSummary"];

interface HistoryAsideProps {
  history: readonly Summary[];
  shownId: string;
  onShow: (id: string) => void;
  onCompare: (revision: Summary) => void;
  onUndo: () => void;
  onClose: () => void;
}

/** Every revision, newest first, with what it did to the money; none is ever lost. */
export function HistoryAside({ history, shownId, ...deeds }: HistoryAsideProps) {
  const undone = newestHolding(history);
  return (
    <Aside title="History" onClose={deeds.onClose}>
      {undone !== null && (
        <div className="border-b px-4 py-3">
          <Button
            size="small"
            icon={<Undo2 aria-hidden="true" className="size-3.5" />}
            onClick={deeds.onUndo}
          >
            Undo the last change
          </Button>
          <p className="mt-1 text-xs text-muted-foreground wrap-anywhere">{undone.summary}</p>
        </div>
      )}
      <ol className="p-2">
        {history.map((revision) => (
          <li key={revision.id}>
            <Entry revision={revision} shown={revision.id === shownId} {...deeds} />
          </li>
        ))}
      </ol>
    </Aside>
  );
}

type EntryProps = Pick<HistoryAsideProps, "onShow" | "onCompare"> & {
  revision: Summary;
  shown: boolean;
};

function Entry({ revision, shown, onShow, onCompare }: EntryProps) {
  const { ripple } = revision;
  return (
    <div className={cn("rounded-md px-2 py-1.5", shown && "bg-accent text-accent-foreground")}>
      <button
        type="button"
        aria-current={shown ? "true" : undefined}
        onClick={() => onShow(revision.id)}
        className="w-full rounded text-left hover:underline"
      >
        <span className="font-medium">Revision {revision.number}</span>
        <span className="block wrap-anywhere">{revision.summary}</span>
      </button>
      <p className="text-xs text-muted-foreground">
        {revision.author.kind === "agent" ? "By the designer, " : "By hand, "}
        <time dateTime={revision.created_at} title={formatDateTime(revision.created_at)}>
          {formatAgo(revision.created_at)}
        </time>
        . <span className="tabular-nums">{formatMoney(revision.monthly_cost)} a month</span>
        {ripple !== null && (
          <span className="tabular-nums">
            {" "}
            ({formatMoneyChange(ripple.money_before, ripple.money_after)})
          </span>
        )}
      </p>
      {revision.parent_id !== null && (
        <button
          type="button"
          onClick={() => onCompare(revision)}
          aria-label={`What changed in revision ${revision.number}`}
          className="min-h-6 rounded text-xs text-primary hover:underline"
        >
          What changed
        </button>
      )}
    </div>
  );
}

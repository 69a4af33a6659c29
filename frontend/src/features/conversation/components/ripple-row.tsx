import {
  ArrowDown,
  ArrowUp,
  FileCode2,
  ListChecks,
  Minus,
  PencilLine,
  Plus,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { formatMoney, formatMoneyChange } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import type { RippleContent } from "../model/activities";
import { alike } from "../model/alike";

import { useConversationActions } from "./conversation-actions";

interface RippleRowProps {
  ripple: RippleContent;
  /** Missing once a later change stands on top of it. */
  onUndo: (() => void) | null;
}

/** What one change did to everything computed from the design; each part leads to its place. */
export function RippleRow({ ripple, onUndo }: RippleRowProps) {
  const actions = useConversationActions();
  const show = (id: string) => () => actions.highlight([id]);
  const cheaper = Number(ripple.money_after.amount) < Number(ripple.money_before.amount);
  return (
    <div
      role="group"
      aria-label={`What changed in revision ${ripple.revision_number}`}
      className="flex flex-col gap-2 rounded-lg border bg-card p-3"
    >
      <div className="flex items-start justify-between gap-2">
        <button
          type="button"
          className="min-h-6 text-left font-medium tabular-nums hover:underline"
          onClick={() => actions.openRevision(ripple.option_id)}
        >
          {formatMoney(ripple.money_before)} → {formatMoney(ripple.money_after)} a month
          <span className="ml-2 font-normal text-muted-foreground">
            <MoneyArrow cheaper={cheaper} same={sameMoney(ripple)} />
            {formatMoneyChange(ripple.money_before, ripple.money_after)}
          </span>
        </button>
        {onUndo !== null && (
          <Button size="small" icon={<Undo2 className="size-3.5" />} onClick={onUndo}>
            Undo
          </Button>
        )}
      </div>
      <ul className="flex flex-wrap gap-1.5" aria-label="Changes">
        {ripple.added.map((id) => (
          <Chip key={`+${id}`} tone="ok" icon={<Plus />} says="Added" onClick={show(id)}>
            {actions.titleOf(id)}
          </Chip>
        ))}
        {ripple.removed.map((id) => (
          <Chip key={`-${id}`} tone="bad" icon={<Minus />} says="Removed" onClick={show(id)}>
            {actions.titleOf(id)}
          </Chip>
        ))}
        {ripple.changed.map((id) => (
          <Chip key={`~${id}`} icon={<PencilLine />} says="Changed" onClick={show(id)}>
            {actions.titleOf(id)}
          </Chip>
        ))}
        {alike(ripple.findings_opened).map(({ rule, words, elements }) => (
          <Chip
            key={`o${rule}`}
            tone="warn"
            icon={<ArrowUp />}
            says="New finding:"
            onClick={() => actions.highlight(elements)}
          >
            {words}
          </Chip>
        ))}
        {alike(ripple.findings_closed).map(({ rule, words, elements }) => (
          <Chip
            key={`c${rule}`}
            tone="ok"
            icon={<ArrowDown />}
            says="Closed:"
            onClick={() => actions.highlight(elements)}
          >
            {words}
          </Chip>
        ))}
        <Chip icon={<ListChecks />} says="" onClick={actions.openRequirements}>
          {ripple.requirements_met} of {ripple.requirements_total} requirements met
        </Chip>
        {ripple.files_changed.length > 0 && <Files paths={ripple.files_changed} />}
      </ul>
      {ripple.worse !== null && <p className="text-muted-foreground">{ripple.worse}</p>}
    </div>
  );
}

function MoneyArrow({ cheaper, same }: { cheaper: boolean; same: boolean }) {
  if (same) return null;
  const Icon = cheaper ? ArrowDown : ArrowUp;
  return <Icon aria-hidden="true" className="mr-0.5 inline size-3.5 align-[-2px]" />;
}

function sameMoney(ripple: RippleContent): boolean {
  return Math.abs(Number(ripple.money_after.amount) - Number(ripple.money_before.amount)) < 0.005;
}

function Files({ paths }: { paths: readonly string[] }) {
  const { openFile } = useConversationActions();
  return (
    <li className="min-w-0">
      <details>
        <summary className="flex min-h-6 w-fit items-center gap-1 rounded border px-1.5 text-xs text-muted-foreground hover:bg-accent [&_svg]:size-3">
          <FileCode2 aria-hidden="true" />
          {countOf(paths.length, "file")} changed
        </summary>
        <ul className="mt-1 flex flex-col">
          {paths.map((path) => (
            <li key={path}>
              <button
                type="button"
                className="min-h-6 max-w-full truncate text-left font-mono text-xs text-primary hover:underline"
                onClick={() => openFile(path)}
              >
                {path}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

interface ChipProps {
  icon: ReactNode;
  says: string;
  tone?: "ok" | "warn" | "bad";
  onClick: () => void;
  children: ReactNode;
}

const tones = { ok: "text-ok", warn: "text-warn", bad: "text-bad" };

function Chip({ icon, says, tone, onClick, children }: ChipProps) {
  return (
    <li className="min-w-0">
      <button
        type="button"
        onClick={onClick}
        className="flex min-h-6 max-w-full items-center gap-1 rounded border px-1.5 text-left text-xs hover:bg-accent pointer-coarse:min-h-9 [&_svg]:size-3 [&_svg]:shrink-0"
      >
        <span
          aria-hidden="true"
          className={tone === undefined ? "text-muted-foreground" : tones[tone]}
        >
          {icon}
        </span>
        {says !== "" && <span className="text-muted-foreground">{says}</span>}
        <span className="min-w-0">{children}</span>
      </button>
    </li>
  );
}

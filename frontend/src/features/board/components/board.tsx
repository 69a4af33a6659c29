import { LayoutGrid } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { countOf } from "@/lib/format/number";

import type { OptionCard as Card } from "../api/board";
import { useChangeOption, useForkOption, useOptions } from "../hooks/use-board";
import { boardOrder } from "../model/cards";
import { starters } from "../model/starters";

import { OptionCard, type CardDeeds } from "./option-card";

interface BoardProps {
  projectId: string;
  busy: boolean;
  onOpen: (card: Card) => void;
  onBuild: (card: Card) => void;
  onCompare: () => void;
  onStarter: (prompt: string) => void;
  /** Open questions, beside the cards. */
  questions: ReactNode;
}

export function Board({ projectId, busy, onOpen, onBuild, questions, ...rest }: BoardProps) {
  const { onCompare, onStarter } = rest;
  const options = useOptions(projectId);
  const change = useChangeOption(projectId);
  const fork = useForkOption(projectId);
  const deeds: CardDeeds = {
    open: onOpen,
    build: onBuild,
    fork: (card) => fork.mutate(card.id),
    compare: onCompare,
    change: (card, what) => change.mutate({ id: card.id, ...what }),
  };

  if (options.isError) {
    return (
      <ErrorState
        title="The options could not be loaded."
        error={options.error}
        onRetry={() => void options.refetch()}
      />
    );
  }
  if (options.data === undefined) return <BoardSkeleton />;
  const { open, discarded } = boardOrder(options.data);
  if (open.length === 0 && discarded.length === 0) {
    return busy ? <BoardSkeleton /> : <EmptyBoard onStarter={onStarter} />;
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      {questions}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4">
        {open.map((card) => (
          <OptionCard key={card.id} {...{ card, busy, deeds }} />
        ))}
      </div>
      {discarded.length > 0 && <Discarded cards={discarded} deeds={deeds} />}
    </div>
  );
}

function Discarded({ cards, deeds }: { cards: readonly Card[]; deeds: CardDeeds }) {
  return (
    <details>
      <summary className="min-h-8 w-fit text-muted-foreground">
        {countOf(cards.length, "discarded option")}
      </summary>
      <ul className="flex flex-col divide-y rounded-lg border bg-card">
        {cards.map((card) => (
          <li key={card.id} className="flex items-center justify-between gap-3 px-3 py-2">
            <span className="min-w-0 truncate">{card.name}</span>
            <Button size="small" onClick={() => deeds.change(card, { discarded: false })}>
              Bring back
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function EmptyBoard({ onStarter }: { onStarter: (prompt: string) => void }) {
  return (
    <EmptyState icon={<LayoutGrid />} title="No options yet">
      Write what the system should do, how many people use it, where it runs and what it may cost.
      Options appear here at once, on stated assumptions. Or start from one of these:
      <ul className="mt-4 flex flex-col gap-2 text-left">
        {starters.map((starter) => (
          <li key={starter.title}>
            <button
              type="button"
              onClick={() => onStarter(starter.prompt)}
              className="w-full rounded-lg border bg-card p-3 text-left text-wrap hover:bg-accent"
            >
              <span className="block font-medium text-foreground">{starter.title}</span>
              {starter.prompt}
            </button>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

function BoardSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the options"
      className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4 p-4"
    >
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
    </div>
  );
}

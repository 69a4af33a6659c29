import { useMemo } from "react";

import { cn } from "@/lib/cn";

import { segmentsOf } from "../model/phrases";

import { useConversationActions } from "./conversation-actions";

/** What a person wrote, with the phrases that became requirements leading to them. */
export function LinkedText({ text }: { text: string }) {
  const { facts, shownFact, openFact } = useConversationActions();
  const segments = useMemo(() => segmentsOf(text, facts), [text, facts]);
  return segments.map((segment, at) =>
    segment.factIds.length === 0 ? (
      segment.text
    ) : (
      <FactLink
        // The pieces of one text keep their order.
        key={at}
        ids={segment.factIds}
        text={segment.text}
        shown={segment.factIds.some((each) => each === shownFact)}
        onOpen={openFact}
      />
    ),
  );
}

interface FactLinkProps {
  ids: readonly string[];
  text: string;
  shown: boolean;
  onOpen: (id: string) => void;
}

function FactLink({ ids, text, shown, onOpen }: FactLinkProps) {
  return (
    <button
      type="button"
      data-fact={ids.join(" ")}
      title="Show the requirement"
      onClick={() => onOpen(ids[0] ?? "")}
      className={cn(
        "inline rounded-xs text-left underline decoration-primary/60 decoration-dotted underline-offset-3 hover:decoration-solid",
        shown && "bg-warn-surface ring-2 ring-warn",
      )}
    >
      {text}
      <span className="sr-only"> (became a requirement)</span>
    </button>
  );
}

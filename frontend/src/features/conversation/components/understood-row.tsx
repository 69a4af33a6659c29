import { ChevronRight, Quote } from "lucide-react";

import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/format/number";

import type { Understood } from "../model/activities";

import { useConversationActions } from "./conversation-actions";

/** What was read out of the words, each with the phrase it came from. */
export function UnderstoodRow({ content }: { content: Understood }) {
  const { openRequirements, openFact, explain } = useConversationActions();
  const { requirements, assumptions, unused, contradictions = [] } = content;
  if (requirements.length === 0 && unused.length === 0) return null;
  return (
    <details className="group text-sm">
      <summary className="-ml-1 flex min-h-7 w-fit list-none items-center gap-1.5 rounded-md px-1 text-muted-foreground hover:text-foreground pointer-coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 transition-transform group-open:rotate-90"
        />
        <Quote aria-hidden="true" className="size-3.5 shrink-0" />
        Understood {countOf(requirements.length, "requirement")}
        {assumptions.length > 0 && `, assumed ${countOf(assumptions.length, "figure")}`}
        {unused.length > 0 && `, ${countOf(unused.length, "phrase")} not used yet`}
        {contradictions.length > 0 && `, ${countOf(contradictions.length, "contradiction")}`}
      </summary>
      <div className="mt-1 flex flex-col gap-2 border-l pl-3">
        <ul className="flex flex-col gap-1">
          {requirements.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                className="min-h-6 text-left hover:underline"
                onClick={() => openFact(each.id)}
              >
                {each.statement}
                {each.quote !== "" && (
                  <span className="text-muted-foreground"> “{each.quote}”</span>
                )}
              </button>
            </li>
          ))}
        </ul>
        {contradictions.length > 0 && (
          <div>
            These do not fit together:
            <ul className="list-disc pl-5">
              {contradictions.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        )}
        {unused.length > 0 && (
          <div className="text-muted-foreground">
            Not used yet:
            <ul className="flex flex-col gap-1">
              {unused.map((phrase) => (
                <li key={phrase} className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="min-w-0 break-words">“{phrase}”</span>
                  <Button
                    size="small"
                    aria-label={`Tell it what this means: “${phrase}”`}
                    onClick={() => explain(phrase)}
                  >
                    Tell it what this means
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <button
          type="button"
          className="min-h-6 w-fit text-primary hover:underline"
          onClick={openRequirements}
        >
          See and edit all requirements
        </button>
      </div>
    </details>
  );
}

import { ChevronDown } from "lucide-react";

import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";

import { explaining, likelyMeanings } from "../model/meanings";

interface UnusedPhrasesProps {
  phrases: readonly string[];
  /** Begins a message with these words. */
  onExplain: (text: string) => void;
  onDrop: (phrase: string) => void;
  pending: boolean;
}

/** Words that nothing was made of; a person says what they mean, or that they mean nothing. */
export function UnusedPhrases({ phrases, onExplain, onDrop, pending }: UnusedPhrasesProps) {
  if (phrases.length === 0) return null;
  return (
    <section aria-labelledby="unused">
      <h2 id="unused" className="text-base/6 font-semibold">
        Not used yet
      </h2>
      <p className="mb-2 text-muted-foreground">
        Nothing was made of these words. If they matter, say what they mean.
      </p>
      <ul className="divide-y rounded-lg border bg-card">
        {phrases.map((phrase) => (
          <li
            key={phrase}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2"
          >
            <span className="min-w-0 break-words">“{phrase}”</span>
            <DropdownMenu
              align="end"
              trigger={
                <Button
                  size="small"
                  pending={pending}
                  aria-label={`Tell it what this means: “${phrase}”`}
                  icon={<ChevronDown aria-hidden="true" className="size-3.5" />}
                >
                  Tell it what this means
                </Button>
              }
            >
              <MenuLabel>It says</MenuLabel>
              {likelyMeanings(phrase).map(({ id, label, example }) => (
                <MenuItem key={id} onSelect={() => onExplain(`${explaining(phrase)}${example}`)}>
                  {label}
                </MenuItem>
              ))}
              <MenuItem onSelect={() => onExplain(explaining(phrase))}>Something else …</MenuItem>
              <MenuSeparator />
              <MenuItem onSelect={() => onDrop(phrase)}>Nothing, leave it out</MenuItem>
            </DropdownMenu>
          </li>
        ))}
      </ul>
    </section>
  );
}

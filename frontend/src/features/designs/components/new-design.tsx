import { ArrowRight } from "lucide-react";
import { useId, useState, type KeyboardEvent, type RefObject } from "react";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { isComposing } from "@/lib/keys";

import { promptProblem, starters } from "../model/starters";

interface NewDesignProps {
  /** Who reads what is typed. */
  note: string | null;
  pending: boolean;
  error: string | null;
  onStart: (prompt: string) => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** One sentence in; a project with options comes of it. */
export function NewDesign({ note, pending, error, onStart, field }: NewDesignProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const problem = promptProblem(text) ?? (asked ? error : null);

  const start = () => {
    if (pending || promptProblem(text) !== null) return;
    const prompt = text.trim();
    if (prompt === "") {
      field.current?.focus();
      return;
    }
    setAsked(true);
    onStart(prompt);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      start();
    }
  };

  return (
    <section aria-labelledby={`${id}-title`}>
      <Card className="border-input p-1 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring">
        <label
          id={`${id}-title`}
          htmlFor={`${id}-field`}
          className="block px-3 pt-2 text-base/6 font-semibold"
        >
          What should the system do?
        </label>
        <textarea
          id={`${id}-field`}
          ref={field}
          value={text}
          rows={3}
          placeholder="Who uses it, how much, where, how reliable, and what it may cost"
          aria-describedby={`${id}-note`}
          aria-invalid={problem !== null || undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="control-text block field-sizing-content max-h-72 min-h-18 w-full resize-none bg-transparent px-3 py-1.5 outline-none placeholder:text-muted-foreground"
        />
        <div className="flex flex-wrap items-center justify-between gap-2 p-2 pl-3">
          <p
            id={`${id}-note`}
            className={problem === null ? "text-xs text-muted-foreground" : "text-xs text-bad"}
            {...(problem === null ? {} : { role: "alert" })}
          >
            {problem ?? note}
          </p>
          <Button variant="primary" pending={pending} onClick={start} className="ml-auto">
            Design it
            <ArrowRight aria-hidden="true" className="size-4" />
          </Button>
        </div>
      </Card>
      <ul aria-label="Starting points" className="mt-3 flex flex-wrap gap-2">
        {starters.map((starter) => (
          <li key={starter.title}>
            <button
              type="button"
              title={starter.prompt}
              className="min-h-8 rounded-full border bg-card px-3 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground pointer-coarse:min-h-10"
              onClick={() => {
                setText(starter.prompt);
                field.current?.focus();
              }}
            >
              {starter.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Check } from "lucide-react";

import { cn } from "@/lib/cn";

import type { ShownQuestion } from "../model/activities";

interface QuestionRowProps {
  questions: readonly ShownQuestion[];
  disabled: boolean;
  onAnswer: (questionId: string, choiceId: string) => void;
}

/** Questions with a default: the work never waits for an answer. */
export function QuestionRow({ questions, disabled, onAnswer }: QuestionRowProps) {
  const open = questions.filter((each) => each.answered_choice_id === null).length;
  return (
    <section aria-label="Questions" className="flex flex-col gap-3 rounded-lg border bg-card p-3">
      <p className="text-xs text-muted-foreground">
        {open === 0
          ? "All questions are answered. A different answer updates the options in place."
          : "Nothing waits for these: unanswered ones take their default."}
      </p>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] gap-x-6 gap-y-3">
        {questions.map((question) => (
          <Question key={question.id} {...{ question, disabled, onAnswer }} />
        ))}
      </div>
    </section>
  );
}

interface QuestionProps extends Omit<QuestionRowProps, "questions"> {
  question: ShownQuestion;
}

function Question({ question, disabled, onAnswer }: QuestionProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="font-medium">{question.text}</legend>
      <p className="text-xs text-muted-foreground">{question.why}</p>
      <div className="flex flex-wrap gap-1.5">
        {question.choices.map((choice) => {
          const chosen = choice.id === question.answered_choice_id;
          const assumed =
            question.answered_choice_id === null && choice.id === question.default_choice_id;
          return (
            <button
              key={choice.id}
              type="button"
              aria-pressed={chosen}
              disabled={disabled}
              onClick={() => onAnswer(question.id, choice.id)}
              className={cn(
                "flex min-h-7 items-center gap-1 rounded-full border px-2.5 text-left text-xs disabled:cursor-not-allowed disabled:opacity-55 enabled:hover:bg-accent pointer-coarse:min-h-10",
                chosen && "border-primary bg-accent text-accent-foreground",
                assumed && "border-dashed border-input",
              )}
            >
              {chosen && <Check aria-hidden="true" className="size-3" />}
              {choice.label}
              {assumed && <span className="text-muted-foreground">· default</span>}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

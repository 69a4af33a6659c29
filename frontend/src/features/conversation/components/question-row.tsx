import { Check } from "lucide-react";

import { cn } from "@/lib/cn";
import { countOf } from "@/lib/format/number";

import type { ShownQuestion } from "../model/activities";

interface QuestionRowProps {
  questions: readonly ShownQuestion[];
  disabled: boolean;
  onAnswer: (questionId: string, choiceId: string) => void;
}

/** Questions with a default: the work never waits for an answer. Answered ones stay changeable. */
export function QuestionRow({ questions, ...rest }: QuestionRowProps) {
  const open = questions.filter((each) => each.answered_choice_id === null);
  const answered = questions.filter((each) => each.answered_choice_id !== null);
  return (
    <div className="flex flex-col gap-3 rounded-lg border bg-card p-3">
      {open.length > 0 && (
        <>
          <p className="text-xs text-muted-foreground">
            Nothing waits for these: unanswered ones take their default.
          </p>
          <QuestionGrid questions={open} {...rest} />
        </>
      )}
      {answered.length > 0 && (
        <details>
          <summary className="min-h-6 w-fit text-muted-foreground">
            {countOf(answered.length, "answered question")}, change an answer to update the options
          </summary>
          <div className="mt-2">
            <QuestionGrid questions={answered} {...rest} />
          </div>
        </details>
      )}
    </div>
  );
}

function QuestionGrid({ questions, ...rest }: QuestionRowProps) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))] gap-x-6 gap-y-3">
      {questions.map((question) => (
        <Question key={question.id} question={question} {...rest} />
      ))}
    </div>
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

import { ArrowUp, Crosshair, Square, X } from "lucide-react";
import { useId, useState, type KeyboardEvent, type RefObject } from "react";

import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { isPressed, type ShortcutName } from "@/lib/shortcuts";
import type { Mode } from "@/lib/stream/frames";

import { useDrafts } from "../hooks/use-drafts";
import { promptProblem } from "../model/asks";

import { ModeChoice } from "./mode-choice";

export interface ScopeChip {
  id: string;
  title: string;
}

interface ComposerProps {
  /** Null until it is known; what is written then goes with it. */
  conversationId: string | null;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Words that could not be sent. */
  returned: string;
  /** Words to begin with; each new value replaces what is being written. */
  offered: { text: string } | null;
  mode: Mode;
  onModeChange: (mode: Mode) => void;
  scope: readonly ScopeChip[];
  onUnscope: (id: string) => void;
  /** Who reads what is typed. */
  note: string | null;
  /** Why the last words were not taken. */
  refusal: string | null;
  onEdit: () => void;
  /** The text last sent, for the arrow key. */
  lastText: string | null;
  run: "none" | "running" | "stopping";
  onSend: (text: string) => void;
  onStop: () => void;
}

export function Composer(props: ComposerProps) {
  const { field, mode, onModeChange, scope, onUnscope, note, refusal, run } = props;
  const id = useId();
  const [text, setText] = useDrafts(props.conversationId, props.returned);
  const problem = promptProblem(text) ?? refusal;
  const [taken, setTaken] = useState(props.offered);
  if (taken !== props.offered) {
    setTaken(props.offered);
    if (props.offered !== null) setText(props.offered.text);
  }

  const write = (next: string) => {
    setText(next);
    props.onEdit();
  };

  const send = () => {
    const words = text.trim();
    if (words === "" || promptProblem(text) !== null) return;
    setText("");
    props.onSend(words);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const is = (name: ShortcutName) => isPressed(event.nativeEvent, name);
    const take = (act: () => void) => {
      event.preventDefault();
      act();
    };
    const { lastText } = props;
    if (is("send")) take(send);
    else if (is("editLast") && text === "" && lastText !== null) take(() => write(lastText));
    else if (is("unscope") && scope.length > 0)
      take(() => scope.forEach((chip) => onUnscope(chip.id)));
  };

  return (
    <div className="border-t bg-background p-3">
      <div className="flex flex-col gap-1 rounded-lg border border-input bg-card p-1.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring">
        <ScopeChips scope={scope} onUnscope={onUnscope} />
        <label htmlFor={id} className="sr-only">
          Message
        </label>
        <textarea
          id={id}
          ref={field}
          value={text}
          rows={2}
          placeholder={placeholders[mode]}
          aria-describedby={`${id}-note`}
          aria-invalid={problem !== null || undefined}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          className="control-text field-sizing-content max-h-48 min-h-14 w-full resize-none bg-transparent px-1.5 py-1 outline-none placeholder:text-muted-foreground"
        />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ModeChoice mode={mode} onModeChange={onModeChange} />
          <div className="ml-auto flex items-center gap-1.5">
            <StopButton run={run} onStop={props.onStop} />
            <Button
              size="small"
              variant="primary"
              aria-label={run === "none" ? "Send" : "Send after this run"}
              disabled={text.trim() === "" || promptProblem(text) !== null}
              onClick={send}
            >
              <ArrowUp aria-hidden="true" className="size-4" />
            </Button>
          </div>
        </div>
      </div>
      <Note id={`${id}-note`} note={note} problem={problem} />
    </div>
  );
}

const placeholders: Record<Mode, string> = {
  brainstorm: "What should the system do, for how many, where, at what cost?",
  analyze: "Ask why, or say what to change",
  implement: "Ask for the bundle, or for a change to it",
};

function StopButton({ run, onStop }: Pick<ComposerProps, "run" | "onStop">) {
  if (run === "none") return null;
  const stopping = run === "stopping";
  return (
    <Button
      size="small"
      aria-disabled={stopping || undefined}
      icon={<Square aria-hidden="true" className="size-3 fill-current" />}
      onClick={stopping ? undefined : onStop}
    >
      {stopping ? "Stopping …" : "Stop"}
    </Button>
  );
}

function Note({ id, note, problem }: { id: string; note: string | null; problem: string | null }) {
  const failed = problem !== null;
  return (
    <p
      id={id}
      className={cn("mt-1.5 px-1 text-xs", failed ? "text-bad" : "text-muted-foreground")}
      {...(failed ? { role: "alert" } : {})}
    >
      {problem ?? note}
    </p>
  );
}

function ScopeChips({ scope, onUnscope }: Pick<ComposerProps, "scope" | "onUnscope">) {
  if (scope.length === 0) return null;
  return (
    <ul aria-label="This message is about" className="flex flex-wrap gap-1">
      {scope.map((chip) => (
        <li key={chip.id}>
          <button
            type="button"
            aria-label={`Not about ${chip.title}`}
            onClick={() => onUnscope(chip.id)}
            className="flex min-h-6 items-center gap-1 rounded bg-accent px-1.5 text-xs text-accent-foreground pointer-coarse:min-h-9"
          >
            <Crosshair aria-hidden="true" className="size-3" />
            {chip.title}
            <X aria-hidden="true" className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}

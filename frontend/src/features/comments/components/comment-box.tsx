import { useId, useRef, useState, type KeyboardEvent } from "react";

import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { isComposing } from "@/lib/keys";

import type { Mentionable, Words } from "../api/comments";
import { candidates, completed, mentionsIn, typingAt, type Typing } from "../model/mentions";

interface CommentBoxProps {
  label: string;
  placeholder?: string;
  people: readonly Mentionable[];
  /** What stands in it at first. */
  initial?: string;
  sendLabel: string;
  pending: boolean;
  error: string | null;
  focused?: boolean;
  onSend: (words: Words, emptied: () => void) => void;
  onCancel?: () => void;
}

/** A field for a comment; an @ offers the members, and Ctrl or ⌘ with Enter sends. */
export function CommentBox(props: CommentBoxProps) {
  const { label, placeholder, people, sendLabel, pending, error, onSend, onCancel } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(props.initial ?? "");
  const mentioning = useMentioning(people, field, { text, setText });
  const { offered, active, onKeyDown, look, choose } = mentioning;

  const send = () => {
    if (text.trim() !== "" && !pending)
      onSend({ text: text.trim(), mentions: mentionsIn(text, people) }, () => setText(""));
  };

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="relative">
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <textarea
          id={id}
          ref={field}
          rows={text.includes("\n") || text.length > 60 ? 4 : 2}
          value={text}
          placeholder={placeholder}
          // The pane or the editor was just opened to write here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={props.focused}
          aria-controls={`${id}-people`}
          aria-autocomplete="list"
          aria-activedescendant={offered.length > 0 ? `${id}-${String(active)}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            look(event.target.value, event.target.selectionStart);
          }}
          onKeyDown={(event) => {
            if (onKeyDown(event)) return;
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
              event.preventDefault();
              send();
            } else if (event.key === "Escape" && onCancel !== undefined) {
              event.stopPropagation();
              onCancel();
            }
          }}
          className="control-text w-full resize-none rounded-md border border-input bg-card px-2.5 py-1.5 placeholder:text-muted-foreground"
        />
        <Offered id={id} people={offered} active={active} onChoose={choose} />
      </div>
      {error !== null && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        {onCancel !== undefined && (
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button
          type="submit"
          size="small"
          variant="primary"
          pending={pending}
          disabled={text.trim() === ""}
        >
          {sendLabel}
        </Button>
      </div>
    </form>
  );
}

interface OfferedProps {
  id: string;
  people: readonly Mentionable[];
  active: number;
  onChoose: (person: Mentionable) => void;
}

/** The members to choose from; the field keeps the focus, and its keys move along the list. */
function Offered({ id, people, active, onChoose }: OfferedProps) {
  return (
    <div
      id={`${id}-people`}
      role="listbox"
      aria-label="Members"
      className={cn(
        "absolute inset-x-0 top-full z-20 mt-1 rounded-md border bg-popover p-1",
        people.length === 0 && "hidden",
      )}
    >
      {people.map((person, at) => (
        <div
          key={person.id}
          id={`${id}-${String(at)}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
          className="cursor-pointer rounded px-2 py-1 aria-selected:bg-accent"
        >
          {person.name}
        </div>
      ))}
    </div>
  );
}

/** Offers members while a name is typed; Enter or Tab takes the one that is pointed at. */
function useMentioning(
  people: readonly Mentionable[],
  field: React.RefObject<HTMLTextAreaElement | null>,
  { text, setText }: { text: string; setText: (text: string) => void },
) {
  const [typing, setTyping] = useState<Typing | null>(null);
  const [active, setActive] = useState(0);
  const offered = typing === null ? [] : candidates(people, typing.query);

  const look = (next: string, caret: number) => {
    setTyping(typingAt(next, caret));
    setActive(0);
  };
  const choose = (person: Mentionable) => {
    if (typing === null) return;
    const done = completed(text, typing, person.name);
    setText(done.text);
    setTyping(null);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(done.caret, done.caret);
    });
  };
  /** Whether the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || isComposing(event.nativeEvent)) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = offered[active];
    if (by !== undefined) setActive((active + by + offered.length) % offered.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) choose(chosen);
    else if (event.key === "Escape") setTyping(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { offered, active, look, choose, onKeyDown };
}

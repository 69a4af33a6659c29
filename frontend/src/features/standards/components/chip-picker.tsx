import { X } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

import { cn } from "@/lib/cn";
import { isComposing } from "@/lib/keys";

import type { Choice } from "../model/words";

import { FieldNote, FieldTitle } from "./field-parts";

interface ChipPickerProps<Id extends string> {
  label: string;
  /** What holds as it is now: shown under the field. */
  hint: string;
  placeholder: string;
  choices: readonly Choice<Id>[];
  chosen: readonly Id[];
  onChange: (chosen: readonly Id[]) => void;
  error?: string | undefined;
}

/** Several out of many: chips for what is chosen, and a field that finds the rest by a part of its name. */
export function ChipPicker<Id extends string>(props: ChipPickerProps<Id>) {
  const { label, hint, placeholder, choices, chosen, onChange, error } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = matching(choices, chosen, text);
  const current = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    if (open) list.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const add = (choice: Choice<Id>) => {
    onChange([...chosen, choice.id]);
    setText("");
    setAt(0);
  };
  const remove = (gone: Id) => {
    onChange(chosen.filter((each) => each !== gone));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      if (open && found.length > 0) setAt((at + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open && current !== undefined) add(current);
    } else if (event.key === "Escape" && open) {
      setOpen(false);
    }
  };

  return (
    <div className="flex flex-col gap-1.5">
      <FieldTitle htmlFor={id}>{label}</FieldTitle>
      <Chips {...{ label, choices, chosen }} onRemove={remove} />
      <div className="relative">
        <input
          ref={field}
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && current !== undefined ? `${id}-${current.id}` : undefined}
          aria-describedby={`${id}-note`}
          aria-invalid={error !== undefined || undefined}
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          className="control control-text w-full rounded-md border border-input bg-card px-3 placeholder:text-muted-foreground aria-invalid:border-destructive"
        />
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={`${label}: suggestions`}
          hidden={!open}
          className="absolute inset-x-0 top-full z-10 mt-1 max-h-60 overflow-y-auto rounded-md border bg-popover p-1"
        >
          {found.map((choice) => (
            <Suggestion
              key={choice.id}
              id={`${id}-${choice.id}`}
              choice={choice}
              current={choice === current}
              onPick={() => add(choice)}
            />
          ))}
          {found.length === 0 && (
            <div role="option" aria-selected={false} aria-disabled="true" className="px-2 py-1.5">
              <span className="text-muted-foreground">
                {text === "" ? "Nothing is left to add." : `Nothing matches “${text}”.`}
              </span>
            </div>
          )}
        </div>
      </div>
      <FieldNote id={`${id}-note`} {...{ hint, error }} />
    </div>
  );
}

interface SuggestionProps {
  id: string;
  choice: Choice;
  current: boolean;
  onPick: () => void;
}

function Suggestion({ id, choice, current, onPick }: SuggestionProps) {
  return (
    // The field has the focus and the keys; a press of the mouse must not take it away.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={current}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={cn(
        "flex min-h-8 cursor-pointer flex-wrap items-center gap-x-2 rounded px-2 py-1 hover:bg-accent pointer-coarse:min-h-10",
        current && "bg-accent text-accent-foreground",
      )}
    >
      {choice.title}
      <span className="text-xs text-muted-foreground">{choice.detail}</span>
    </div>
  );
}

interface ChipsProps<Id extends string> {
  label: string;
  choices: readonly Choice<Id>[];
  chosen: readonly Id[];
  onRemove: (id: Id) => void;
}

function Chips<Id extends string>({ label, choices, chosen, onRemove }: ChipsProps<Id>) {
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {chosen.map((id) => {
        const { title, detail } = choices.find((each) => each.id === id) ?? {
          title: id,
          detail: "",
        };
        return (
          <li
            key={id}
            className="flex min-h-7 max-w-full items-center gap-1.5 rounded border bg-muted pl-2 text-xs pointer-coarse:min-h-9"
          >
            <span className="min-w-0 break-words">
              {title}
              {detail !== "" && <span className="text-muted-foreground"> {detail}</span>}
            </span>
            <button
              type="button"
              aria-label={`Remove ${detail === "" ? title : `${title} ${detail}`}`}
              onClick={() => onRemove(id)}
              className="flex size-6 shrink-0 items-center justify-center rounded text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-9"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function matching<Id extends string>(
  choices: readonly Choice<Id>[],
  chosen: readonly Id[],
  text: string,
): readonly Choice<Id>[] {
  const words = text.toLowerCase().split(/\s+/);
  return choices.filter(({ id, title, detail }) => {
    const named = `${title} ${detail} ${id}`.toLowerCase();
    return !chosen.includes(id) && words.every((word) => named.includes(word));
  });
}

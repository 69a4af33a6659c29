import { Plus, Trash2 } from "lucide-react";
import { useEffect, useId, useRef } from "react";

import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

import type { TagRow } from "../model/draft";
import { tagProblem } from "../model/problems";

import { FieldNote } from "./field-parts";

interface TagsFieldProps {
  rows: readonly TagRow[];
  onChange: (rows: readonly TagRow[]) => void;
  error?: string | undefined;
}

/** The tags that every resource must carry, a row for each. */
export function TagsField({ rows, onChange, error }: TagsFieldProps) {
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const added = useRef<number | null>(null);

  useEffect(() => {
    if (added.current === null) return;
    box.current?.querySelector<HTMLInputElement>(`[data-key="${added.current}"]`)?.focus();
    added.current = null;
  }, [rows]);

  const add = () => {
    const next = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    added.current = next;
    onChange([...rows, { id: next, key: "", value: "" }]);
  };
  const remove = (gone: TagRow) => {
    const left = rows.filter(({ id }) => id !== gone.id);
    // Of a list that got shorter, the last row is where one was.
    added.current = left.at(-1)?.id ?? null;
    onChange(left);
    if (left.length === 0) box.current?.querySelector<HTMLButtonElement>("[data-add]")?.focus();
  };
  const change = (row: TagRow) => onChange(rows.map((each) => (each.id === row.id ? row : each)));

  return (
    <fieldset ref={box} aria-describedby={`${id}-note`} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Mandatory tags</legend>
      {rows.length > 0 && (
        <div
          aria-hidden="true"
          className="grid grid-cols-[1fr_1fr_2rem] gap-2 text-xs text-muted-foreground pointer-coarse:grid-cols-[1fr_1fr_2.5rem]"
        >
          <span>Key</span>
          <span>Value</span>
        </div>
      )}
      {rows.map((row, index) => (
        <div
          key={row.id}
          className="grid grid-cols-[1fr_1fr_2rem] gap-2 pointer-coarse:grid-cols-[1fr_1fr_2.5rem]"
        >
          {(["key", "value"] as const).map((part) => (
            <input
              key={part}
              data-key={part === "key" ? row.id : undefined}
              aria-label={`${part === "key" ? "Key" : "Value"} of tag ${index + 1}`}
              aria-invalid={tagProblem(row)?.part === part || undefined}
              aria-describedby={`${id}-note`}
              placeholder={part === "key" ? "CostCentre" : "4711"}
              autoComplete="off"
              spellCheck={false}
              value={row[part]}
              onChange={(event) => change({ ...row, [part]: event.target.value })}
              className="control control-text w-full min-w-0 rounded-md border border-input bg-card px-3 placeholder:text-muted-foreground aria-invalid:border-destructive"
            />
          ))}
          <IconButton
            label={`Remove tag ${index + 1}${row.key === "" ? "" : `, ${row.key}`}`}
            icon={<Trash2 aria-hidden="true" className="size-4" />}
            onClick={() => remove(row)}
          />
        </div>
      ))}
      <Button
        data-add=""
        size="small"
        className="self-start"
        icon={<Plus aria-hidden="true" className="size-3.5" />}
        onClick={add}
      >
        Add a tag
      </Button>
      <FieldNote
        id={`${id}-note`}
        hint="On every resource that can carry tags, beside Project, Environment and ManagedBy."
        error={error}
      />
    </fieldset>
  );
}

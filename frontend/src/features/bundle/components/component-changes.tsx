import { Minus, Pencil, Plus } from "lucide-react";
import type { ReactNode } from "react";

import type { Schemas } from "@/lib/api/types";

type Difference = Schemas["Diff"];

/** The same change told by component. */
export function ComponentChanges({ difference }: { difference: Difference }) {
  const { added, removed, changed, settings } = difference;
  if (added.length + removed.length + changed.length + settings.length === 0) return null;
  return (
    <section aria-label="Changed components" className="rounded-lg border bg-card">
      <h3 className="border-b px-4 py-2 font-medium">Components</h3>
      <ul className="divide-y">
        {added.map((each) => (
          <Line key={each.id} icon={<Plus />} title={each.title} word="added" />
        ))}
        {removed.map((each) => (
          <Line key={each.id} icon={<Minus />} title={each.title} word="removed" />
        ))}
        {changed.map((each) => (
          <Line key={each.id} icon={<Pencil />} title={each.title} word="changed">
            <Fields changes={each.changes} />
          </Line>
        ))}
        {settings.length > 0 && (
          <Line icon={<Pencil />} title="Settings of the design" word="changed">
            <Fields changes={settings} />
          </Line>
        )}
      </ul>
    </section>
  );
}

interface LineProps {
  icon: ReactNode;
  title: string;
  word: string;
  children?: ReactNode;
}

function Line({ icon, title, word, children }: LineProps) {
  return (
    <li className="flex gap-2 px-4 py-2">
      <span aria-hidden="true" className="pt-0.5 text-muted-foreground [&_svg]:size-4">
        {icon}
      </span>
      <div className="min-w-0">
        <span className="font-medium wrap-anywhere">{title}</span>{" "}
        <span className="text-muted-foreground">{word}</span>
        {children}
      </div>
    </li>
  );
}

function Fields({ changes }: { changes: readonly Schemas["FieldChange"][] }) {
  return (
    <ul className="text-xs">
      {changes.map((change) => (
        <li key={change.field} className="wrap-anywhere">
          <span className="text-muted-foreground">{change.field}:</span>{" "}
          <del>{written(change.before)}</del> →{" "}
          <ins className="no-underline">{written(change.after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}

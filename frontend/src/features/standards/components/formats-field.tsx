import { useId } from "react";

import { everyFormat, type Format } from "../model/draft";
import { formatWords } from "../model/words";

import { FieldNote } from "./field-parts";

interface FormatsFieldProps {
  chosen: readonly Format[];
  onChange: (chosen: readonly Format[]) => void;
  error?: string | undefined;
}

/** What a bundle may hold. */
export function FormatsField({ chosen, onChange, error }: FormatsFieldProps) {
  const id = useId();
  const toggle = (format: Format) =>
    onChange(
      everyFormat.filter((each) =>
        each === format ? !chosen.includes(each) : chosen.includes(each),
      ),
    );
  return (
    <fieldset aria-describedby={`${id}-note`} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Formats of a bundle</legend>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {everyFormat.map((format) => (
          <label key={format} className="flex items-start gap-2 pointer-coarse:min-h-10">
            <input
              type="checkbox"
              checked={chosen.includes(format)}
              aria-invalid={error !== undefined || undefined}
              onChange={() => toggle(format)}
              className="mt-0.5 size-4 accent-primary"
            />
            <span>
              {formatWords[format].title}
              <span className="block text-xs text-muted-foreground">
                {formatWords[format].detail}
              </span>
            </span>
          </label>
        ))}
      </div>
      <FieldNote
        id={`${id}-note`}
        hint="Others are neither offered nor built. design.yaml, README.md and the checks are always in."
        error={error}
      />
    </fieldset>
  );
}

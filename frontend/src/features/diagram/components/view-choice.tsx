import { cn } from "@/lib/cn";

import type { View } from "../api/diagram";

const views: readonly { value: View; label: string }[] = [
  { value: "flow", label: "Flow" },
  { value: "network", label: "Network" },
];

/** Which of the two drawings of a design. */
export function ViewChoice({ value, onChange }: { value: View; onChange: (view: View) => void }) {
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">View</legend>
      {views.map((view) => (
        <label
          key={view.value}
          className={cn(
            "cursor-pointer rounded px-2 py-0.5 text-sm outline-offset-1 outline-ring has-focus-visible:outline-2 pointer-coarse:py-2",
            view.value === value
              ? "bg-accent font-medium text-accent-foreground"
              : "text-muted-foreground hover:text-foreground",
          )}
        >
          <input
            type="radio"
            name="diagram-view"
            className="sr-only"
            checked={view.value === value}
            onChange={() => onChange(view.value)}
          />
          {view.label}
        </label>
      ))}
    </fieldset>
  );
}

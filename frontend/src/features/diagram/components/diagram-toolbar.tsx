import { ChevronLeft, ChevronRight, ListOrdered, ListTree } from "lucide-react";
import type { ReactNode } from "react";

import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import type { View } from "../api/diagram";
import type { PanelState } from "../hooks/use-panel-state";

interface DiagramToolbarProps {
  panel: PanelState;
  history: readonly Schemas["RevisionSummary"][];
  exports: ReactNode;
}

const views: readonly { value: View; label: string }[] = [
  { value: "flow", label: "Flow" },
  { value: "network", label: "Network" },
];

export function DiagramToolbar({ panel, history, exports }: DiagramToolbarProps) {
  return (
    <div className="relative z-10 flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-card px-3 py-1.5">
      <ViewChoice value={panel.view} onChange={panel.setView} />
      <Stepper panel={panel} history={history} />
      <div className="ml-auto flex items-center gap-1">
        <IconButton
          label="Steps"
          aria-pressed={panel.aside?.show === "steps"}
          icon={<ListOrdered aria-hidden="true" className="size-4" />}
          className="aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={() => panel.toggleAside({ show: "steps" })}
        />
        <IconButton
          label="Outline"
          shortcut="O"
          aria-pressed={panel.form === "outline"}
          icon={<ListTree aria-hidden="true" className="size-4" />}
          className="aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={panel.toggleOutline}
        />
        {exports}
      </div>
    </div>
  );
}

function ViewChoice({ value, onChange }: { value: View; onChange: (view: View) => void }) {
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

function Stepper({ panel, history }: Omit<DiagramToolbarProps, "exports">) {
  const at = history.findIndex((each) => each.id === panel.revisionId);
  const older = at < 0 ? undefined : history[at + 1];
  const newer = at < 1 ? undefined : history[at - 1];
  const show = (revision: { id: string } | undefined) => () => {
    if (revision !== undefined) panel.setRevision(revision.id);
  };
  return (
    <div role="group" aria-label="Revision" className="flex items-center">
      <IconButton
        label="Older revision"
        icon={<ChevronLeft aria-hidden="true" className="size-4" />}
        disabled={older === undefined}
        onClick={show(older)}
      />
      <Tooltip text="History">
        <button
          type="button"
          aria-pressed={panel.aside?.show === "history"}
          onClick={() => panel.toggleAside({ show: "history" })}
          className="h-8 rounded-md px-1.5 text-sm tabular-nums hover:bg-accent aria-pressed:bg-accent pointer-coarse:h-10"
        >
          Revision {history[at]?.number ?? ""}{" "}
          <span className="text-muted-foreground">of {history[0]?.number ?? ""}</span>
        </button>
      </Tooltip>
      <IconButton
        label="Newer revision"
        icon={<ChevronRight aria-hidden="true" className="size-4" />}
        disabled={newer === undefined}
        onClick={show(newer)}
      />
    </div>
  );
}

import { ChevronLeft, ChevronRight, ListOrdered, ListTree, MessageSquare } from "lucide-react";
import type { ReactNode } from "react";

import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Schemas } from "@/lib/api/types";

import type { PanelState } from "../hooks/use-panel-state";

import { ViewChoice } from "./view-choice";

interface DiagramToolbarProps {
  panel: PanelState;
  history: readonly Schemas["RevisionSummary"][];
  /** Unread comments; null where nobody comments. */
  unread: number | null;
  exports: ReactNode;
}

export function DiagramToolbar({ panel, history, unread, exports }: DiagramToolbarProps) {
  return (
    <div className="relative z-10 flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-card px-3 py-1.5">
      <ViewChoice value={panel.view} onChange={panel.setView} />
      <Stepper panel={panel} history={history} />
      <div className="ml-auto flex items-center gap-1">
        {unread !== null && <CommentsButton panel={panel} unread={unread} />}
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

function CommentsButton({ panel, unread }: { panel: PanelState; unread: number }) {
  return (
    <IconButton
      label={unread === 0 ? "Comments" : `Comments, ${String(unread)} new`}
      aria-pressed={panel.aside?.show === "comments"}
      icon={
        <>
          <MessageSquare aria-hidden="true" className="size-4" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute top-0.5 right-0.5 size-2 rounded-full bg-primary"
            />
          )}
        </>
      }
      className="relative aria-pressed:bg-accent aria-pressed:text-accent-foreground"
      onClick={() => panel.toggleAside({ show: "comments", about: null })}
    />
  );
}

function Stepper({ panel, history }: Pick<DiagramToolbarProps, "panel" | "history">) {
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

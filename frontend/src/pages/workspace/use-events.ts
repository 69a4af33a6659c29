import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { putCard, refreshBoard } from "@/features/board/hooks/use-board";
import { knownActivity } from "@/features/conversation/model/activities";
import type { EventFrame } from "@/lib/stream/frames";

/** Brings what a run changed to the canvas: cards at once, the rest by asking again. */
export function useEventEffects(
  projectId: string,
  { onBundle, onRevision }: { onBundle: () => void; onRevision: () => void },
) {
  const queries = useQueryClient();
  return useCallback(
    (frames: readonly EventFrame[]) => {
      const effects = effectsOf(frames);
      for (const card of effects.cards) putCard(queries, card);
      if (effects.board) refreshBoard(queries, projectId);
      if (effects.versions) {
        onRevision();
        void queries.invalidateQueries({ queryKey: ["options"] });
        void queries.invalidateQueries({ queryKey: ["projects"] });
        void queries.invalidateQueries({ queryKey: ["comments"] });
      }
      if (effects.bundles) void queries.invalidateQueries({ queryKey: ["artifacts"] });
      if (effects.ended) void queries.invalidateQueries({ queryKey: ["conversations"] });
      if (effects.building) onBundle();
    },
    [queries, projectId, onBundle, onRevision],
  );
}

interface Effects {
  cards: Extract<
    NonNullable<ReturnType<typeof knownActivity>>,
    { type: "OPTION_CARD" }
  >["content"][];
  board: boolean;
  versions: boolean;
  bundles: boolean;
  building: boolean;
  ended: boolean;
}

function effectsOf(frames: readonly EventFrame[]): Effects {
  const effects: Effects = {
    cards: [],
    board: false,
    versions: false,
    bundles: false,
    building: false,
    ended: false,
  };
  for (const frame of frames) note(effects, frame);
  return effects;
}

function note(effects: Effects, frame: EventFrame): void {
  const { event } = frame;
  if (event.type === "CUSTOM") {
    effects.board ||= event.name === "arch.options" || event.name === "arch.version";
    effects.versions ||= event.name === "arch.version";
  } else if (event.type === "RUN_FINISHED" || event.type === "RUN_ERROR") {
    effects.ended = true;
    effects.board = true;
  } else if (event.type === "ACTIVITY_SNAPSHOT") {
    noteActivity(effects, frame, event);
  }
}

type Snapshot = Extract<EventFrame["event"], { type: "ACTIVITY_SNAPSHOT" }>;

function noteActivity(effects: Effects, { run, seq }: EventFrame, event: Snapshot): void {
  const { messageId: id, activityType: type, content } = event;
  const activity = knownActivity({ id, run_id: run, type, content, seq });
  if (activity?.type === "OPTION_CARD") effects.cards.push(activity.content);
  effects.bundles ||= activity?.type === "BUNDLE_READY";
  effects.building ||= activity?.type === "BUNDLE_PROGRESS";
}

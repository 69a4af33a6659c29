import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type AnalysedOption = Schemas["AnalysedOption"];
export type Edits = Schemas["Finding"]["fix"];

export function fetchAnalysis(projectId: string, times: readonly string[], signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/analysis", {
      params: { path: { project_id: projectId }, query: { times: [...times] } },
      signal,
    }),
  );
}

export function fetchSpending(projectId: string, usd: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/analysis/budget", {
      params: { path: { project_id: projectId }, query: { usd } },
      signal,
    }),
  );
}

export interface DesignChange {
  optionId: string;
  /** The number of the revision that the person looked at. */
  base: number;
  edits: Edits;
  note: string;
}

export function changeDesign({ optionId, base, edits, note }: DesignChange) {
  return unwrap(
    api.POST("/api/v1/options/{option_id}/edits", {
      params: { path: { option_id: optionId } },
      body: { base_revision: base, edits, note },
    }),
  );
}

export function undoChange(optionId: string, base: number) {
  return unwrap(
    api.POST("/api/v1/options/{option_id}/undo", {
      params: { path: { option_id: optionId } },
      body: { base_revision: base },
    }),
  );
}

export function chooseOption(optionId: string) {
  return unwrap(
    api.POST("/api/v1/options/{option_id}/choose", {
      params: { path: { option_id: optionId } },
    }),
  );
}

import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type OptionCard = Schemas["OptionCard"];
export type Brief = Schemas["Brief"];
export type BriefEdit = Schemas["BriefChange"]["edits"][number];

export function fetchOptions(projectId: string, signal: AbortSignal): Promise<OptionCard[]> {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/options", {
      params: { path: { project_id: projectId } },
      signal,
    }),
  );
}

export function changeOption(id: string, change: Partial<Schemas["OptionChange"]>) {
  return unwrap(
    api.PATCH("/api/v1/options/{option_id}", {
      params: { path: { option_id: id } },
      body: change,
    }),
  );
}

export function forkOption(id: string, revisionId: string | null) {
  return unwrap(
    api.POST("/api/v1/options/{option_id}/fork", {
      params: { path: { option_id: id } },
      body: { revision_id: revisionId },
    }),
  );
}

export function chooseOption(id: string) {
  return unwrap(
    api.POST("/api/v1/options/{option_id}/choose", { params: { path: { option_id: id } } }),
  );
}

export function fetchRevisions(optionId: string) {
  return unwrap(
    api.GET("/api/v1/options/{option_id}/revisions", {
      params: { path: { option_id: optionId } },
    }),
  );
}

export function fetchBrief(projectId: string, signal: AbortSignal): Promise<Brief> {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/brief", {
      params: { path: { project_id: projectId } },
      signal,
    }),
  );
}

export function editBrief(projectId: string, baseRevision: number, edits: BriefEdit[]) {
  return unwrap(
    api.POST("/api/v1/projects/{project_id}/brief/edits", {
      params: { path: { project_id: projectId } },
      body: { base_revision: baseRevision, edits },
    }),
  );
}

export function fetchProject(projectId: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}", {
      params: { path: { project_id: projectId } },
      signal,
    }),
  );
}

export function fetchRevision(revisionId: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/revisions/{revision_id}", {
      params: { path: { revision_id: revisionId } },
      signal,
    }),
  );
}

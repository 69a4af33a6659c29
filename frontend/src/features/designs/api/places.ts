import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type Place = Schemas["Whereabouts"];

/** Where the person was last in a project, on whichever device; null when they were not there. */
export function fetchPlace(projectId: string, signal: AbortSignal): Promise<Place | null> {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/place", {
      params: { path: { project_id: projectId } },
      signal,
    }),
  );
}

export function keepPlace(projectId: string, place: Place): Promise<unknown> {
  return unwrap(
    api.PUT("/api/v1/projects/{project_id}/place", {
      params: { path: { project_id: projectId } },
      body: place,
    }),
  );
}

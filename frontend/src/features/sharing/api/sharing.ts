import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type ShareLink = Schemas["ShareLink"];
export type SharePart = Schemas["SharePart"];
export type NewShareLink = Schemas["NewShareLink"];

export function listShareLinks(
  projectId: string,
  signal: AbortSignal,
): Promise<Schemas["ShareLinks"]> {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/share-links", {
      params: { path: { project_id: projectId } },
      signal,
    }),
  );
}

export function makeShareLink(body: NewShareLink): Promise<Schemas["MadeShareLink"]> {
  return unwrap(api.POST("/api/v1/share-links", { body }));
}

export function revokeShareLink(id: string): Promise<ShareLink> {
  return unwrap(api.DELETE("/api/v1/share-links/{link_id}", { params: { path: { link_id: id } } }));
}

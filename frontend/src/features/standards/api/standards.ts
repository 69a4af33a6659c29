import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type Standards = Schemas["Standards"];
export type CatalogKind = Schemas["CatalogKind"];

export function fetchStandards(projectId: string, signal: AbortSignal): Promise<Standards> {
  return unwrap(
    api.GET("/api/v1/projects/{project_id}/standards", {
      params: { path: { project_id: projectId } },
      signal,
    }),
  );
}

export function saveStandards(projectId: string, standards: Standards) {
  return unwrap(
    api.PUT("/api/v1/projects/{project_id}/standards", {
      params: { path: { project_id: projectId } },
      body: standards,
    }),
  );
}

/** What a standards.yaml says; nothing is kept. */
export function readStandards(text: string): Promise<Standards> {
  return unwrap(api.POST("/api/v1/standards/read", { body: { text } }));
}

export function fetchCatalog(signal: AbortSignal): Promise<CatalogKind[]> {
  return unwrap(api.GET("/api/v1/catalog", { signal }));
}

/** Put an option's design, as it is, under the standards: its names, tags and boundary follow. */
export function holdOption(option: { id: string; revision_number: number }, standards: Standards) {
  return unwrap(
    api.POST("/api/v1/options/{option_id}/edits", {
      params: { path: { option_id: option.id } },
      body: {
        base_revision: option.revision_number,
        edits: [{ op: "set_standards", standards }],
        note: "Put under the standards",
      },
    }),
  );
}

/** What the names of a design are made of. */
export async function fetchDesignName(revisionId: string, signal: AbortSignal): Promise<string> {
  const { architecture } = await unwrap(
    api.GET("/api/v1/revisions/{revision_id}", {
      params: { path: { revision_id: revisionId } },
      signal,
    }),
  );
  return architecture.name;
}

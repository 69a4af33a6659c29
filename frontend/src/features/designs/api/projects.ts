import { api, unwrap } from "@/lib/api/typed-client";

interface ListProjects {
  q?: string;
  cursor?: string | null;
  limit?: number;
  signal: AbortSignal;
}

export function listProjects({ signal, ...query }: ListProjects) {
  return unwrap(api.GET("/api/v1/projects", { params: { query }, signal }));
}

export function createProject(goal: string) {
  return unwrap(api.POST("/api/v1/projects", { body: { goal } }));
}

export function renameProject(id: string, name: string) {
  const params = { path: { project_id: id } };
  return unwrap(api.PATCH("/api/v1/projects/{project_id}", { params, body: { name } }));
}

export function deleteProject(id: string) {
  const params = { path: { project_id: id } };
  return unwrap(api.DELETE("/api/v1/projects/{project_id}", { params }));
}

import { read, send } from "@/lib/api/client";
import type { Page, ProjectSummary } from "@/lib/api/types";

interface ListProjects {
  q?: string;
  cursor?: string | null;
  limit?: number;
  signal?: AbortSignal;
}

export function listProjects({ q, cursor, limit, signal }: ListProjects) {
  return read<Page<ProjectSummary>>("/projects", { query: { q, cursor, limit }, signal });
}

export function createProject(goal: string) {
  return send<ProjectSummary>("POST", "/projects", { body: { goal } });
}

export function renameProject(id: string, name: string) {
  return send<ProjectSummary>("PATCH", `/projects/${id}`, { body: { name } });
}

export function deleteProject(id: string) {
  return send("DELETE", `/projects/${id}`);
}

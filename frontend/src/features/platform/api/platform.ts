import { read, send } from "@/lib/api/client";
import type { Page } from "@/lib/api/types";

import type { Health, PlatformOrganization, PlatformPerson, PlatformRun } from "../model/wire";

interface Question {
  q: string;
  cursor: string | null;
}

export function readOrganizations(question: Question, signal: AbortSignal) {
  return read<Page<PlatformOrganization>>("/platform/organizations", {
    query: { ...question, limit: 50 },
    signal,
  });
}

export function readPeople(question: Question, signal: AbortSignal) {
  return read<Page<PlatformPerson>>("/platform/people", {
    query: { ...question, limit: 50 },
    signal,
  });
}

export function readRuns(signal: AbortSignal): Promise<{ items: PlatformRun[] }> {
  return read("/platform/runs", { signal });
}

export function cancelRun(id: string): Promise<unknown> {
  return send("POST", `/platform/runs/${id}/cancel`);
}

export function readHealth(signal: AbortSignal): Promise<Health> {
  return read("/platform/health", { signal });
}

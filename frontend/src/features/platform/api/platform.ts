import { read, send } from "@/lib/api/client";
import type { Page } from "@/lib/api/types";

import type { TrailFilters } from "../model/trail";
import type {
  Entry,
  Health,
  Impersonated,
  OrganizationDetail,
  Performance,
  PlanId,
  PlatformOrganization,
  PlatformPerson,
  PlatformRun,
  Window,
} from "../model/wire";

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

export function readOrganization(id: string, signal: AbortSignal): Promise<OrganizationDetail> {
  return read(`/platform/organizations/${id}`, { signal });
}

export function suspend({ id, reason }: { id: string; reason: string }): Promise<unknown> {
  return send("POST", `/platform/organizations/${id}/suspend`, { body: { reason } });
}

export function resume({ id, reason }: { id: string; reason: string }): Promise<unknown> {
  return send("POST", `/platform/organizations/${id}/resume`, { body: { reason } });
}

export function setPlan(order: { id: string; plan: PlanId; reason: string }): Promise<unknown> {
  const { id, ...body } = order;
  return send("POST", `/platform/organizations/${id}/plan`, { body });
}

export function readPeople(question: Question, signal: AbortSignal) {
  return read<Page<PlatformPerson>>("/platform/people", {
    query: { ...question, limit: 50 },
    signal,
  });
}

export function disable({ id, reason }: { id: string; reason: string }): Promise<unknown> {
  return send("POST", `/platform/people/${id}/disable`, { body: { reason } });
}

export function enable({ id, reason }: { id: string; reason: string }): Promise<unknown> {
  return send("POST", `/platform/people/${id}/enable`, { body: { reason } });
}

export function readRuns(signal: AbortSignal): Promise<{ items: PlatformRun[] }> {
  return read("/platform/runs", { signal });
}

export function cancelRun({ run, reason }: { run: PlatformRun; reason: string }): Promise<unknown> {
  const body = { organization_id: run.organization_id, reason };
  return send("POST", `/platform/runs/${run.id}/cancel`, { body });
}

export function readHealth(signal: AbortSignal): Promise<Health> {
  return read("/platform/health", { signal });
}

export function readPerformance(window: Window, signal: AbortSignal): Promise<Performance> {
  return read("/platform/performance", { query: { window }, signal });
}

export function readTrail(filters: TrailFilters, cursor: string | null, signal: AbortSignal) {
  const { trail, q, organization, from } = filters;
  return read<Page<Entry>>("/platform/audit", {
    query: { trail, q, organization_id: organization, from, cursor, limit: 50 },
    signal,
  });
}

export function readImpersonations(signal: AbortSignal): Promise<{ items: Impersonated[] }> {
  return read("/platform/impersonations", { signal });
}

export interface LookOrder {
  organization_id: string;
  person_id: string;
  reason: string;
  minutes: number;
}

export function beginLooking(order: LookOrder): Promise<Impersonated> {
  return send("POST", "/platform/impersonations", { body: order });
}

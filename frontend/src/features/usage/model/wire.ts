import type { Schemas } from "@/lib/api/types";

export const groups = [
  "day",
  "mode",
  "member",
  "model",
  "provider",
  "application",
  "team",
] as const;
export type Group = Schemas["Dimension"];

export type UsageRow = Schemas["UsageRow"];
export type Usage = Schemas["UsageReport"];
export type Quota = Schemas["Quota"];
export type QuotaWarning = Schemas["QuotaWarning"];
export type OwnQuota = Schemas["OwnQuota"];
export type OwnLimit = Schemas["OwnLimit"];
export type Metric = Schemas["Metric"];

/** Somebody who can be limited. */
export interface Person {
  id: string;
  name: string;
}

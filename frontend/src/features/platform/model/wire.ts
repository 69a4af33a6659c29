import type { Schemas } from "@/lib/api/types";

export type PlatformOrganization = Schemas["PlatformOrganization"];
export type OrganizationDetail = Schemas["PlatformOrganizationDetail"];
export type PlatformMember = Schemas["PlatformMember"];
export type PlatformPerson = Schemas["PlatformPerson"];
export type PlatformRun = Schemas["PlatformRun"];
export type PlanId = Schemas["PlanId"];
export type Health = Schemas["PlatformHealth"];
export type Performance = Schemas["Performance"];
export type Window = Performance["window"];
export type Entry = Schemas["PlatformEntry"];
export type Impersonated = Schemas["Impersonated"];

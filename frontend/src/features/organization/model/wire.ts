import type { Schemas } from "@/lib/api/types";

export type Member = Schemas["Member"];
export type Role = Schemas["Role"];
export type Invitation = Schemas["Invitation"];
export type NewInvitation = Schemas["NewInvitation"];
export type Seats = Schemas["Seating"];
export type SeatPrice = Schemas["SeatPrice"];
export type Security = Schemas["Security"];
export type SecurityChange = Schemas["RulesChange"];

export type Domain = Schemas["Domain"];
export type OpenPlace = Schemas["OpenPlace"];

export type ApiKey = Schemas["ApiKey"];
export type ApiKeyList = Schemas["ApiKeyList"];
export type NewApiKey = Schemas["NewKey"];
/** The one time that the whole key is told. */
export type CreatedApiKey = Schemas["CreatedApiKey"];
export type Scope = Schemas["GivenScope"];

import type { Schemas } from "@/lib/api/types";

export type Member = Schemas["Member"];
export type Role = Schemas["Role"];
export type Invitation = Schemas["Invitation"];
export type NewInvitation = Schemas["NewInvitation"];
export type Seats = Schemas["Seating"];
export type SeatPrice = Schemas["SeatPrice"];
export type Security = Schemas["Security"];
export type SecurityChange = Schemas["RulesChange"];

export interface Domain {
  id: string;
  name: string;
  verified_at: string | null;
  /** The TXT record that proves it. */
  record_name: string;
  record_value: string;
}

export interface ApiKey {
  id: string;
  name: string;
  /** What a key begins with; the rest is known to nobody. */
  prefix: string;
  scopes: readonly string[];
  created_by: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export interface NewApiKey {
  name: string;
  scopes: readonly string[];
  /** Null never expires. */
  expires_in_days: number | null;
}

/** The one time that the whole key is told. */
export interface CreatedApiKey {
  api_key: ApiKey;
  secret: string;
}

export interface Scope {
  scope: string;
  meaning: string;
}

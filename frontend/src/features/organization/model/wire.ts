import type { MinorMoney } from "@/lib/api/types";

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Null for somebody who never came. */
  last_active_at: string | null;
  second_factor: boolean;
  /** The person who asks. */
  self: boolean;
}

export type Role = "owner" | "admin" | "architect" | "viewer" | "billing" | "auditor";

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  invited_by: string;
  created_at: string;
  expires_at: string;
}

/** Seats of members and of invitations that wait; `limit` null is unlimited. */
export interface Seats {
  used: number;
  invited: number;
  limit: number | null;
}

/** What one more seat costs now. Null money: the plan does not charge by seat. */
export interface SeatPrice {
  seats_free: number;
  /** A seat is bought with the invitation. */
  adds_seat: boolean;
  /** The plan cannot grow by seats: it must be changed first. */
  blocked: boolean;
  prorated: MinorMoney | null;
  monthly: MinorMoney | null;
  period_ends_at: string | null;
}

export interface Domain {
  id: string;
  name: string;
  verified_at: string | null;
  /** The TXT record that proves it. */
  record_name: string;
  record_value: string;
}

export interface Security {
  require_second_factor: boolean;
  /** The id of the only provider people may sign in with; null leaves it to them. */
  identity_provider: string | null;
  providers: readonly { id: string; label: string }[];
  /** Networks in CIDR notation; empty allows every address. */
  ip_allow_list: readonly string[];
  /** The address that the server sees for this request. */
  your_address: string;
  sharing: boolean;
}

export type SecurityChange = Partial<
  Pick<Security, "require_second_factor" | "identity_provider" | "ip_allow_list" | "sharing">
>;

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

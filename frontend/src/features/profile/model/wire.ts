import type { Schemas } from "@/lib/api/types";

export type Account = Schemas["Account"];

/** One authenticated device. */
export type Device = Schemas["Device"];

/** A second factor that is not confirmed yet. */
export type Enrolment = Schemas["Enrolment"];

export type RecoveryCodes = Schemas["NewRecoveryCodes"];

export interface PasswordChange {
  /** Null for somebody who never had one. */
  current_password: string | null;
  new_password: string;
}

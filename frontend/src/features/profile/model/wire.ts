export interface Account {
  name: string;
  email: string;
  email_verified: boolean;
  has_password: boolean;
  second_factor: { enabled: boolean; recovery_codes_left: number };
  /** Providers that this person signs in with. */
  identities: readonly { provider: string; label: string; email: string }[];
  created_at: string;
}

/** One authenticated device. */
export interface Device {
  id: string;
  /** "Firefox on Linux", from what the browser says. */
  device: string;
  address: string;
  started_at: string;
  last_seen_at: string;
  current: boolean;
}

/** A second factor that is not confirmed yet. */
export interface Enrolment {
  secret: string;
  otpauth_url: string;
}

export interface RecoveryCodes {
  recovery_codes: readonly string[];
}

export interface PasswordChange {
  /** Null for somebody who never had one. */
  current_password: string | null;
  new_password: string;
}

export interface ExportLink {
  url: string;
  expires_at: string;
}

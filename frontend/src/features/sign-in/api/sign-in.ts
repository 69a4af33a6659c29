import { send } from "@/lib/api/client";

import type { SecondFactor, SignInAnswer } from "../model/wire";

export interface Credentials {
  email: string;
  password: string;
}

export interface NewAccount extends Credentials {
  name: string;
  /** Where the link of the mail leads in the end. */
  next: string;
}

export function enterWithPassword(body: Credentials): Promise<SignInAnswer> {
  return send("POST", "/sign-in/password", { body });
}

export function enterWithSecondFactor(body: SecondFactor): Promise<SignInAnswer> {
  return send("POST", "/sign-in/second-factor", { body });
}

/** Answers alike whether the address is known or not; the mail tells the two apart. */
export function createAccount(body: NewAccount): Promise<unknown> {
  return send("POST", "/sign-up", { body });
}

/** The password proves that the link is opened by whoever asked for it; it signs in, too. */
export function confirmAccount(body: { token: string; password: string }): Promise<SignInAnswer> {
  return send("POST", "/sign-up/verify", { body });
}

/** Answers alike whether the address is known or not. */
export function askForReset(email: string): Promise<unknown> {
  return send("POST", "/password-resets", { body: { email } });
}

export function resetPassword(body: { token: string; password: string }): Promise<unknown> {
  return send("POST", "/password-resets/complete", { body });
}

/** Where the browser goes to sign in with a provider. */
export function providerAddress(id: string, next: string): string {
  return `/api/v1/sign-in/providers/${encodeURIComponent(id)}?next=${encodeURIComponent(next)}`;
}

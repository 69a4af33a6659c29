import { read, send } from "@/lib/api/client";

import type { Account, Device, Enrolment, PasswordChange, RecoveryCodes } from "../model/wire";

export function readAccount(signal?: AbortSignal): Promise<Account> {
  return read("/account", { signal });
}

export function renameAccount(name: string): Promise<Account> {
  return send("PATCH", "/account", { body: { name } });
}

export function changePassword(body: PasswordChange): Promise<unknown> {
  return send("POST", "/account/password", { body });
}

export function beginSecondFactor(): Promise<Enrolment> {
  return send("POST", "/account/second-factor");
}

export function confirmSecondFactor(code: string): Promise<RecoveryCodes> {
  return send("POST", "/account/second-factor/confirm", { body: { code } });
}

export function removeSecondFactor(code: string): Promise<unknown> {
  return send("POST", "/account/second-factor/remove", { body: { code } });
}

export function renewRecoveryCodes(code: string): Promise<RecoveryCodes> {
  return send("POST", "/account/recovery-codes", { body: { code } });
}

export function readDevices(signal?: AbortSignal): Promise<{ items: Device[] }> {
  return read("/account/sign-ins", { signal });
}

export function endDevice(id: string): Promise<unknown> {
  return send("DELETE", `/account/sign-ins/${id}`);
}

/** Ends every sign-in of this person, this one too. */
export function endEverywhere(): Promise<unknown> {
  return send("DELETE", "/account/sign-ins");
}

/** Where the browser fetches the archive of everything about this person. */
export const archiveAddress = "/api/v1/account/export";

export function deleteAccount(email: string): Promise<unknown> {
  return send("DELETE", "/account", { body: { email } });
}

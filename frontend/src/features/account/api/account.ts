import { read, send } from "@/lib/api/client";
import type { Me } from "@/lib/api/types";

export interface SignInOptions {
  /** True when this server offers one-click sign-in to this browser. */
  local: boolean;
}

export function readMe(signal?: AbortSignal): Promise<Me> {
  return read<Me>("/me", { signal });
}

export function readSignInOptions(signal?: AbortSignal): Promise<SignInOptions> {
  return read<SignInOptions>("/sign-in/options", { signal });
}

export function signInLocally(): Promise<Me> {
  return send<Me>("POST", "/sign-in/local");
}

export function signOut(): Promise<unknown> {
  return send("DELETE", "/sign-in");
}

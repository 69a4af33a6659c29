import { read, send } from "@/lib/api/client";
import type { Me, Schemas } from "@/lib/api/types";

export function readMe(signal?: AbortSignal): Promise<Me> {
  return read<Me>("/me", { signal });
}

export function readSignInOptions(signal?: AbortSignal): Promise<Schemas["SignInOptions"]> {
  return read<Schemas["SignInOptions"]>("/sign-in/options", { signal });
}

export function signInLocally(): Promise<Me> {
  return send<Me>("POST", "/sign-in/local");
}

export function signOut(): Promise<unknown> {
  return send("DELETE", "/sign-in");
}

export function readToolServers(signal?: AbortSignal): Promise<Schemas["ToolServerList"]> {
  return read<Schemas["ToolServerList"]>("/tool-servers", { signal });
}

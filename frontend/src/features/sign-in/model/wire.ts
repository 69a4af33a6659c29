import type { Schemas } from "@/lib/api/types";

/** `GET /sign-in/options`. */
export type SignInOptions = Schemas["SignInOptions"];

/** What a first proof leads to: the way in, or the question for a second one. */
export type SignInAnswer = Schemas["Entered"];

export type SecondFactor = { code: string } | { recovery_code: string };

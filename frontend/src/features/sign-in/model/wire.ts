/** `GET /sign-in/options`; a server without people of its own offers only `local`. */
export interface SignInOptions {
  local: boolean;
  password?: boolean;
  providers?: readonly Provider[];
}

export interface Provider {
  id: string;
  label: string;
}

/** What a first proof leads to: the way in, or the question for a second one. */
export type SignInAnswer =
  { outcome: "signed_in" } | { outcome: "second_factor"; challenge: string };

export type SecondFactor =
  { challenge: string; code: string } | { challenge: string; recovery_code: string };

const steps = ["enter", "create", "forgot", "reset", "verify", "second-factor"] as const;
export type Step = (typeof steps)[number];

/** Which part of signing in the address asks for. */
export function stepOf(search: string): Step {
  const asked = new URLSearchParams(search).get("step");
  return steps.find((each) => each === asked) ?? "enter";
}

/** The one-use token of a link in a mail. It stands in the fragment, which no server or log sees. */
export function tokenOf(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return token === null || token === "" ? null : token;
}

/** The address of a step that keeps where the person wanted to go. */
export function stepAddress(step: Step, search: string): string {
  const next = new URLSearchParams(search).get("next");
  const query = new URLSearchParams({
    ...(step === "enter" ? {} : { step }),
    ...(next === null ? {} : { next }),
  });
  return query.size === 0 ? "/sign-in" : `/sign-in?${query.toString()}`;
}

import { useEffect, useState } from "react";

import { readMe, readSignInOptions, signInLocally } from "../api/account";

/** What this browser may do to get in. */
export type SignInState =
  | { step: "asking" }
  | { step: "local" }
  | { step: "elsewhere" }
  | { step: "signed-in" }
  | { step: "unreachable"; error: Error };

interface SignIn {
  state: SignInState;
  pending: boolean;
  error: Error | null;
  signIn: () => void;
  retry: () => void;
}

/** Sign-in without a query cache, because the landing page has none. */
export function useSignIn(onSignedIn: () => void): SignIn {
  const [state, setState] = useState<SignInState>({ step: "asking" });
  const [attempt, setAttempt] = useState(0);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    ask(abort.signal).then(
      (next) => setState(next),
      (cause: unknown) => {
        if (!abort.signal.aborted) setState({ step: "unreachable", error: errorFrom(cause) });
      },
    );
    return () => abort.abort();
  }, [attempt]);

  const signIn = () => {
    setPending(true);
    setError(null);
    signInLocally().then(onSignedIn, (cause: unknown) => {
      setPending(false);
      setError(errorFrom(cause));
    });
  };

  const retry = () => {
    setState({ step: "asking" });
    setAttempt((count) => count + 1);
  };

  return { state, pending, error, signIn, retry };
}

async function ask(signal: AbortSignal): Promise<SignInState> {
  const signedIn = readMe(signal).then(
    () => true,
    () => false,
  );
  const options = await readSignInOptions(signal);
  if (await signedIn) return { step: "signed-in" };
  return { step: options.local ? "local" : "elsewhere" };
}

function errorFrom(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error("The reason is not known.");
}

import { CircleAlert } from "lucide-react";

import { Button, buttonClass } from "@/components/ui/button";
import { ApiError } from "@/lib/api/envelope";

import { useSignIn } from "../hooks/use-sign-in";

interface SignInPanelProps {
  /** Where an accepted sign-in leads; a path of this application. */
  next: string;
  onSignedIn: () => void;
}

/** The one way in, or why there is none for this browser. */
export function SignInPanel({ next, onSignedIn }: SignInPanelProps) {
  const { state, pending, error, signIn, retry } = useSignIn(onSignedIn);

  if (state.step === "signed-in") {
    return (
      <a href={next} className={buttonClass("primary", "large")}>
        Open your designs
      </a>
    );
  }
  if (state.step === "unreachable") {
    return (
      <Problem title="The server does not answer" error={state.error}>
        <Button onClick={retry}>Retry</Button>
      </Problem>
    );
  }
  if (state.step === "elsewhere") return <Elsewhere />;
  return (
    <div className="flex flex-col gap-3">
      <Button
        variant="primary"
        size="large"
        pending={pending}
        disabled={state.step === "asking"}
        onClick={signIn}
      >
        Continue as local architect
      </Button>
      <p className="text-sm text-muted-foreground">
        No account, no password: this server answers only this machine, and whoever sits at it is
        the architect.
      </p>
      {error !== null && <Problem title="Sign-in was refused" error={error} />}
    </div>
  );
}

/** The same way in, beside those of accounts; nothing where it is not open. */
export function LocalWay({ onSignedIn }: Pick<SignInPanelProps, "onSignedIn">) {
  const { pending, error, signIn } = useSignIn(onSignedIn);
  return (
    <div className="flex flex-col gap-3">
      <Button size="large" pending={pending} onClick={signIn}>
        Continue as local architect
      </Button>
      {error !== null && <Problem title="Sign-in was refused" error={error} />}
    </div>
  );
}

function Elsewhere() {
  return (
    <div role="alert" className="rounded-lg border bg-warn-surface p-4 text-left">
      <p className="flex items-center gap-2 font-medium">
        <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-warn" />
        Sign-in is not open from here
      </p>
      <p className="mt-1 text-sm">
        The local architect can continue only on the machine that runs Cloudwright. Open{" "}
        <span className="font-mono whitespace-nowrap">http://localhost:8000</span> there.
      </p>
    </div>
  );
}

interface ProblemProps {
  title: string;
  error: Error;
  children?: React.ReactNode;
}

function Problem({ title, error, children }: ProblemProps) {
  return (
    <div role="alert" className="rounded-lg border bg-bad-surface p-4 text-left">
      <p className="flex items-center gap-2 font-medium">
        <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-bad" />
        {title}
      </p>
      <p className="mt-1 text-sm">{error.message}</p>
      {error instanceof ApiError && (
        <p className="mt-1 font-mono text-xs break-all text-muted-foreground">
          {error.code}
          {error.requestId !== null && ` · ${error.requestId}`}
        </p>
      )}
      {children !== undefined && <div className="mt-3">{children}</div>}
    </div>
  );
}

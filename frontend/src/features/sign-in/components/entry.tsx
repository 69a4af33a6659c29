import { useState } from "react";
import { useLocation } from "react-router";

import { stepOf, type Step } from "../model/step";
import type { SignInOptions } from "../model/wire";

import { EnterStep } from "./enter-step";
import { CreateStep, ForgotStep, ResetStep, VerifyStep } from "./mail-steps";
import { SecondFactorStep } from "./second-factor-step";

interface EntryProps {
  options: SignInOptions;
  /** Where an accepted sign-in leads; a path of this application. */
  next: string;
  onSignedIn: () => void;
}

/** Every step of signing in with an account, under its own heading. */
export default function Entry({ options, next, onSignedIn }: EntryProps) {
  const { search } = useLocation();
  const step = stepOf(search);
  const [challenge, setChallenge] = useState<string | null>(null);
  const asked = step === "enter" && challenge !== null;
  return (
    <>
      <h1 className="mt-6 mb-4 text-xl/7 font-semibold outline-none">
        {asked ? "Second factor" : titles[step]}
      </h1>
      {asked ? (
        <SecondFactorStep
          challenge={challenge}
          onSignedIn={onSignedIn}
          onBack={() => setChallenge(null)}
        />
      ) : (
        <OneStep step={step} {...{ options, next, onSignedIn }} onChallenge={setChallenge} />
      )}
    </>
  );
}

const titles: Readonly<Record<Step, string>> = {
  enter: "Sign in",
  create: "Create an account",
  forgot: "Set a new password",
  reset: "Set a new password",
  verify: "Confirm your address",
};

function OneStep({
  step,
  ...rest
}: EntryProps & { step: Step; onChallenge: (challenge: string) => void }) {
  switch (step) {
    case "create":
      return <CreateStep />;
    case "forgot":
      return <ForgotStep />;
    case "reset":
      return <ResetStep />;
    case "verify":
      return <VerifyStep />;
    case "enter":
      return <EnterStep {...rest} />;
  }
}

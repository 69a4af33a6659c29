import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";

import { stepAddress, stepOf, type Step } from "../model/step";
import type { SignInOptions } from "../model/wire";

import { EnterStep } from "./enter-step";
import { CreateStep, ForgotStep, ResetStep, VerifyStep } from "./mail-steps";
import { SecondFactorStep } from "./second-factor-step";

interface EntryProps {
  options: SignInOptions;
  /** Where an accepted sign-in leads; a path of this application. */
  next: string;
  /** The way in that needs no account, where there is one. */
  local: ReactNode;
  onSignedIn: () => void;
}

/** Every step of signing in with an account, under its own heading. */
export default function Entry(props: EntryProps) {
  const step = stepOf(useLocation().search);
  return (
    <>
      <h1 className="mt-6 mb-4 text-xl/7 font-semibold outline-none">{titles[step]}</h1>
      <OneStep step={step} {...props} />
    </>
  );
}

const titles: Readonly<Record<Step, string>> = {
  enter: "Sign in",
  create: "Create an account",
  forgot: "Set a new password",
  reset: "Set a new password",
  verify: "Confirm your address",
  "second-factor": "Second factor",
};

function OneStep({ step, options, next, local, onSignedIn }: EntryProps & { step: Step }) {
  const { search } = useLocation();
  const navigate = useNavigate();
  switch (step) {
    case "create":
      return <CreateStep next={next} />;
    case "forgot":
      return <ForgotStep />;
    case "reset":
      return <ResetStep />;
    case "verify":
      return <VerifyStep onSignedIn={onSignedIn} />;
    case "second-factor":
      return <SecondFactorStep onSignedIn={onSignedIn} />;
    case "enter":
      return (
        <EnterStep
          {...{ options, next, local, onSignedIn }}
          onSecondFactor={() => void navigate(stepAddress("second-factor", search))}
        />
      );
  }
}

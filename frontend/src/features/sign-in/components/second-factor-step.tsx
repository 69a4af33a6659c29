import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";

import { enterWithSecondFactor } from "../api/sign-in";

import { stepAddress } from "../model/step";

import { EntryForm, Way } from "./form-parts";

interface SecondFactorStepProps {
  onSignedIn: () => void;
}

/** The code of the authenticator, or one of the recovery codes. */
export function SecondFactorStep({ onSignedIn }: SecondFactorStepProps) {
  const { search } = useLocation();
  const [way, setWay] = useState<"code" | "recovery">("code");
  const [text, setText] = useState("");
  const enter = useMutation({
    mutationFn: enterWithSecondFactor,
    onSuccess: onSignedIn,
    onError: () => setText(""),
  });
  const turn = () => {
    setWay(way === "code" ? "recovery" : "code");
    setText("");
    enter.reset();
  };
  const given = text.replace(/\s/g, "");
  return (
    <div className="flex flex-col gap-3">
      <EntryForm
        submit="Continue"
        pending={enter.isPending}
        error={enter.error}
        onSubmit={() => enter.mutate(way === "code" ? { code: given } : { recovery_code: given })}
      >
        <Input
          key={way}
          // The step has nothing else to fill in.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
          {...(way === "code" ? codeField : recoveryField)}
        />
      </EntryForm>
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <Button variant="ghost" className="-ml-3" onClick={turn}>
          {way === "code" ? "Use a recovery code" : "Use the authenticator"}
        </Button>
        <Way to={stepAddress("enter", search)}>Back to sign-in</Way>
      </div>
    </div>
  );
}

const codeField = {
  label: "Code of your authenticator",
  inputMode: "numeric",
  autoComplete: "one-time-code",
  pattern: "[0-9 ]{6,7}",
  hint: "Six digits; a new one appears every 30 seconds.",
} as const;

const recoveryField = {
  label: "Recovery code",
  autoComplete: "off",
  hint: "One of the ten that you kept. Each works once.",
} as const;

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useLocation } from "react-router";

import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

import { enterWithPassword, providerAddress } from "../api/sign-in";
import { codeWords } from "../model/refusal";
import { stepAddress } from "../model/step";
import type { SignInOptions } from "../model/wire";

import { EmailField, EntryForm, PasswordField, Way } from "./form-parts";

interface EnterStepProps {
  options: SignInOptions;
  next: string;
  local: ReactNode;
  onSignedIn: () => void;
  onSecondFactor: () => void;
}

/** Providers first, then address and password, then the way that needs no account. */
export function EnterStep({ options, next, local, onSignedIn, onSecondFactor }: EnterStepProps) {
  const { search } = useLocation();
  const refused = new URLSearchParams(search).get("error");
  const { providers, password } = options;
  return (
    <div className="flex flex-col gap-4">
      {refused !== null && <Notice tone="bad">{codeWords(refused)}</Notice>}
      {providers.map((provider) => (
        <a
          key={provider.id}
          href={providerAddress(provider.id, next)}
          className={buttonClass("secondary", "large")}
        >
          Continue with {provider.label}
        </a>
      ))}
      {providers.length > 0 && password && <Or />}
      {password && <PasswordWay onSignedIn={onSignedIn} onSecondFactor={onSecondFactor} />}
      {local !== null && (
        <>
          <Or />
          {local}
        </>
      )}
    </div>
  );
}

function Or() {
  return (
    <p className="flex items-center gap-3 text-xs text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      or
    </p>
  );
}

function PasswordWay({
  onSignedIn,
  onSecondFactor,
}: Pick<EnterStepProps, "onSignedIn" | "onSecondFactor">) {
  const { search } = useLocation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: enterWithPassword,
    onSuccess: ({ outcome }) => (outcome === "signed_in" ? onSignedIn() : onSecondFactor()),
    onError: () => setPassword(""),
  });
  return (
    <>
      <EntryForm
        submit="Sign in"
        pending={enter.isPending}
        error={enter.error}
        onSubmit={() => enter.mutate({ email: email.trim(), password })}
      >
        <EmailField value={email} onValue={setEmail} />
        <PasswordField
          label="Password"
          autoComplete="current-password"
          value={password}
          onValue={setPassword}
        />
      </EntryForm>
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <Way to={stepAddress("forgot", search)}>Forgot the password</Way>
        <Way to={stepAddress("create", search)}>Create an account</Way>
      </div>
    </>
  );
}

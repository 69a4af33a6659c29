import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";

import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

import { askForReset, confirmAccount, createAccount, resetPassword } from "../api/sign-in";
import { stepAddress, tokenOf } from "../model/step";

import { EmailField, EntryForm, NewPasswordField, PasswordField, Way } from "./form-parts";

/** A link to set a new password; the answer is the same for every address. */
export function ForgotStep() {
  const [email, setEmail] = useState("");
  const ask = useMutation({ mutationFn: askForReset });
  if (ask.isSuccess) {
    return (
      <Sent>
        If {email} has an account here, a link to set a new password is on its way. It works for 30
        minutes.
      </Sent>
    );
  }
  return (
    <>
      <EntryForm
        submit="Send the link"
        pending={ask.isPending}
        error={ask.error}
        onSubmit={() => ask.mutate(email.trim())}
      >
        <EmailField value={email} onValue={setEmail} />
      </EntryForm>
      <BackToSignIn />
    </>
  );
}

export function CreateStep({ next }: { next: string }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const create = useMutation({ mutationFn: createAccount });
  if (create.isSuccess) {
    return (
      <Sent>
        Open the mail that we sent to {email} and follow its link. If the address has an account
        already, the mail says so instead.
      </Sent>
    );
  }
  return (
    <>
      <EntryForm
        submit="Create account"
        pending={create.isPending}
        error={create.error}
        onSubmit={() => create.mutate({ name: name.trim(), email: email.trim(), password, next })}
      >
        <Input
          label="Name"
          required
          maxLength={80}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <EmailField value={email} onValue={setEmail} />
        <NewPasswordField value={password} onValue={setPassword} />
      </EntryForm>
      <BackToSignIn />
    </>
  );
}

export function ResetStep() {
  const { hash, search } = useLocation();
  const token = tokenOf(hash);
  const [password, setPassword] = useState("");
  const reset = useMutation({ mutationFn: resetPassword });
  if (token === null) return <NoToken />;
  if (reset.isSuccess) {
    return (
      <Sent>The new password is set, and every device was signed out. Sign in with it now.</Sent>
    );
  }
  return (
    <>
      <EntryForm
        submit="Set the password"
        pending={reset.isPending}
        error={reset.error}
        onSubmit={() => reset.mutate({ token, password })}
      >
        <NewPasswordField value={password} onValue={setPassword} />
      </EntryForm>
      <div className="mt-2 flex flex-wrap justify-between gap-x-4 text-sm">
        <Way to={stepAddress("enter", search)}>Back to sign-in</Way>
        {reset.error !== null && <Way to={stepAddress("forgot", search)}>Send a new link</Way>}
      </div>
    </>
  );
}

/** The password shows that whoever opens the link is who signed up; it signs in at once. */
export function VerifyStep({ onSignedIn }: { onSignedIn: () => void }) {
  const { hash } = useLocation();
  const token = tokenOf(hash);
  const [password, setPassword] = useState("");
  const confirm = useMutation({
    mutationFn: confirmAccount,
    onSuccess: onSignedIn,
    onError: () => setPassword(""),
  });
  if (token === null) return <NoToken />;
  return (
    <>
      <p className="mb-3 text-muted-foreground">
        Write the password that you chose when you signed up. It shows that the account is yours.
      </p>
      <EntryForm
        submit="Confirm and sign in"
        pending={confirm.isPending}
        error={confirm.error}
        onSubmit={() => confirm.mutate({ token, password })}
      >
        <PasswordField
          label="Password"
          autoComplete="current-password"
          value={password}
          onValue={setPassword}
        />
      </EntryForm>
      <BackToSignIn />
    </>
  );
}

function NoToken() {
  return (
    <>
      <Notice tone="bad">This link is not whole. Open it from the mail again.</Notice>
      <BackToSignIn />
    </>
  );
}

function Sent({ children }: { children: React.ReactNode }) {
  return (
    <>
      <Notice tone="ok">{children}</Notice>
      <BackToSignIn />
    </>
  );
}

function BackToSignIn() {
  const { search } = useLocation();
  return (
    <div className="mt-2 text-sm">
      <Way to={stepAddress("enter", search)}>Back to sign-in</Way>
    </div>
  );
}

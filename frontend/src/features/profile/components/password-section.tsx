import { useState, type SyntheticEvent } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

import { useAccount, useChangePassword } from "../hooks/use-profile";

export function PasswordSection() {
  const account = useAccount();
  return (
    <Section
      title="Password"
      description="At least 10 characters; a few words are fine. Passwords that many people have are refused."
    >
      <Loaded query={account} things="details of your account">
        {({ has_password: has, email }) => <PasswordForm has={has} email={email} />}
      </Loaded>
    </Section>
  );
}

function PasswordForm({ has, email }: { has: boolean; email: string }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useChangePassword();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate(
      { current_password: has ? current : null, new_password: next },
      {
        onSuccess: () => {
          setCurrent("");
          setNext("");
        },
      },
    );
  };
  return (
    <Panel>
      <form onSubmit={submit} className="flex max-w-sm flex-col gap-3">
        {/* Password keepers find the account by it. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {has && (
          <Input
            label="Current password"
            type="password"
            required
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
        <Input
          label="New password"
          type="password"
          required
          minLength={10}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        {change.error !== null && <Notice tone="bad">{change.error.message}</Notice>}
        <Button type="submit" className="self-start" pending={change.isPending}>
          {has ? "Change password" : "Set a password"}
        </Button>
      </form>
    </Panel>
  );
}

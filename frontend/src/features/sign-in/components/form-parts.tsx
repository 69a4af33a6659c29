import { type ComponentProps, type ReactNode, type SyntheticEvent } from "react";
import { Link } from "react-router";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

import { refusalWords } from "../model/refusal";

interface EntryFormProps {
  submit: string;
  pending: boolean;
  error: Error | null;
  onSubmit: () => void;
  children: ReactNode;
}

/** A form of one step: fields, the refusal, one button. */
export function EntryForm({ submit, pending, error, onSubmit, children }: EntryFormProps) {
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-3">
      {children}
      {error !== null && <Notice tone="bad">{refusalWords(error)}</Notice>}
      <Button type="submit" variant="primary" size="large" pending={pending}>
        {submit}
      </Button>
    </form>
  );
}

type FieldProps = Omit<ComponentProps<typeof Input>, "label" | "onChange" | "value"> & {
  value: string;
  onValue: (value: string) => void;
};

export function EmailField({ value, onValue, ...rest }: FieldProps) {
  return (
    <Input
      label="E-mail"
      type="email"
      required
      autoComplete="username"
      value={value}
      onChange={(event) => onValue(event.target.value)}
      {...rest}
    />
  );
}

export function PasswordField({ value, onValue, label, ...rest }: FieldProps & { label: string }) {
  return (
    <Input
      label={label}
      type="password"
      required
      value={value}
      onChange={(event) => onValue(event.target.value)}
      {...rest}
    />
  );
}

export const SHORTEST_PASSWORD = 10;

export function NewPasswordField(props: FieldProps) {
  return (
    <PasswordField
      label="New password"
      autoComplete="new-password"
      minLength={SHORTEST_PASSWORD}
      hint={`At least ${SHORTEST_PASSWORD} characters; a few words are fine. Passwords that many people have are refused.`}
      {...props}
    />
  );
}

export function Way({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="flex min-h-6 items-center rounded text-primary underline-offset-2 hover:underline pointer-coarse:min-h-10"
    >
      {children}
    </Link>
  );
}

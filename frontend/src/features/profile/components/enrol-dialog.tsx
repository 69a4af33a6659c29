import { useEffect, useRef, useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";

import type { useSecondFactor } from "../hooks/use-profile";
import type { Enrolment, RecoveryCodes } from "../model/wire";

import { QrCode } from "./qr-code";

interface EnrolDialogProps {
  begin: ReturnType<typeof useSecondFactor>["begin"];
  confirm: ReturnType<typeof useSecondFactor>["confirm"];
  onConfirmed: (codes: RecoveryCodes) => void;
  onClose: () => void;
}

/** Scan, or type the key; then prove it with one code. */
export function EnrolDialog({ begin, confirm, onConfirmed, onClose }: EnrolDialogProps) {
  const [code, setCode] = useState("");
  useOnce(() => begin.mutate(undefined));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!confirm.isPending)
      confirm.mutate(code.replace(/\s/g, ""), {
        onSuccess: onConfirmed,
        onError: () => setCode(""),
      });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Set up a second factor"
      description="Scan the picture with an authenticator app, then write the code that it shows."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="enrol"
            variant="primary"
            disabled={begin.data === undefined}
            pending={confirm.isPending}
          >
            Turn on
          </Button>
        </>
      }
    >
      <form id="enrol" onSubmit={submit} className="flex flex-col gap-4">
        {begin.error !== null && <Notice tone="bad">{begin.error.message}</Notice>}
        {begin.data === undefined ? (
          begin.error === null && <Skeleton className="mx-auto size-44" />
        ) : (
          <Secret enrolment={begin.data} />
        )}
        <Input
          label="Code"
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,7}"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={confirm.error?.message}
        />
      </form>
    </Dialog>
  );
}

function Secret({ enrolment }: { enrolment: Enrolment }) {
  const spaced = enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ");
  return (
    <div className="flex flex-col items-center gap-3">
      <QrCode text={enrolment.otpauth_url} label="QR code for the authenticator" />
      <div className="flex max-w-full items-center gap-1">
        <code className="font-mono text-xs break-all">{spaced}</code>
        <CopyButton text={enrolment.secret} label="Copy the key" />
      </div>
      <a href={enrolment.otpauth_url} className="text-primary underline underline-offset-2">
        Open in the app on this device
      </a>
    </div>
  );
}

function useOnce(act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    act();
  });
}

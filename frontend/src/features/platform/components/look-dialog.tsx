import { useState } from "react";

import { Select } from "@/components/ui/select";

import { useBeginLooking } from "../hooks/use-platform";
import type { PlatformMember, PlatformOrganization } from "../model/wire";

import { ReasonDialog } from "./reason-dialog";

const lengths = [10, 30, 60].map((minutes) => ({
  value: String(minutes),
  label: `${minutes} minutes`,
}));

interface LookDialogProps {
  organization: PlatformOrganization;
  member: PlatformMember;
  onClose: () => void;
}

/** Asks why, and turns this browser to what the member sees. */
export function LookDialog({ organization, member, onClose }: LookDialogProps) {
  const begin = useBeginLooking();
  const [minutes, setMinutes] = useState("30");
  return (
    <ReasonDialog
      title={`Look as ${member.name}?`}
      description={`You see ${organization.name} as they do and can change nothing. The owners get an e-mail, and ${member.name} sees it in their account.`}
      confirmLabel="Look as member"
      tone="primary"
      pending={begin.isPending}
      error={begin.error?.message ?? null}
      onConfirm={(reason) =>
        begin.mutate(
          {
            organization_id: organization.id,
            person_id: member.id,
            reason,
            minutes: Number(minutes),
          },
          // A whole new page: nothing that was loaded for the operator stays in it.
          { onSuccess: () => window.location.assign("/designs") },
        )
      }
      onClose={onClose}
    >
      <Select
        label="For at most"
        choices={lengths}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
      />
    </ReasonDialog>
  );
}

import { useState } from "react";

import { Select } from "@/components/ui/select";

import { useResume, useSetPlan, useSuspend } from "../hooks/use-platform";
import { planWord } from "../model/plan";
import type { OrganizationDetail, PlanId, PlatformOrganization } from "../model/wire";

import { ReasonDialog } from "./reason-dialog";

interface OrganizationDialogProps {
  organization: PlatformOrganization;
  onClose: () => void;
}

export function SuspendDialog({ organization, onClose }: OrganizationDialogProps) {
  const suspend = useSuspend();
  return (
    <ReasonDialog
      title={`Suspend ${organization.name}?`}
      description="From their next request on its members can do nothing, and what runs is stopped. Nothing is deleted."
      confirmLabel="Suspend organisation"
      pending={suspend.isPending}
      error={suspend.error?.message ?? null}
      onConfirm={(reason) =>
        suspend.mutate({ id: organization.id, reason }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}

export function ResumeDialog({ organization, onClose }: OrganizationDialogProps) {
  const resume = useResume();
  return (
    <ReasonDialog
      title={`Resume ${organization.name}?`}
      description="Its members can work again with their next request. Runs that were stopped stay stopped."
      confirmLabel="Resume organisation"
      tone="primary"
      pending={resume.isPending}
      error={resume.error?.message ?? null}
      onConfirm={(reason) => resume.mutate({ id: organization.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

interface PlanDialogProps {
  detail: OrganizationDetail;
  onClose: () => void;
}

export function PlanDialog({ detail, onClose }: PlanDialogProps) {
  const set = useSetPlan();
  const { organization, plans } = detail;
  const [plan, setPlan] = useState<PlanId>(
    plans.find((each) => each === organization.plan) ?? plans[0] ?? "free",
  );
  return (
    <ReasonDialog
      title={`Set the plan of ${organization.name}`}
      description="It holds from now on. What is used beyond it stays; nothing new is started."
      confirmLabel="Set plan"
      tone="primary"
      pending={set.isPending}
      error={set.error?.message ?? null}
      onConfirm={(reason) =>
        set.mutate({ id: organization.id, plan, reason }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Select
        label="Plan"
        choices={plans.map((value) => ({ value, label: planWord(value) }))}
        value={plan}
        onChange={(event) => setPlan(event.target.value as PlanId)}
      />
    </ReasonDialog>
  );
}

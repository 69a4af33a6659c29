import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";

import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatCount } from "@/lib/format/number";

import { useOrganization } from "../hooks/use-platform";
import { planWord } from "../model/plan";
import { withParam } from "../model/trail";
import type { OrganizationDetail as Detail, PlatformMember } from "../model/wire";

import { Figures } from "./figures";
import { LookDialog } from "./look-dialog";
import { MembersTable } from "./members-table";
import { PlanDialog, ResumeDialog, SuspendDialog } from "./organization-dialogs";

type Open = "plan" | "suspend" | "resume" | PlatformMember | null;

/** One organisation: what it has, what it used, who belongs to it. */
export function OrganizationDetail({ id }: { id: string }) {
  const [params] = useSearchParams();
  const organization = useOrganization(id);
  return (
    <>
      <Link
        to={`?${withParam(params, "organization", "").toString()}`}
        className="flex items-center gap-1 self-start text-muted-foreground hover:text-foreground hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        All organisations
      </Link>
      <Loaded query={organization} things="facts of this organisation">
        {(detail) => <Shown detail={detail} />}
      </Loaded>
    </>
  );
}

function Shown({ detail }: { detail: Detail }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { organization } = detail;
  return (
    <>
      <Section
        title={organization.name}
        description={
          <>
            <code className="font-mono text-xs">{organization.id}</code> · founded{" "}
            <Ago at={organization.created_at} />
          </>
        }
        action={
          <div className="flex flex-wrap gap-2">
            {detail.plans.length > 0 && <Button onClick={() => setOpen("plan")}>Set plan</Button>}
            {organization.suspended ? (
              <Button variant="primary" onClick={() => setOpen("resume")}>
                Resume
              </Button>
            ) : (
              <Button variant="destructive" onClick={() => setOpen("suspend")}>
                Suspend
              </Button>
            )}
          </div>
        }
      >
        {organization.suspended && (
          <Card className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-bad-surface p-4">
            <StatusBadge status="bad">Suspended</StatusBadge>
            <span className="min-w-0 break-words">{organization.suspended_reason}</span>
          </Card>
        )}
        <Facts detail={detail} />
      </Section>
      <Section title="Members" description="Look as one of them to see what they see.">
        <MembersTable members={detail.members} onLook={setOpen} />
      </Section>
      {open === "plan" && <PlanDialog detail={detail} onClose={close} />}
      {open === "suspend" && <SuspendDialog organization={organization} onClose={close} />}
      {open === "resume" && <ResumeDialog organization={organization} onClose={close} />}
      {open !== null && typeof open === "object" && (
        <LookDialog organization={organization} member={open} onClose={close} />
      )}
    </>
  );
}

function Facts({ detail: { organization, usage } }: { detail: Detail }) {
  const limit = organization.seats_limit;
  const used = organization.seats_used;
  const active = organization.last_active_at;
  const facts = [
    { label: "Plan", value: planWord(organization.plan) },
    { label: "Seats", value: limit === null ? formatCount(used) : `${used} of ${limit}` },
    { label: "Runs this month", value: formatCount(usage.runs) },
    { label: "Tokens this month", value: formatCount(usage.tokens) },
    { label: "Cost this month", value: `$${usage.cost_usd}` },
    { label: "Last active", value: active === null ? "Never" : <Ago at={active} /> },
  ];
  return <Figures figures={facts} />;
}

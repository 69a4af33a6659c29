import { UserMinus, UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { Ago, Muted } from "@/components/list/cell";
import { ConfirmDialog } from "@/components/list/on-demand";
import { Row, Table } from "@/components/list/table";
import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Meter } from "@/components/ui/meter";
import { Select } from "@/components/ui/select";

import { useMemberDeeds, useMembers, useSeats } from "../hooks/use-organization";
import { roleChoices, roleWord } from "../model/roles";
import { seatWords } from "../model/seats";
import type { Member, Role } from "../model/wire";

const InviteDialog = lazy(async () => ({
  default: (await import("./invite-dialog")).InviteDialog,
}));

interface MembersSectionProps {
  may: { invite: boolean; change: boolean; remove: boolean };
}

/** Who belongs to the organisation, with which role, and how many seats are left. */
export function MembersSection({ may }: MembersSectionProps) {
  const members = useMembers();
  const seats = useSeats();
  const deeds = useMemberDeeds();
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  return (
    <Section
      title="Members"
      action={
        may.invite && (
          <Button
            variant="primary"
            icon={<UserPlus aria-hidden="true" className="size-4" />}
            onClick={() => setInviting(true)}
          >
            Invite
          </Button>
        )
      }
    >
      {seats.data !== undefined && (
        <Panel>
          <Meter
            label="Seats"
            value={seats.data.used + seats.data.invited}
            max={seats.data.limit}
            words={seatWords(seats.data)}
          />
        </Panel>
      )}
      <Loaded query={members} things="members">
        {({ items }) => (
          <Card className="overflow-hidden">
            <Table label="Members" columns={columns}>
              {items.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  may={may}
                  onRole={(role) => deeds.change.mutate({ id: member.id, role })}
                  onRemove={() => setLeaving(member)}
                />
              ))}
            </Table>
          </Card>
        )}
      </Loaded>
      <Suspense fallback={null}>
        {inviting && <InviteDialog onClose={() => setInviting(false)} />}
        {leaving !== null && (
          <ConfirmDialog
            open
            onOpenChange={() => setLeaving(null)}
            title={`Remove ${leaving.name}?`}
            description="They are signed out of this organisation within seconds and their keys stop working. Their designs stay, and the seat is free."
            confirmLabel="Remove member"
            pending={deeds.remove.isPending}
            error={deeds.remove.error?.message ?? null}
            onConfirm={() => deeds.remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
          />
        )}
      </Suspense>
    </Section>
  );
}

const columns = [
  { label: "Name" },
  { label: "Role", width: "w-44" },
  { label: "Second factor", width: "w-36" },
  { label: "Last active", width: "w-36" },
] as const;

interface MemberRowProps extends MembersSectionProps {
  member: Member;
  onRole: (role: Role) => void;
  onRemove: () => void;
}

function MemberRow({ member, may, onRole, onRemove }: MemberRowProps) {
  const role =
    may.change && !member.self ? <RoleChoice {...{ member, onRole }} /> : roleWord(member.role);
  const { factor, factorWords, active, activeWords } = seen(member);
  return (
    <Row
      name={
        <>
          <span className="truncate">{member.name}</span>
          {member.self && <Badge>You</Badge>}
        </>
      }
      detail={member.email}
      facts={[role, factorWords, activeWords]}
      cells={[{ content: role }, { content: factor }, { content: active }]}
      menu={
        may.remove &&
        !member.self && (
          <IconButton
            label={`Remove ${member.name}`}
            icon={<UserMinus aria-hidden="true" className="size-4" />}
            onClick={onRemove}
          />
        )
      }
    />
  );
}

/** How a member is protected and when they were here: for a cell, and for a line on a phone. */
function seen(member: Member) {
  const protection = member.second_factor
    ? { factor: <StatusBadge status="ok">On</StatusBadge>, factorWords: "Second factor" }
    : { factor: <StatusBadge status="skipped">Off</StatusBadge>, factorWords: "No second factor" };
  if (member.last_active_at === null) {
    return { ...protection, active: <Muted>Never</Muted>, activeWords: "Never here" };
  }
  const active = <Ago at={member.last_active_at} />;
  return { ...protection, active, activeWords: <>Active {active}</> };
}

function RoleChoice({ member, onRole }: Pick<MemberRowProps, "member" | "onRole">) {
  return (
    <Select
      label={`Role of ${member.name}`}
      labelHidden
      className="w-36"
      choices={roleChoices}
      value={member.role}
      onChange={(event) => onRole(event.target.value as Role)}
    />
  );
}

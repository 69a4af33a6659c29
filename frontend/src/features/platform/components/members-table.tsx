import { Muted } from "@/components/list/cell";
import { Row, Table } from "@/components/list/table";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

import type { PlatformMember } from "../model/wire";

const columns = [
  { label: "Name" },
  { label: "Role", width: "w-28" },
  { label: "Look", width: "w-32", align: "right" },
] as const;

interface MembersTableProps {
  members: readonly PlatformMember[];
  onLook: (member: PlatformMember) => void;
}

export function MembersTable({ members, onLook }: MembersTableProps) {
  return (
    <Card className="overflow-hidden">
      <Table label="Members" columns={columns}>
        {members.map((member) => {
          const look = <LookButton member={member} onLook={onLook} />;
          return (
            <Row
              key={member.id}
              name={
                <>
                  <span className="truncate">{member.name}</span>
                  {member.operator && <Badge>Operator</Badge>}
                  {member.disabled && <StatusBadge status="bad">Disabled</StatusBadge>}
                </>
              }
              detail={member.email}
              facts={[member.role, look]}
              cells={[{ content: member.role }, { content: look, align: "right" }]}
              menu={null}
            />
          );
        })}
      </Table>
    </Card>
  );
}

function LookButton({
  member,
  onLook,
}: {
  member: PlatformMember;
  onLook: MembersTableProps["onLook"];
}) {
  if (member.operator || member.disabled) return <Muted>Not possible</Muted>;
  return (
    <Button size="small" aria-label={`Look as ${member.name}`} onClick={() => onLook(member)}>
      Look as
    </Button>
  );
}

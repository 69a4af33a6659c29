import { Eye } from "lucide-react";

import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";

import { useOnlookers } from "../hooks/use-onlookers";

/** Which operators of the platform looked as this person, and why. */
export function OnlookersSection() {
  const onlookers = useOnlookers();
  return (
    <Section
      title="Who looked as you"
      description="Operators of the platform may see what you see, for a reason and for an hour at most. They can change nothing."
    >
      <Loaded query={onlookers} things="looks">
        {({ items }) =>
          items.length === 0 ? (
            <Card className="p-4 text-muted-foreground">Nobody has looked as you.</Card>
          ) : (
            <Card>
              <ul aria-label="Who looked as you" className="divide-y">
                {items.map((each) => (
                  <li key={each.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 p-4">
                    <Eye aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
                    <div className="min-w-0 flex-1 basis-52">
                      <p>
                        {each.operator}
                        <span className="text-muted-foreground"> in {each.organization}</span>
                      </p>
                      <p className="text-xs break-words text-muted-foreground">{each.reason}</p>
                    </div>
                    {!each.over && <StatusBadge status="running">Looks now</StatusBadge>}
                    <span className="text-xs text-muted-foreground">
                      <Ago at={each.started_at} />
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Section>
  );
}

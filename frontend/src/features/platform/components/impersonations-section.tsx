import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";

import { useImpersonations } from "../hooks/use-platform";

/** Who looks, or looked, as whom. */
export default function ImpersonationsSection() {
  const impersonations = useImpersonations();
  return (
    <Section
      title="Impersonations"
      description="Operators who looked as a member. It is begun from an organisation's members."
    >
      <Loaded query={impersonations} things="impersonations">
        {({ items }) =>
          items.length === 0 ? (
            <Card className="p-4 text-muted-foreground">Nobody has looked as a member.</Card>
          ) : (
            <Card>
              <ul aria-label="Impersonations" className="divide-y">
                {items.map((each) => (
                  <li key={each.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 p-4">
                    <div className="min-w-0 flex-1 basis-60">
                      <p>
                        <span className="font-medium">{each.operator}</span> as {each.person}
                        <span className="text-muted-foreground"> · {each.organization}</span>
                      </p>
                      <p className="text-xs break-words text-muted-foreground">{each.reason}</p>
                    </div>
                    {each.over ? (
                      <StatusBadge status="skipped">Over</StatusBadge>
                    ) : (
                      <StatusBadge status="running">Looks now</StatusBadge>
                    )}
                    <span className="w-24 text-right text-xs text-muted-foreground">
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

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Meter } from "@/components/ui/meter";

import { useQuotas } from "../hooks/use-usage";
import { endWords, quotaWords } from "../model/quota-words";

/** What the plan gives, how much of it is used, and what happens at the end of it. */
export function QuotasSection() {
  const quotas = useQuotas();
  return (
    <Section title="What the plan gives" description="Counted by the calendar month in UTC.">
      <Loaded query={quotas} things="limits">
        {({ items }) => (
          <Panel>
            {items.map((quota) => (
              <div key={quota.metric} className="flex flex-col gap-1">
                <Meter
                  label={quota.label}
                  value={quota.used}
                  max={quota.limit}
                  words={quotaWords(quota)}
                />
                {quota.limit !== null && (
                  <p className="text-xs text-muted-foreground">{endWords(quota)}</p>
                )}
              </div>
            ))}
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Meter } from "@/components/ui/meter";

import { useQuotas } from "../hooks/use-usage";
import { endWords, quotaWords, wantsWords } from "../model/quota-words";

/** What the plan gives, how much of it is used, and what happens at the end of it. */
export function QuotasSection() {
  const quotas = useQuotas();
  return (
    <Section
      title="What the plan gives"
      description="At a limit the next one is refused, and a run that goes on is not cut. What is counted by the month begins anew on the first, in UTC."
    >
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
                {wantsWords(quota) && (
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

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Meter } from "@/components/ui/meter";
import { formatDateTime } from "@/lib/format/date";

import { useQuotas } from "../hooks/use-usage";
import { quotaWords } from "../model/quota-words";
import type { Quota } from "../model/wire";

/** What the plan gives, how much of it is used, and what happens at the end of it. */
export function QuotasSection() {
  const quotas = useQuotas();
  return (
    <Section title="Limits">
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

function endWords({ enforcement, resets_at: resets }: Quota): string {
  const end =
    enforcement === "hard"
      ? "At the limit the next one is refused; a run that goes on is not cut."
      : "At the limit people are told, and go on.";
  return resets === null ? end : `${end} Begins anew ${formatDateTime(resets)}.`;
}

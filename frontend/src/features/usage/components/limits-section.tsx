import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";

import { useLimitDeeds, useLimits } from "../hooks/use-usage";
import { figureOf } from "../model/quota-words";
import type { OwnQuota } from "../model/wire";

import { LimitDialog } from "./limit-dialog";

/** Budgets and limits that admins set for members and modes. */
export function LimitsSection({ mayManage }: { mayManage: boolean }) {
  const limits = useLimits();
  const { remove } = useLimitDeeds();
  const [setting, setSetting] = useState(false);
  return (
    <Section
      title="Budgets and limits"
      description="Of your own, beside those of the plan; the lower one counts."
      action={
        mayManage && (
          <Button
            icon={<Plus aria-hidden="true" className="size-4" />}
            onClick={() => setSetting(true)}
          >
            Set a limit
          </Button>
        )
      }
    >
      <Loaded query={limits} things="limits">
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState title="No limits of your own">
                Give each member a monthly budget, or keep one mode within bounds.
              </EmptyState>
            </Card>
          ) : (
            <Card>
              <ul aria-label="Budgets and limits" className="divide-y">
                {items.map((own) => (
                  <LimitRow
                    key={`${own.subject} ${own.metric}`}
                    own={own}
                    onRemove={mayManage ? () => remove.mutate(own) : null}
                  />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      {setting && <LimitDialog onClose={() => setSetting(false)} />}
    </Section>
  );
}

function LimitRow({ own, onRemove }: { own: OwnQuota; onRemove: (() => void) | null }) {
  const { metric, whose, label, limit, used } = own;
  const most = figureOf(metric, limit.most);
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate">{whose}</p>
        <p className="text-xs text-muted-foreground">
          {label}, {limit.enforcement === "hard" ? "stops there" : "only warns"}
        </p>
      </div>
      <p className="text-right tabular-nums">
        {used === null ? `${most} each` : `${figureOf(metric, used)} of ${most}`}
      </p>
      {onRemove !== null && (
        <IconButton
          label={`Remove: ${whose}, ${label.toLowerCase()}`}
          icon={<Trash2 aria-hidden="true" className="size-4" />}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

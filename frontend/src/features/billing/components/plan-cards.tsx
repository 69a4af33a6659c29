import { Check } from "lucide-react";
import { useId } from "react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";

import { useBillingDeeds } from "../hooks/use-billing";
import { isBuyable, isPaying, planPrice } from "../model/standing";
import type { Plan, Subscription } from "../model/wire";

interface PlanCardsProps {
  subscription: Subscription;
  mayManage: boolean;
}

export function PlanCards({ subscription, mayManage }: PlanCardsProps) {
  return (
    <ul
      aria-label="Plans"
      className="grid grid-cols-[repeat(auto-fit,minmax(min(13rem,100%),1fr))] gap-3"
    >
      {subscription.plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} {...{ subscription, mayManage }} />
      ))}
    </ul>
  );
}

function PlanCard({ plan, subscription, mayManage }: PlanCardsProps & { plan: Plan }) {
  const id = useId();
  const { checkOut, portal } = useBillingDeeds();
  const current = plan.id === subscription.plan;
  const paying = isPaying(subscription);
  /** Somebody who pays already changes the plan where the card is. */
  const choose = () => (paying ? portal.mutate() : checkOut.mutate(plan));
  const buyable = mayManage && isBuyable(plan, subscription);
  return (
    <li
      aria-labelledby={id}
      className={cn(
        "flex flex-col gap-3 rounded-lg border bg-card p-4",
        current && "border-primary",
      )}
    >
      <div className="flex items-center justify-between gap-2">
        <h3 id={id} className="font-semibold">
          {plan.name}
        </h3>
        {current && <Badge icon={<Check aria-hidden="true" />}>Yours</Badge>}
      </div>
      <p className="font-medium tabular-nums">{planPrice(plan)}</p>
      <p className="text-muted-foreground">{plan.summary}</p>
      <ul className="flex flex-col gap-1">
        {plan.gives.map((line) => (
          <li key={line} className="flex gap-2">
            <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            {line}
          </li>
        ))}
      </ul>
      {!current && plan.over.length > 0 && (
        <p className="text-warn">
          <span className="font-medium">Too small for what is in use.</span> {plan.over.join("; ")}.
          Nothing would be removed.
        </p>
      )}
      {buyable && (
        <Button
          className="mt-auto"
          pending={checkOut.isPending || portal.isPending}
          onClick={choose}
        >
          Choose {plan.name}
        </Button>
      )}
    </li>
  );
}

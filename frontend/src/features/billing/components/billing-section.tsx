import { useSearchParams } from "react-router";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

import { useBillingDeeds, useSubscription } from "../hooks/use-billing";
import { factsOf, isPaying, overWords, standing } from "../model/standing";
import type { Subscription } from "../model/wire";

import { InvoiceList } from "./invoice-list";
import { PlanCards } from "./plan-cards";

/** The plan, what it costs next, the other plans, and what was paid. */
export function BillingSection({ mayManage }: { mayManage: boolean }) {
  const [search] = useSearchParams();
  const paid = search.get("checkout") === "done";
  const subscription = useSubscription(paid);
  return (
    <>
      <Section title="Plan">
        {paid && subscription.data !== undefined && !isPaying(subscription.data) && (
          <Notice tone="info">
            Your order is with the payment provider. The plan changes here in a moment.
          </Notice>
        )}
        <Loaded query={subscription} things="details of the plan">
          {(data) => (
            <>
              <Current subscription={data} mayManage={mayManage} />
              <PlanCards subscription={data} mayManage={mayManage && data.self_service} />
            </>
          )}
        </Loaded>
      </Section>
      <InvoiceList />
    </>
  );
}

interface CurrentProps {
  subscription: Subscription;
  mayManage: boolean;
}

function Current({ subscription, mayManage }: CurrentProps) {
  const { portal } = useBillingDeeds();
  const { status, words } = standing(subscription);
  const plan = subscription.plans.find(({ id }) => id === subscription.plan);
  const over = overWords(subscription);
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <p className="text-base/6 font-semibold">{plan?.name ?? "Everything"}</p>
          <p className="text-muted-foreground">{factsOf(subscription)}</p>
        </div>
        {mayManage && subscription.self_service && subscription.status !== "none" && (
          <Button pending={portal.isPending} onClick={() => portal.mutate()}>
            Card, address and cancelling
          </Button>
        )}
      </div>
      {status === "bad" ? (
        <Notice tone="bad">{words}</Notice>
      ) : (
        <StatusBadge status={status} className="whitespace-normal">
          {words}
        </StatusBadge>
      )}
      {over !== null && <Notice tone="warn">{over}</Notice>}
      {!subscription.self_service && (
        <p className="text-muted-foreground">
          Whoever runs this Cloudwright sets the plan; nothing is paid here.
        </p>
      )}
    </Panel>
  );
}

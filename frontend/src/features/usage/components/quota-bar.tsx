import { Link } from "react-router";

import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

import { useAskForMore, useQuotaWarning } from "../hooks/use-usage";
import { isNear, warningWords } from "../model/quota-words";

interface QuotaBarProps {
  /** How many runs this page has seen end. */
  runs: number;
  /** The person may choose another plan. */
  mayUpgrade: boolean;
}

/** Above the composer from 80 % of a limit on, before a message is sent. */
export default function QuotaBar({ runs, mayUpgrade }: QuotaBarProps) {
  const warning = useQuotaWarning(runs).data ?? null;
  const ask = useAskForMore();
  if (warning === null || !(warning.blocked || isNear(warning.quota))) return null;
  return (
    <div className="border-t p-3">
      <Notice
        tone={warning.blocked ? "bad" : "warn"}
        action={
          mayUpgrade ? (
            <Link to="/organization/billing" className={buttonClass("secondary", "small")}>
              Upgrade
            </Link>
          ) : (
            <Button
              size="small"
              pending={ask.isPending}
              disabled={ask.isSuccess}
              onClick={() => ask.mutate(warning.quota.metric)}
            >
              {ask.isSuccess ? "Asked" : "Ask an admin"}
            </Button>
          )
        }
      >
        {warningWords(warning)}
      </Notice>
    </div>
  );
}

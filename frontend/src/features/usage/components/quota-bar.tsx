import { Link } from "react-router";

import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

import type { NextMessage } from "../api/usage";
import { useAskForMore, useQuotaWarning } from "../hooks/use-usage";
import { warningWords } from "../model/quota-words";

interface QuotaBarProps extends NextMessage {
  /** Changes when a run has ended or a message was refused. */
  moment: string;
  /** The person may choose another plan. */
  mayUpgrade: boolean;
}

/** Above the composer from 80 % of a limit on, before a message is sent. */
export default function QuotaBar({ moment, mayUpgrade, ...next }: QuotaBarProps) {
  const warning = useQuotaWarning(next, moment).data ?? null;
  const ask = useAskForMore();
  if (warning === null) return null;
  const { quota, blocked } = warning;
  return (
    <div className="border-t p-3">
      <Notice
        tone={blocked ? "bad" : "warn"}
        action={
          mayUpgrade ? (
            <Link to={wayOut(quota.subject)} className={buttonClass("secondary", "small")}>
              {quota.subject === "organization" ? "See plans" : "See limits"}
            </Link>
          ) : (
            <Button
              size="small"
              pending={ask.isPending}
              disabled={ask.isSuccess}
              onClick={() => ask.mutate(quota.metric)}
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

/** A limit of the organisation is its plan's; one of a member or a mode was set by an admin. */
function wayOut(subject: string): string {
  return subject === "organization" ? "/organization/billing" : "/organization/usage";
}

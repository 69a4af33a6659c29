import { useMutation } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useEffect } from "react";

import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/api/envelope";
import type { Me } from "@/lib/api/types";
import { toastError } from "@/lib/toast-store";

import { endLooking } from "../api/looking";
import { endsAt, millisecondsLeft } from "../model/looking";

interface LookingBandProps {
  me: Me;
  looking: NonNullable<Me["impersonation"]>;
}

/** Stands above everything while an operator looks as a member; only ending it takes it away. */
export default function LookingBand({ me, looking }: LookingBandProps) {
  const end = useMutation({
    mutationFn: endLooking,
    onSuccess: leave,
    onError: (error) => {
      if (error instanceof ApiError && error.code === "NOT_LOOKING") leave();
      else toastError(error.message);
    },
  });
  useEffect(() => {
    const timer = window.setTimeout(leave, millisecondsLeft(looking.ends_at, Date.now()));
    return () => window.clearTimeout(timer);
  }, [looking.ends_at]);
  return (
    <div
      role="region"
      aria-label="Looking as a member"
      className="sticky top-0 z-40 flex h-(--band) shrink-0 items-center gap-x-3 bg-platform px-3 text-platform-foreground lg:px-4"
    >
      <Eye aria-hidden="true" className="size-4 shrink-0" />
      <p className="min-w-0 flex-1 truncate text-sm">
        <span className="font-semibold">
          <span className="hidden sm:inline">You look as</span>
          <span className="sm:hidden">As</span> {me.user.name}
        </span>
        <span className="hidden sm:inline"> of {me.organization.name}</span>
        <span> · read-only</span>
        <span className="hidden md:inline">
          {" "}
          · until {endsAt(looking.ends_at)} · “{looking.reason}”
        </span>
      </p>
      <Button size="small" pending={end.isPending} onClick={() => end.mutate()}>
        Stop looking
      </Button>
    </div>
  );
}

/** A whole new page: nothing that was loaded for the member stays in it. */
function leave(): void {
  window.location.assign("/platform/organizations");
}

import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";

import { useLimitDeeds, usePeople } from "../hooks/use-usage";
import { limitOf, metrics, subjects } from "../model/limits";
import type { Metric } from "../model/wire";

/** Whom, what, how much, and what happens there. */
export function LimitDialog({ onClose }: { onClose: () => void }) {
  const people = usePeople();
  const { set } = useLimitDeeds();
  const [metric, setMetric] = useState<Metric>("cost_nano_usd");
  const [chosen, setChosen] = useState("member:*");
  const [most, setMost] = useState("");
  const [enforcement, setEnforcement] = useState<"hard" | "soft">("hard");
  const choices = subjects(metric, people.data?.items ?? []);
  const subject = choices.some(({ value }) => value === chosen) ? chosen : "member:*";
  const own = limitOf(metric, subject, { most, enforcement });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (own !== null && !set.isPending) set.mutate(own, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Set a limit"
      description="It holds from the next message on, and takes the place of one that is there."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="limit"
            variant="primary"
            disabled={own === null}
            pending={set.isPending}
          >
            Set limit
          </Button>
        </>
      }
    >
      <form id="limit" onSubmit={submit} className="flex flex-col gap-3">
        <Select
          label="Of what"
          choices={metrics}
          value={metric}
          onChange={(event) => setMetric(event.target.value as Metric)}
        />
        <Select
          label="For whom"
          choices={choices}
          value={subject}
          onChange={(event) => setChosen(event.target.value)}
        />
        <Input
          label={`At most, ${metrics.find(({ value }) => value === metric)?.unit ?? ""}`}
          inputMode="decimal"
          required
          autoComplete="off"
          value={most}
          onChange={(event) => setMost(event.target.value)}
        />
        <Select
          label="At the limit"
          choices={ends}
          value={enforcement}
          onChange={(event) => setEnforcement(event.target.value as "hard" | "soft")}
        />
        {set.error !== null && <Notice tone="bad">{set.error.message}</Notice>}
      </form>
    </Dialog>
  );
}

const ends = [
  { value: "hard", label: "Nothing new begins; a run that goes on is not cut" },
  { value: "soft", label: "Only warn" },
];

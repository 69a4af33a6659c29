import { Link2 } from "lucide-react";
import { useId, useState } from "react";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Tick } from "@/components/ui/tick";

import type { NewShareLink, SharePart } from "../api/sharing";
import { useMakeShareLink } from "../hooks/use-sharing";
import { partWords } from "../model/words";

import { MadeLink } from "./made-link";

interface NewLinkProps {
  projectId: string;
  design: { revisionId: string; name: string };
  mayBeEndless: boolean;
}

const details: Record<SharePart, string> = {
  brief: "Goal, cost, requirements, risk and decisions on one page",
  diagram: "Flow and network, to move about in and to save",
  design: "Components, requirements and every line of the cost; no findings",
};
const order: readonly SharePart[] = ["brief", "diagram", "design"];

const ends = [
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
];
const never = { value: "never", label: "Never" };

export function NewLink({ projectId, design, mayBeEndless }: NewLinkProps) {
  const [parts, setParts] = useState<readonly SharePart[]>(["brief", "diagram"]);
  const [end, setEnd] = useState("30");
  const make = useMakeShareLink(projectId);
  const legend = useId();
  const submit = () =>
    make.mutate({
      revision_id: design.revisionId,
      parts: [...parts],
      expires_in_days: daysOf(end),
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (parts.length > 0) submit();
      }}
      className="flex flex-col gap-4"
    >
      <fieldset aria-labelledby={legend}>
        <p id={legend} className="mb-1 text-sm font-medium">
          What “{design.name}” shows
        </p>
        {order.map((part) => (
          <Tick
            key={part}
            label={partWords[part]}
            detail={details[part]}
            checked={parts.includes(part)}
            onChange={(on) =>
              setParts((before) =>
                order.filter((each) => (each === part ? on : before.includes(each))),
              )
            }
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label="The link ends"
          choices={mayBeEndless ? [...ends, never] : ends}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
          className="min-w-40 flex-1"
        />
        <Button
          type="submit"
          variant="primary"
          icon={<Link2 aria-hidden="true" className="size-4" />}
          pending={make.isPending}
          disabled={parts.length === 0}
        >
          Make a link
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">
        Whoever has the link can open it; you can revoke it at any time.
      </p>
      {make.isError && <Notice tone="bad">{make.error.message}</Notice>}
      {make.data !== undefined && <MadeLink key={make.data.link.id} url={make.data.url} />}
    </form>
  );
}

function daysOf(end: string): NewShareLink["expires_in_days"] {
  return end === "7" ? 7 : end === "30" ? 30 : end === "90" ? 90 : null;
}

import { useState } from "react";

import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/field";

import { usePlanTicks } from "../hooks/use-plan-ticks";
import type { Plan } from "../model/activities";
import type { PlanAnswer } from "../model/plan-answer";

interface PlanRowProps {
  /** The activity that shows the plan. */
  id: string;
  plan: Plan;
  /** The plan waits for this person: null when it was answered. */
  onApprove: ((answer: PlanAnswer) => void) | null;
  onRevise: (note: string) => void;
}

/** What the bundle will contain, to approve or to change before anything is written. */
export function PlanRow({ id, plan, onApprove, onRevise }: PlanRowProps) {
  const { wanted, toggle, answers } = usePlanTicks(id, plan.items);
  const [note, setNote] = useState("");
  const [revising, setRevising] = useState(false);
  const waits = onApprove !== null;

  return (
    <div
      role="group"
      aria-label="Plan"
      className="flex flex-col gap-3 rounded-lg border bg-card p-3"
    >
      <div className="flex items-center justify-between gap-2">
        <p className="font-medium">Plan for the bundle</p>
        {waits ? (
          <StatusBadge status="waiting">Waits for you</StatusBadge>
        ) : (
          <Badge>Answered</Badge>
        )}
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-x-4">
        {plan.items.map((item) => (
          <li key={item.id}>
            <label className="flex min-h-8 items-start gap-2 py-1 pointer-coarse:min-h-10">
              <input
                type="checkbox"
                className="mt-0.5 size-4 accent-primary"
                checked={wanted(item)}
                disabled={!waits || item.required}
                onChange={() => toggle(item)}
              />
              <span>
                {item.title}
                {item.required && <span className="text-muted-foreground"> · always</span>}
                {item.detail !== "" && (
                  <span className="block text-xs text-muted-foreground">{item.detail}</span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {plan.left_out !== undefined && plan.left_out !== "" && (
        <p className="text-xs text-muted-foreground">
          Left out under your standards: {plan.left_out}.
        </p>
      )}
      {waits && revising && (
        <Textarea
          label="What should change?"
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      {waits && (
        <div className="flex flex-wrap gap-2">
          {revising ? (
            <Button
              variant="primary"
              disabled={note.trim() === ""}
              onClick={() => onRevise(note.trim())}
            >
              Send changes
            </Button>
          ) : (
            <Button variant="primary" onClick={() => onApprove({ items: answers(), note: "" })}>
              Approve
            </Button>
          )}
          <Button onClick={() => setRevising(!revising)}>
            {revising ? "Back" : "Ask for changes"}
          </Button>
        </div>
      )}
    </div>
  );
}

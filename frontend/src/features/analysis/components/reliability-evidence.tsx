import { StatusBadge } from "@/components/ui/badge";
import type { Schemas } from "@/lib/api/types";
import { countOf } from "@/lib/format/number";

import { downtime } from "../model/table";

import { AskedFor, Part, Source } from "./evidence-parts";

type Option = Schemas["AnalysedOption"];

interface ReliabilityProps {
  option: Option;
  brief: Schemas["Brief"];
}

export function FloorEvidence({ option, brief }: ReliabilityProps) {
  const { floor } = option.analysis;
  const names = floor.without_commitment.map((id) => option.titles[id] ?? id);
  return (
    <>
      <p>{floor.note}</p>
      <AskedFor option={option} brief={brief} kind="availability" />
      <Part title="Arithmetic">
        {floor.percent === null ? (
          <p>No service on the way of a request publishes an agreement.</p>
        ) : (
          <p className="tabular-nums">
            {floor.terms.map((each) => `${each.percent} %`).join(" × ")} ={" "}
            <span className="font-medium">{floor.percent} %</span>, {downtime(floor.percent)}
          </p>
        )}
      </Part>
      <Part title="Agreements">
        <ul className="divide-y rounded-lg border bg-card">
          {floor.terms.map((each) => (
            <li key={`${each.element_id} ${each.condition}`} className="px-3 py-2">
              <div className="flex justify-between gap-3">
                <span>
                  <span className="font-medium">{option.titles[each.element_id]}</span>,{" "}
                  {each.service}, {each.condition}
                </span>
                <span className="shrink-0 font-medium tabular-nums">{each.percent} %</span>
              </div>
              <Source source={each.source} note={each.as_of} />
            </li>
          ))}
        </ul>
        {names.length > 0 && (
          <p className="mt-1.5 text-xs text-muted-foreground">
            Without an agreement: {names.join(", ")}.
          </p>
        )}
      </Part>
    </>
  );
}

interface RecoveryEvidenceProps extends ReliabilityProps {
  kind: "recovery_time" | "recovery_point";
}

export function RecoveryEvidence({ option, brief, kind }: RecoveryEvidenceProps) {
  const found = option.analysis[kind];
  return (
    <>
      <p className="text-base/6 font-semibold">{found.words}</p>
      <ul className="list-disc pl-5">
        {found.evidence.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <Source source={found.source} />
      <AskedFor option={option} brief={brief} kind={kind === "recovery_time" ? "rto" : "rpo"} />
    </>
  );
}

const fates: Readonly<Record<Schemas["Fate"], { status: "ok" | "warn" | "bad"; word: string }>> = {
  stays: { status: "ok", word: "Stays" },
  shrinks: { status: "ok", word: "Shrinks" },
  "fails-over": { status: "warn", word: "Fails over" },
  restarts: { status: "bad", word: "Restarts" },
  stops: { status: "bad", word: "Stops" },
};

export function ZoneEvidence({ option }: { option: Option }) {
  const { zone_loss: loss } = option.analysis;
  return (
    <>
      <p>
        {loss.interrupted.length === 0
          ? "Callers go on being answered."
          : `Callers wait for ${countOf(loss.interrupted.length, "part")} that would be gone.`}{" "}
        The zone is the one whose loss hurts most.
      </p>
      {loss.parts.length > 0 && (
        <ul className="divide-y rounded-lg border bg-card">
          {loss.parts.map((part) => (
            <li key={part.element_id} className="px-3 py-2">
              <div className="flex flex-wrap justify-between gap-x-3">
                <span className="font-medium">{part.title}</span>
                <StatusBadge status={fates[part.fate].status}>{fates[part.fate].word}</StatusBadge>
              </div>
              <p className="text-xs text-muted-foreground">{part.evidence}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted-foreground">
        {countOf(loss.across.length, "part runs", "parts run")} on services that span the zones of a
        Region by themselves
        {loss.across.length > 0 &&
          `: ${loss.across.map((id) => option.titles[id] ?? id).join(", ")}`}
        .
      </p>
    </>
  );
}

import { MessageSquare } from "lucide-react";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { formatMonthly } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import { useRevision } from "../hooks/use-diagram";
import { factsOf, sumOf, type ComponentFacts } from "../model/component-facts";
import { fieldWords, valueWords } from "../model/difference";

import { Aside, AsideSection } from "./aside";
import { CostLines } from "./cost-lines";
import { FindingList, type FindingDeeds } from "./finding-list";
import { RequirementList } from "./requirement-list";

interface ComponentAsideProps {
  revisionId: string;
  id: string;
  openedBy: "keyboard" | "pointer";
  deeds: FindingDeeds;
  /** Open discussions about it; null where nobody comments. */
  talk: { open: number; onOpen: () => void } | null;
  onGo: (id: string) => void;
  onClose: () => void;
}

/** Everything known about one component: purpose, cost, findings, requirements, properties, connections. */
export function ComponentAside({ revisionId, id, openedBy, talk, ...deeds }: ComponentAsideProps) {
  const revision = useRevision(revisionId);
  const facts = revision.data === undefined ? null : factsOf(revision.data, id);
  if (facts === null) {
    return (
      <Aside title="Component" openedBy={openedBy} onClose={deeds.onClose}>
        {revision.isError ? (
          <ErrorState
            title="The component could not be loaded."
            error={revision.error}
            onRetry={() => void revision.refetch()}
          />
        ) : (
          <Missing pending={revision.isPending} />
        )}
      </Aside>
    );
  }
  const { component, kind } = facts;
  return (
    <Aside
      title={component.title}
      icon={
        kind !== null && (
          <img src={`/api/v1/icons/${kind.icon}.svg`} alt="" className="mt-1 size-8" />
        )
      }
      note={
        <>
          {kind?.title ?? component.kind}
          {component.existing && ", existing"}
        </>
      }
      openedBy={openedBy}
      onClose={deeds.onClose}
    >
      {talk !== null && (
        <div className="border-b px-4 py-2">
          <Button
            size="small"
            icon={<MessageSquare aria-hidden="true" className="size-3.5" />}
            onClick={talk.onOpen}
          >
            {talk.open === 0 ? "Comment" : countOf(talk.open, "discussion")}
          </Button>
        </div>
      )}
      <Facts facts={facts} deeds={deeds.deeds} onGo={deeds.onGo} />
    </Aside>
  );
}

function Missing({ pending }: { pending: boolean }) {
  if (!pending) {
    return <p className="p-4 text-muted-foreground">This revision has no such component.</p>;
  }
  return (
    <div role="status" aria-label="Loading the component" className="flex flex-col gap-2 p-4">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-20" />
    </div>
  );
}

interface FactsProps {
  facts: ComponentFacts;
  deeds: FindingDeeds;
  onGo: (id: string) => void;
}

function Facts({ facts, deeds, onGo }: FactsProps) {
  const { component, lines, unpriced, open, waived, requirements } = facts;
  const cost = sumOf(lines);
  return (
    <>
      {component.purpose !== "" && <p className="border-b px-4 py-3">{component.purpose}</p>}
      {(open.length > 0 || waived.length > 0) && (
        <AsideSection title={`Findings (${open.length} open)`}>
          <FindingList {...{ open, waived, deeds }} />
        </AsideSection>
      )}
      <AsideSection title={cost === null ? "Cost" : `Cost: ${formatMonthly(cost)}`}>
        <CostLines {...{ lines, unpriced }} />
      </AsideSection>
      {requirements.length > 0 && (
        <AsideSection title="Requirements it serves">
          <RequirementList requirements={requirements} />
        </AsideSection>
      )}
      <Properties facts={facts} />
      <Connections facts={facts} onGo={onGo} />
      <Decisions facts={facts} />
    </>
  );
}

function Properties({ facts: { component, commitment } }: { facts: ComponentFacts }) {
  const properties = Object.entries(component.properties ?? {});
  return (
    <AsideSection title="Properties">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Fact term="id" value={<code className="font-mono text-xs">{component.id}</code>} />
        {properties.map(([name, value]) => (
          <Fact key={name} term={fieldWords(name)} value={valueWords(value)} />
        ))}
        {commitment !== null && (
          <Fact term="AWS commits to" value={`${commitment.percent} % (${commitment.service})`} />
        )}
      </dl>
      {properties.length === 0 && (
        <p className="mt-1 text-xs text-muted-foreground">
          Everything else has the default of its kind.
        </p>
      )}
    </AsideSection>
  );
}

function Fact({ term, value }: { term: string; value: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0 text-right wrap-anywhere">{value}</dd>
    </>
  );
}

function Connections({ facts, onGo }: { facts: ComponentFacts; onGo: (id: string) => void }) {
  if (facts.connections.length === 0) return null;
  return (
    <AsideSection title="Connections">
      <ul>
        {facts.connections.map(({ id, words, other }) => (
          <li key={id} className="flex items-baseline gap-1.5">
            {words.endsWith(" it") ? (
              <>
                <GoButton title={other.title} onGo={() => onGo(other.id)} /> {words}
              </>
            ) : (
              <>
                {words} <GoButton title={other.title} onGo={() => onGo(other.id)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}

function GoButton({ title, onGo }: { title: string; onGo: () => void }) {
  return (
    <button
      type="button"
      onClick={onGo}
      className="min-h-6 min-w-0 rounded text-left text-primary underline-offset-2 wrap-anywhere hover:underline"
    >
      {title}
    </button>
  );
}

function Decisions({ facts: { decisions } }: { facts: ComponentFacts }) {
  if (decisions.length === 0) return null;
  return (
    <AsideSection title="Decisions">
      <ul className="flex flex-col gap-2">
        {decisions.map((decision) => (
          <li key={decision.id}>
            <p className="font-medium">{decision.title}</p>
            <p className="text-muted-foreground">{decision.choice}</p>
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}

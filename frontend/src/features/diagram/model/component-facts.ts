import type { Schemas } from "@/lib/api/types";

type RevisionDetail = Schemas["RevisionDetail"];
type Component = Schemas["Component"];

/** Everything a revision knows about one of its components. */
export interface ComponentFacts {
  component: Component;
  kind: Schemas["KindLabel"] | null;
  lines: readonly Schemas["PriceLine"][];
  unpriced: readonly Schemas["Unpriced"][];
  open: readonly Schemas["Finding"][];
  waived: readonly Schemas["Finding"][];
  requirements: readonly Schemas["Traced"][];
  decisions: readonly Schemas["Decision"][];
  commitment: Schemas["Term"] | null;
  /** Both directions, in words of the design: "invokes", and the component at the other end. */
  connections: readonly { id: string; words: string; other: Component }[];
}

export function factsOf(detail: RevisionDetail, id: string): ComponentFacts | null {
  const { architecture, evaluation, kinds } = detail;
  const component = architecture.components.find((each) => each.id === id);
  if (component === undefined) return null;
  const about = <T extends { element_id: string }>(items: readonly T[]) =>
    items.filter((item) => item.element_id === id);
  const findings = about(evaluation.review.findings);
  return {
    component,
    kind: kinds[component.kind] ?? null,
    lines: about(evaluation.estimate.lines),
    unpriced: about(evaluation.estimate.unpriced),
    open: findings.filter((finding) => (finding.waiver ?? null) === null),
    waived: findings.filter((finding) => (finding.waiver ?? null) !== null),
    requirements: evaluation.requirements.filter((each) => each.element_ids.includes(id)),
    decisions: architecture.decisions.filter((each) => each.elements.includes(id)),
    commitment: about(evaluation.floor.terms)[0] ?? null,
    connections: connectionsOf(architecture, id),
  };
}

function connectionsOf(
  architecture: RevisionDetail["architecture"],
  id: string,
): ComponentFacts["connections"] {
  const components = new Map(architecture.components.map((each) => [each.id, each]));
  return architecture.connections.flatMap(({ source, verb, target }) => {
    if (source !== id && target !== id) return [];
    const other = components.get(source === id ? target : source);
    if (other === undefined) return [];
    const deed = verb.replaceAll("_", " ");
    const words = source === id ? deed : `${deed} it`;
    return [{ id: `${source}.${verb}.${target}`, words, other }];
  });
}

/** The sum of the lines, in the currency of the first one; null when nothing is priced. */
export function sumOf(lines: readonly Schemas["PriceLine"][]): Schemas["Money"] | null {
  const [first] = lines;
  if (first === undefined) return null;
  const total = lines.reduce((sum, line) => sum + Number(line.amount.amount), 0);
  return { amount: total.toFixed(6), currency: first.amount.currency };
}

import type { Schemas } from "@/lib/api/types";

interface Commentable {
  kind: "component" | "connection";
  id: string;
  title: string;
}

/** Everything in a revision that has an id which outlives it: components, then connections. */
export function commentables({ architecture }: Schemas["RevisionDetail"]): Commentable[] {
  const titles = new Map(architecture.components.map(({ id, title }) => [id, title]));
  const called = (id: string) => titles.get(id) ?? id;
  return [
    ...architecture.components.map(({ id, title }): Commentable => ({
      kind: "component",
      id,
      title,
    })),
    ...architecture.connections.map(({ source, verb, target }): Commentable => ({
      kind: "connection",
      id: `${source}.${verb}.${target}`,
      title: `${called(source)} ${verb.replaceAll("_", " ")} ${called(target)}`,
    })),
  ];
}

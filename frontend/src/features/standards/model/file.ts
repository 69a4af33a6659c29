import type { Schemas } from "@/lib/api/types";

type Standards = Schemas["Standards"];

export const FILE_NAME = "standards.yaml";

const HEADER =
  "# Standards for Cloudwright: cloudwright compile design.yaml --standards standards.yaml --out bundle\n";

/** The text of a standards.yaml; what rules nothing is left out. */
export function yamlOf(standards: Standards): string {
  const { tags = {}, ...rest } = standards;
  const lines = Object.entries(rest).flatMap(([name, value]) => lineOf(name, value));
  const rows = Object.entries(tags).map(([key, value]) => `  ${quoted(key)}: ${quoted(value)}`);
  if (rows.length > 0) lines.push("tags:", ...rows);
  return `${HEADER}${lines.length === 0 ? "{}" : lines.join("\n")}\n`;
}

function lineOf(name: string, value: string | readonly string[]): string[] {
  if (value.length === 0) return [];
  if (typeof value === "string") return [`${name}: ${quoted(value)}`];
  return [`${name}:`, ...value.map((each) => `  - ${each}`)];
}

/** Every JSON string is a YAML one. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

import type { Role } from "./wire";

/** Every role with what it may do, from the most to the least. */
export const roles: readonly { role: Role; label: string; may: string }[] = [
  { role: "owner", label: "Owner", may: "Everything, also deleting the organisation" },
  { role: "admin", label: "Admin", may: "People, security, keys, limits and every design" },
  { role: "architect", label: "Architect", may: "Designs, conversations and bundles" },
  { role: "viewer", label: "Viewer", may: "Reads designs, comments" },
  { role: "billing", label: "Billing", may: "Plan, invoices and usage; no designs" },
  { role: "auditor", label: "Auditor", may: "Reads everything, the audit trail too" },
];

export const roleChoices = roles.map(({ role, label }) => ({ value: role, label }));

export function roleWord(role: Role): string {
  return roles.find((each) => each.role === role)?.label ?? role;
}

export function mayWords(role: Role): string {
  return roles.find((each) => each.role === role)?.may ?? "";
}

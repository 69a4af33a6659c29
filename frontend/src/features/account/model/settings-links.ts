import type { Me } from "@/lib/api/types";

import { capabilities } from "./access";

/** The sections of the organisation's settings, by the permission that opens each. */
const organization: readonly [string, string][] = [
  ["members:read", "members"],
  ["usage:read", "usage"],
  ["billing:read", "billing"],
  ["audit:read", "audit"],
];

/** Where the account menu leads beyond what everybody has. */
export function settingsLinks(me: Me | undefined) {
  const offered = capabilities(me);
  const first = organization.find(([permission]) => offered.has(permission));
  return {
    account: offered.has("account:use") ? "/account/profile" : null,
    organization: first === undefined ? null : `/organization/${first[1]}`,
    platform: offered.has("operator") ? "/platform/organizations" : null,
  };
}

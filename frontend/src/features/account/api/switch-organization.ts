import { send } from "@/lib/api/client";

/** Makes another of the person's organisations the one that everything is shown of. */
export function switchOrganization(id: string): Promise<unknown> {
  return send("POST", "/sign-in/organization", { body: { organization_id: id } });
}

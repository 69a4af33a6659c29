import { send } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type Preview = Schemas["InvitationPreview"];

/** The token travels in a body: no log of a server sees it. */
export function previewInvitation(token: string): Promise<Preview> {
  return send("POST", "/invitations/preview", { body: { token } });
}

export function acceptInvitation(body: Schemas["Acceptance"]): Promise<Schemas["Membership"]> {
  return send("POST", "/invitations/accept", { body });
}

import { read, send } from "@/lib/api/client";

import type {
  ApiKeyList,
  CreatedApiKey,
  Domain,
  Invitation,
  Member,
  NewApiKey,
  NewInvitation,
  OpenPlace,
  Role,
  SeatPrice,
  Seats,
  Security,
  SecurityChange,
} from "../model/wire";

export interface All<Item> {
  items: Item[];
}

export function readMembers(signal: AbortSignal): Promise<All<Member>> {
  return read("/organization/members", { signal });
}

export function changeRole({ id, role }: { id: string; role: Role }): Promise<Member> {
  return send("PATCH", `/organization/members/${id}`, { body: { role } });
}

export function removeMember(id: string): Promise<unknown> {
  return send("DELETE", `/organization/members/${id}`);
}

export function readSeats(signal: AbortSignal): Promise<Seats> {
  return read("/organization/seats", { signal });
}

export function readSeatPrice(signal: AbortSignal): Promise<SeatPrice> {
  return read("/organization/seats/price", { signal });
}

export function readInvitations(signal: AbortSignal): Promise<All<Invitation>> {
  return read("/organization/invitations", { signal });
}

export function invite(body: NewInvitation): Promise<Invitation> {
  return send("POST", "/organization/invitations", { body });
}

export function inviteAgain(id: string): Promise<Invitation> {
  return send("POST", `/organization/invitations/${id}/resend`);
}

export function withdrawInvitation(id: string): Promise<unknown> {
  return send("DELETE", `/organization/invitations/${id}`);
}

export function readDomains(signal: AbortSignal): Promise<All<Domain>> {
  return read("/organization/domains", { signal });
}

export function claimDomain(name: string): Promise<Domain> {
  return send("POST", "/organization/domains", { body: { name } });
}

export function verifyDomain(id: string): Promise<Domain> {
  return send("POST", `/organization/domains/${id}/verify`);
}

export function releaseDomain(id: string): Promise<unknown> {
  return send("DELETE", `/organization/domains/${id}`);
}

export function readSecurity(signal: AbortSignal): Promise<Security> {
  return read("/organization/security", { signal });
}

export function changeSecurity(body: SecurityChange): Promise<Security> {
  return send("PATCH", "/organization/security", { body });
}

export function readApiKeys(signal: AbortSignal): Promise<ApiKeyList> {
  return read("/organization/api-keys", { signal });
}

export function createApiKey(body: NewApiKey): Promise<CreatedApiKey> {
  return send("POST", "/organization/api-keys", { body });
}

export function revokeApiKey(id: string): Promise<unknown> {
  return send("DELETE", `/organization/api-keys/${id}`);
}

export function rename(name: string): Promise<unknown> {
  return send("PATCH", "/organization", { body: { name } });
}

export function found(name: string): Promise<{ id: string }> {
  return send("POST", "/organizations", { body: { name } });
}

export function leave(): Promise<unknown> {
  return send("DELETE", "/me/membership");
}

export function end(name: string): Promise<unknown> {
  return send("DELETE", "/organization", { body: { name } });
}

export function readOpenPlaces(signal: AbortSignal): Promise<All<OpenPlace>> {
  return read("/organizations/open", { signal });
}

export function join(id: string): Promise<{ organization_id: string }> {
  return send("POST", `/organizations/${id}/join`);
}

import { useQuery } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import {
  changeRole,
  changeSecurity,
  claimDomain,
  createApiKey,
  end,
  found,
  invite,
  inviteAgain,
  join,
  leave,
  readApiKeys,
  readDomains,
  readInvitations,
  readMembers,
  readOpenPlaces,
  readSeatPrice,
  readSeats,
  readSecurity,
  releaseDomain,
  removeMember,
  rename,
  revokeApiKey,
  verifyDomain,
  withdrawInvitation,
} from "../api/organization";

/** Members, invitations and seats change together. */
const people = ["organization", "people"] as const;
const domains = ["organization", "domains"] as const;
const security = ["organization", "security"] as const;
const keys = ["organization", "keys"] as const;

export function useMembers() {
  return useQuery({
    queryKey: [...people, "members"],
    queryFn: ({ signal }) => readMembers(signal),
  });
}

export function useSeats() {
  return useQuery({ queryKey: [...people, "seats"], queryFn: ({ signal }) => readSeats(signal) });
}

/** Asked anew whenever somebody is about to invite: prices run with the clock. */
export function useSeatPrice() {
  return useQuery({
    queryKey: [...people, "price"],
    queryFn: ({ signal }) => readSeatPrice(signal),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useInvitations() {
  return useQuery({
    queryKey: [...people, "invitations"],
    queryFn: ({ signal }) => readInvitations(signal),
  });
}

export function useMemberDeeds() {
  return {
    change: useDeed(changeRole, { refresh: people, said: "The role was changed" }),
    remove: useDeed(removeMember, { refresh: people, said: "The member was removed", quiet: true }),
  };
}

export function useInvitationDeeds() {
  return {
    invite: useDeed(invite, { refresh: people, said: "The invitation is on its way", quiet: true }),
    again: useDeed(inviteAgain, { refresh: people, said: "The invitation was sent again" }),
    withdraw: useDeed(withdrawInvitation, {
      refresh: people,
      said: "The invitation was withdrawn and its seat is free",
    }),
  };
}

export function useDomains() {
  return useQuery({ queryKey: domains, queryFn: ({ signal }) => readDomains(signal) });
}

export function useDomainDeeds() {
  return {
    claim: useDeed(claimDomain, { refresh: domains, quiet: true }),
    verify: useDeed(verifyDomain, { refresh: domains }),
    release: useDeed(releaseDomain, { refresh: domains, said: "The domain was released" }),
  };
}

export function useSecurity() {
  return useQuery({ queryKey: security, queryFn: ({ signal }) => readSecurity(signal) });
}

export function useChangeSecurity() {
  return useDeed(changeSecurity, { refresh: security, said: "Saved", quiet: true });
}

export function useApiKeys() {
  return useQuery({ queryKey: keys, queryFn: ({ signal }) => readApiKeys(signal) });
}

export function useApiKeyDeeds() {
  return {
    create: useDeed(createApiKey, { refresh: keys, quiet: true }),
    revoke: useDeed(revokeApiKey, { refresh: keys, said: "The key was revoked", quiet: true }),
  };
}

export function useOpenPlaces() {
  return useQuery({
    queryKey: ["organizations", "open"],
    queryFn: ({ signal }) => readOpenPlaces(signal),
  });
}

/** What concerns the organisation as a whole, and one's own place in it. */
export function useOrganizationDeeds() {
  return {
    rename: useDeed(rename, { refresh: ["me"], said: "The organisation was renamed", quiet: true }),
    found: useDeed(found, { refresh: ["me"], quiet: true }),
    join: useDeed(join, { refresh: ["me"] }),
    leave: useDeed(leave, { quiet: true }),
    end: useDeed(end, { quiet: true }),
  };
}

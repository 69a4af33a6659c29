import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { useDeed } from "@/lib/use-deed";

import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  deleteAccount,
  endDevice,
  endEverywhere,
  readAccount,
  readDevices,
  removeSecondFactor,
  renameAccount,
  renewRecoveryCodes,
} from "../api/profile";

const account = ["account"] as const;
const devices = ["account", "devices"] as const;

export function useAccount() {
  return useQuery({ queryKey: account, queryFn: ({ signal }) => readAccount(signal) });
}

export function useDevices() {
  return useQuery({ queryKey: devices, queryFn: ({ signal }) => readDevices(signal) });
}

export function useRenameAccount() {
  return useDeed(renameAccount, { refresh: [], said: "Your name was changed" });
}

export function useChangePassword() {
  return useDeed(changePassword, {
    refresh: account,
    said: "The password was changed, and other devices were signed out",
    quiet: true,
  });
}

export function useSecondFactor() {
  return {
    begin: useDeed(beginSecondFactor, { quiet: true }),
    confirm: useDeed(confirmSecondFactor, { refresh: account, quiet: true }),
    remove: useDeed(removeSecondFactor, {
      refresh: account,
      said: "The second factor was removed",
      quiet: true,
    }),
    renew: useDeed(renewRecoveryCodes, { refresh: account, quiet: true }),
  };
}

export function useEndDevice() {
  return useDeed(endDevice, { refresh: devices, said: "The device was signed out" });
}

/** What ends with nobody signed in here. */
export function useFarewell() {
  const leave = useLeave();
  return {
    everywhere: useMutation({ mutationFn: endEverywhere, onSuccess: leave }),
    remove: useMutation({ mutationFn: deleteAccount, onSuccess: leave }),
  };
}

function useLeave() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await navigate("/sign-in");
    queries.clear();
  };
}

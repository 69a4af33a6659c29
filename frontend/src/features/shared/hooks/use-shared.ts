import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import type { Schemas } from "@/lib/api/types";

import { fetchSharedDrawing, fetchSharedPicture, openShared, type View } from "../api/shared";

/** What a link shows never changes while the page is open, and each opening is counted. */
const once = { staleTime: Infinity, refetchOnWindowFocus: false, retry: false } as const;

export function useShared(token: string) {
  return useQuery({
    queryKey: ["shared", token],
    queryFn: ({ signal }) => openShared(token, signal),
    ...once,
  });
}

export function useSharedDrawing(token: string, view: View, direction: Schemas["Direction"]) {
  return useQuery({
    queryKey: ["shared", token, "diagram", view, direction],
    queryFn: ({ signal }) => fetchSharedDrawing(token, { view, direction }, signal),
    placeholderData: keepPreviousData,
    ...once,
  });
}

/** The address of a picture for paper, while this is mounted; null until it is there. */
export function usePaperPicture(token: string, view: View): string | null {
  const { data } = useQuery({
    queryKey: ["shared", token, "paper", view],
    queryFn: ({ signal }) => fetchSharedPicture(token, { view, theme: "light" }, signal),
    ...once,
  });
  const address = useMemo(() => (data === undefined ? null : URL.createObjectURL(data)), [data]);
  useEffect(
    () => () => {
      if (address !== null) URL.revokeObjectURL(address);
    },
    [address],
  );
  return address;
}

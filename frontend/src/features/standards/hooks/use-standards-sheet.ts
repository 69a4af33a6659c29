import { useSearchParams } from "react-router";

import { showsStandards, withoutStandards, withStandards } from "../model/address";

/** Whether the sheet is open: it stands in the address, so that Back closes it and a link opens it. */
export function useStandardsSheet() {
  const [search, setSearch] = useSearchParams();
  return {
    open: showsStandards(search),
    show: () => setSearch(withStandards),
    hide: () => setSearch(withoutStandards, { replace: true }),
  };
}

import type { ReactNode } from "react";

import { useMe } from "../hooks/use-account";
import { capabilities } from "../model/access";

interface CapableProps {
  /** One of these is enough. */
  of: readonly string[];
  otherwise: ReactNode;
  children: (has: (capability: string) => boolean) => ReactNode;
}

/** Shows a page only where the server and the role offer it; elsewhere it does not exist. */
export function Capable({ of, otherwise, children }: CapableProps) {
  const me = useMe();
  if (me.data === undefined) return null;
  const offered = capabilities(me.data);
  const has = (capability: string) => offered.has(capability);
  return of.some(has) ? children(has) : otherwise;
}

import { useEffect } from "react";

/** Sets the document title to "Designs · Cloudwright". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Cloudwright`;
  }, [title]);
}

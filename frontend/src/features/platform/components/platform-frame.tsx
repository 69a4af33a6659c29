import { ShieldAlert } from "lucide-react";
import { useEffect, type ReactNode } from "react";

/** Everything inside shows every tenant: a band and an edge of a colour that nothing else has. */
export function PlatformFrame({ children }: { children: ReactNode }) {
  useEffect(tintIcon, []);
  return (
    <div className="min-h-[calc(100dvh-8rem)] border-platform border-x-4 border-b-4 lg:min-h-dvh">
      <div className="sticky top-12 z-20 flex flex-wrap items-center gap-x-3 gap-y-0.5 bg-platform px-4 py-2 text-platform-foreground lg:top-0 lg:px-8">
        <ShieldAlert aria-hidden="true" className="size-4 shrink-0" />
        <p className="font-semibold">Platform</p>
        <p className="text-sm">You see every organisation. What you do here is recorded.</p>
      </div>
      {children}
    </div>
  );
}

/** The browser's tab has another colour, too, until the platform is left. */
function tintIcon(): () => void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const before = icon?.getAttribute("href") ?? "/favicon.svg";
  icon?.setAttribute("href", "/favicon-platform.svg");
  return () => icon?.setAttribute("href", before);
}

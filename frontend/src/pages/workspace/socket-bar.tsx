import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { tabStream, useSocketStatus } from "@/lib/stream/tab-stream";

const PATIENCE_MS = 2000;

/** Says that the connection is gone once that has lasted; runs go on without it. */
export function SocketBar() {
  const status = useSocketStatus();
  const lost = status === "waiting" || status === "connecting";
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => {
      setShown(true);
      announce("Reconnecting, the run continues");
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [lost]);

  if (!shown || !lost) return null;
  return (
    <div className="flex items-center gap-2 border-b bg-warn-surface px-4 py-1.5">
      <WifiOff aria-hidden="true" className="size-4 text-warn" />
      <p className="flex-1">Reconnecting, the run continues</p>
      <Button size="small" onClick={tabStream().retryNow}>
        Retry now
      </Button>
    </div>
  );
}

import { MessageSquare } from "lucide-react";

import { cn } from "@/lib/cn";

import { pinWords, type PlacedPin } from "../model/talk";

interface PinsProps {
  pins: readonly PlacedPin[];
  onOpen: (elementId: string) => void;
}

/** The marks of discussions; keys reach them from their component, with C. */
export function Pins({ pins, onOpen }: PinsProps) {
  return pins.map((pin) => (
    <button
      key={pin.id}
      type="button"
      tabIndex={-1}
      aria-label={pinWords(pin)}
      title={pinWords(pin)}
      onClick={() => onOpen(pin.id)}
      style={{ transform: `translate(${pin.x - 14}px, ${pin.y - 12}px)` }}
      className={cn(
        "absolute flex h-6 min-w-7 items-center justify-center gap-0.5 rounded-full rounded-bl-none border px-1.5 text-[11px]/[16px] font-semibold tabular-nums shadow-sm in-data-far:h-9 in-data-far:min-w-11 in-data-far:text-lg",
        pin.unread > 0
          ? "border-transparent bg-primary text-primary-foreground"
          : "border-input bg-popover text-foreground",
      )}
    >
      <MessageSquare aria-hidden="true" className="size-3 in-data-far:size-5" />
      {pin.open}
    </button>
  ));
}

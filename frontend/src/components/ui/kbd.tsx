import { cn } from "@/lib/cn";
import { spellKeys } from "@/lib/keys";

/** A shortcut such as "Mod+K", in the spelling of the reader's keyboard. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 items-center rounded border bg-muted px-1.5 font-sans text-xs text-muted-foreground",
        className,
      )}
    >
      {spellKeys(keys)}
    </kbd>
  );
}

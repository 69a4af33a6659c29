import { cn } from "@/lib/cn";

/** The outline of something on its way; the region around it carries the words. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "block animate-pulse rounded bg-border/70 motion-reduce:animate-none",
        className,
      )}
    />
  );
}

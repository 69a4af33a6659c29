import { LoaderCircle } from "lucide-react";

/** Turns; where motion is unwelcome it is the word instead. Decorative: the busy element says so itself. */
export function Spinner({ label = "Working" }: { label?: string }) {
  return (
    <span aria-hidden="true" className="inline-flex items-center">
      <LoaderCircle className="size-4 animate-spin motion-reduce:hidden" />
      <span className="hidden text-xs motion-reduce:inline">{label}…</span>
    </span>
  );
}

export function StepDisc({ number }: { number: number }) {
  return (
    <span className="inline-flex size-[18px] shrink-0 items-center justify-center rounded-full bg-primary text-[11px] font-semibold text-primary-foreground tabular-nums in-data-far:size-7 in-data-far:text-base">
      {number}
    </span>
  );
}

/** A line through values from 0 to the highest, in a box of `width` by `height`; gaps where there is none. */
export function sparkPath(
  values: readonly (number | null)[],
  { width, height }: { width: number; height: number },
): string {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawing = false;
  const parts: string[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const x = round(index * step);
    const y = round(height - (value / most) * height);
    parts.push(`${drawing ? "L" : "M"}${x} ${y}`);
    // A point between two gaps would be a line of no length.
    if (!drawing && (values[index + 1] ?? null) === null) parts.push(`L${round(x + 0.5)} ${y}`);
    drawing = true;
  });
  return parts.join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

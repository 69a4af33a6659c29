/** The number a person typed, without thousands separators, or null when it is none that may be stated. */
export function typedFigure(text: string): string | null {
  const plain = text.trim().replaceAll(/[, _]/g, "");
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  return Number.isFinite(Number(plain)) ? plain : null;
}

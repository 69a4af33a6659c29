/** A for the first option of the board, B for the next: how people speak of them. */
export function letterOf(at: number): string {
  return String.fromCharCode(65 + (at % 26));
}

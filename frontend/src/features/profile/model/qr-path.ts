import { encode } from "uqr";

export interface QrPath {
  /** Modules on a side, with the quiet zone. */
  size: number;
  /** An SVG path of one square per dark module. */
  path: string;
}

/** A QR code (ISO/IEC 18004, correction level M) as one path. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return { size, path };
}

/** Puts plain text, and the HTML form where the browser can, on the clipboard. Call it inside the click. */
export function copyText(text: string, html?: string): Promise<void> {
  if (html !== undefined && typeof ClipboardItem !== "undefined") {
    const item = new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([html], { type: "text/html" }),
    });
    return navigator.clipboard.write([item]).catch(() => navigator.clipboard.writeText(text));
  }
  return navigator.clipboard.writeText(text);
}

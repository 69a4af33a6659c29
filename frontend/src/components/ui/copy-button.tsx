import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { copyText } from "@/lib/clipboard";

import { IconButton } from "./icon-button";

interface CopyButtonProps {
  text: string;
  /** The rich form for word processors; the plain text always goes along. */
  html?: string;
  label?: string;
}

const CONFIRMED_MS = 1600;

export function CopyButton({ text, html, label = "Copy" }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const copy = () => {
    // Written inside the click itself: Safari refuses the clipboard after an await.
    copyText(text, html).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOutcome("idle"), CONFIRMED_MS);
  };

  const said = { idle: label, copied: "Copied", failed: "Copying was refused" }[outcome];
  return (
    <>
      <IconButton
        size="small"
        label={said}
        icon={outcome === "copied" ? <Check className="size-3.5" /> : <Copy className="size-3.5" />}
        onClick={copy}
      />
      <span role="status" className="sr-only">
        {outcome === "idle" ? "" : said}
      </span>
    </>
  );
}

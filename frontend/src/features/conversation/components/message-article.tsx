import { Check, CircleStop, Copy, GitFork, RotateCcw, Unplug } from "lucide-react";
import { memo, useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/cn";
import { copyText } from "@/lib/clipboard";
import { formatDateTime } from "@/lib/format/date";

import type { Row } from "../model/rows";
import type { Message } from "../model/thread";
import { usageWords } from "../model/usage";

import { Asked } from "./asked";
import { useConversationActions } from "./conversation-actions";
import { Markdown } from "./markdown";
import { RowView, type RowDeeds } from "./message-rows";

interface MessageArticleProps {
  message: Message;
  rows: readonly Row[];
  deeds: RowDeeds;
  busy: boolean;
  openPlan: string | null;
  undoable: string | null;
  onContinue: () => void;
}

/** One message with what was shown below it; a finished one is skipped by layout while out of sight. */
export const MessageArticle = memo(function MessageArticle(props: MessageArticleProps) {
  const { message, rows, onContinue, ...rest } = props;
  const mine = message.role === "user";
  const streaming = message.status === "streaming";
  return (
    <article
      data-turn={message.id}
      tabIndex={-1}
      className={cn(
        "flex scroll-m-4 flex-col gap-3 rounded-lg focus-visible:outline-2 focus-visible:outline-offset-6 focus-visible:outline-ring",
        !streaming && "[contain-intrinsic-size:auto_8rem] [content-visibility:auto]",
      )}
    >
      <h2 className="sr-only">
        {mine ? "You" : "Cloudwright"}, {formatDateTime(message.created_at)}
      </h2>
      {mine ? (
        <Asked message={message} busy={rest.busy} />
      ) : (
        <Said message={message} busy={rest.busy} />
      )}
      {rows.map((row) => (
        <RowView key={row.id} row={row} {...rest} />
      ))}
      <Verdict message={message} onContinue={onContinue} />
    </article>
  );
});

function Said({ message, busy }: { message: Message; busy: boolean }) {
  const { forkAfter } = useConversationActions();
  const body = useRef<HTMLDivElement>(null);
  if (message.text === "") return null;
  return (
    <div className="group flex flex-col gap-1">
      <div ref={body} data-said="">
        <Markdown text={message.text} />
      </div>
      <div className="flex min-h-6 items-center gap-2 text-xs text-muted-foreground">
        <CopyAnswer text={message.text} html={() => body.current?.innerHTML} />
        {!busy && (
          <IconButton
            size="small"
            label="Fork from here: conversation and design"
            icon={<GitFork aria-hidden="true" className="size-3.5" />}
            onClick={() => forkAfter(message)}
          />
        )}
        <Usage message={message} />
      </div>
    </div>
  );
}

/** Copies Markdown for editors and the formatted text for mail and documents, inside the click itself. */
function CopyAnswer({ text, html }: { text: string; html: () => string | undefined }) {
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      size="small"
      label={copied ? "Copied" : "Copy answer"}
      shortcut="C"
      icon={copied ? <Check className="size-3.5" /> : <Copy className="size-3.5" />}
      onBlur={() => setCopied(false)}
      onClick={() => {
        copyText(text, html()).then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
    />
  );
}

function Usage({ message }: { message: Message }) {
  const usage = message.usage ?? null;
  if (usage === null) return null;
  return <span className="tabular-nums">{usageWords(usage)}</span>;
}

interface VerdictProps {
  message: Message;
  onContinue: () => void;
}

function Verdict({ message, onContinue }: VerdictProps) {
  if (message.status === "stopped") {
    return (
      <p className="flex items-center gap-1.5 text-muted-foreground">
        <CircleStop aria-hidden="true" className="size-4" />
        Stopped. What was said is kept.
      </p>
    );
  }
  if (message.status === "interrupted") {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-warn-surface p-3">
        <Unplug aria-hidden="true" className="size-4 text-warn" />
        <p className="flex-1">Interrupted. What was said is kept.</p>
        <Button size="small" onClick={onContinue}>
          Continue
        </Button>
      </div>
    );
  }
  if (message.status !== "failed") return null;
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg border bg-bad-surface p-3">
      <p>{message.error?.message ?? "This run failed. What was said is kept."}</p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground">
        <Button
          size="small"
          icon={<RotateCcw aria-hidden="true" className="size-3.5" />}
          onClick={onContinue}
        >
          Retry
        </Button>
        <code className="font-mono">{message.error?.code ?? "RUN_FAILED"}</code>
        <span className="flex items-center gap-1 font-mono">
          {message.run_id}
          <CopyButton text={message.run_id} label="Copy request id" />
        </span>
      </div>
    </div>
  );
}

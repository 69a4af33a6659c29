import { Check, RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/cn";

import type { CommentThread, CommentThreads } from "../api/comments";
import type { Commenting } from "../hooks/use-comments";
import { placeWords } from "../model/pins";

import { CommentBox } from "./comment-box";
import { CommentItem } from "./comment-item";

interface ThreadCardProps {
  thread: CommentThread;
  all: CommentThreads;
  commenting: Commenting;
  /** The comments that were unread when the pane was opened. */
  fresh: ReadonlySet<string>;
  /** It was asked for by the address. */
  wanted: boolean;
  onGo: (elementId: string) => void;
}

/** One discussion: where it stands, what was said, and a field to answer. */
export function ThreadCard({ thread, all, commenting, fresh, wanted, onGo }: ThreadCardProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!wanted) return;
    box.current?.scrollIntoView({ block: "nearest" });
    box.current?.focus();
  }, [wanted]);
  const place = placeWords(thread);
  return (
    <article
      ref={box}
      aria-label={`Discussion ${place.toLowerCase()}`}
      tabIndex={-1}
      className={cn("border-b px-4 py-3 -outline-offset-2", wanted && "bg-accent/50")}
    >
      <div className="flex items-start gap-1">
        <Place thread={thread} onGo={onGo} />
        {all.may_write && <Settle thread={thread} commenting={commenting} />}
      </div>
      <ul>
        {thread.comments.map((comment) => (
          <CommentItem
            key={comment.id}
            {...{ comment, all, commenting }}
            fresh={fresh.has(comment.id)}
          />
        ))}
      </ul>
      {all.may_write && <Answer {...{ thread, all, commenting }} />}
    </article>
  );
}

function Place({ thread, onGo }: Pick<ThreadCardProps, "thread" | "onGo">) {
  const { anchor, resolved_by: by } = thread;
  const words = placeWords(thread);
  return (
    <h3 className="min-w-0 flex-1 text-xs font-medium text-muted-foreground">
      {anchor.kind === "component" && anchor.removed_in === null ? (
        <button
          type="button"
          onClick={() => onGo(anchor.id)}
          className="min-h-6 text-left text-primary underline-offset-2 hover:underline"
        >
          {words}
        </button>
      ) : (
        words
      )}
      {by !== null && <span> · resolved by {by}</span>}
    </h3>
  );
}

function Settle({ thread, commenting }: Pick<ThreadCardProps, "thread" | "commenting">) {
  const { id, resolved } = thread;
  return (
    <IconButton
      size="small"
      label={resolved ? "Open again" : "Resolve"}
      icon={
        resolved ? (
          <RotateCcw aria-hidden="true" className="size-3.5" />
        ) : (
          <Check aria-hidden="true" className="size-4" />
        )
      }
      onClick={() => commenting.settle.mutate({ id, resolved: !resolved })}
    />
  );
}

function Answer({
  thread,
  all,
  commenting,
}: Pick<ThreadCardProps, "thread" | "all" | "commenting">) {
  const [answering, setAnswering] = useState(false);
  if (!answering) {
    return (
      <Button size="small" variant="ghost" className="-ml-2" onClick={() => setAnswering(true)}>
        Answer
      </Button>
    );
  }
  const { reply } = commenting;
  return (
    <CommentBox
      label={`Answer ${placeWords(thread).toLowerCase()}`}
      placeholder="Answer, @ to mention somebody"
      people={all.people}
      sendLabel="Answer"
      focused
      pending={reply.isPending}
      error={reply.error?.message ?? null}
      onSend={(words) =>
        reply.mutate({ id: thread.id, ...words }, { onSuccess: () => setAnswering(false) })
      }
      onCancel={() => setAnswering(false)}
    />
  );
}

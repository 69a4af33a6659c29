import { MessageSquare } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";

import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

import type { AnchorTo, CommentThread, CommentThreads } from "../api/comments";
import { useCommenting, useComments } from "../hooks/use-comments";

import { CommentBox } from "./comment-box";
import { ThreadCard } from "./thread-card";

/** What a comment can be about. */
export interface Commentable extends AnchorTo {
  id: string;
  title: string;
}

export interface CommentsPaneProps {
  optionId: string;
  revisionId: string;
  elements: readonly Commentable[];
  /** The element whose discussions are shown; null is all of them. */
  about: string | null;
  onAbout: (id: string | null) => void;
  onGo: (elementId: string) => void;
  /** The discussion that the address asks for. */
  threadId: string | null;
}

/** The discussions about a design and its elements. */
export default function CommentsPane(props: CommentsPaneProps) {
  const comments = useComments(props.optionId);
  if (comments.data !== undefined) return <Discussions {...props} all={comments.data} />;
  if (comments.isError) {
    return (
      <ErrorState
        title="The comments could not be loaded."
        error={comments.error}
        onRetry={() => void comments.refetch()}
      />
    );
  }
  return (
    <div role="status" aria-label="Loading the comments" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-16" />
      <Skeleton className="h-24" />
    </div>
  );
}

function Discussions(props: CommentsPaneProps & { all: CommentThreads }) {
  const { all, about, threadId, onGo } = props;
  const commenting = useCommenting(props.optionId);
  const [settled, setSettled] = useState(false);
  const wanted = all.items.find(({ id }) => id === threadId);
  const shown = all.items.filter(
    (each) => each === wanted || about === null || each.anchor.id === about,
  );
  const open = shown.filter((each) => !each.resolved || each === wanted);
  const resolved = shown.filter((each) => each.resolved && each !== wanted);
  const fresh = useFresh(shown, (ids, done) =>
    commenting.markRead.mutate(ids, { onSuccess: done }),
  );
  const card = (thread: CommentThread) => (
    <ThreadCard
      key={thread.id}
      {...{ thread, all, commenting, fresh, onGo }}
      wanted={thread === wanted}
    />
  );
  return (
    <>
      {all.may_write && <Begin {...props} commenting={commenting} />}
      {open.length === 0 && (
        <EmptyState icon={<MessageSquare />} title="No open discussion">
          {about === null
            ? "A comment stays with its element, however the drawing changes."
            : "Nobody has commented on this yet."}
        </EmptyState>
      )}
      {open.map(card)}
      {resolved.length > 0 && (
        <button
          type="button"
          aria-expanded={settled}
          onClick={() => setSettled(!settled)}
          className="min-h-10 w-full px-4 text-left text-xs text-muted-foreground hover:text-foreground"
        >
          {settled ? "Hide" : "Show"} {resolved.length} resolved
        </button>
      )}
      {settled && resolved.map(card)}
    </>
  );
}

type BeginProps = CommentsPaneProps & {
  all: CommentThreads;
  commenting: ReturnType<typeof useCommenting>;
};

function Begin({ all, elements, about, onAbout, revisionId, commenting }: BeginProps) {
  const anchor = elements.find(({ id }) => id === about);
  const { begin } = commenting;
  return (
    <div className="flex flex-col gap-2 border-b p-4">
      <label className="flex items-center gap-2 text-xs text-muted-foreground">
        About
        <select
          value={anchor?.id ?? ""}
          onChange={(event) => onAbout(event.target.value === "" ? null : event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-md border border-input bg-card px-1.5 text-foreground pointer-coarse:h-10"
        >
          <option value="">The whole design</option>
          <Choices label="Components" kind="component" elements={elements} />
          <Choices label="Connections" kind="connection" elements={elements} />
        </select>
      </label>
      <CommentBox
        key={about}
        label={`Comment on ${anchor?.title ?? "the whole design"}`}
        placeholder="Comment, @ to mention somebody"
        people={all.people}
        sendLabel="Comment"
        focused={anchor !== undefined}
        pending={begin.isPending}
        error={begin.error?.message ?? null}
        onSend={({ text, mentions }, emptied) =>
          begin.mutate(
            {
              revision_id: revisionId,
              anchor:
                anchor === undefined
                  ? { kind: "design", id: "" }
                  : { kind: anchor.kind, id: anchor.id },
              text,
              mentions,
            },
            { onSuccess: emptied },
          )
        }
      />
    </div>
  );
}

interface ChoicesProps {
  label: string;
  kind: AnchorTo["kind"];
  elements: readonly Commentable[];
}

function Choices({ label, kind, elements }: ChoicesProps) {
  const found = elements.filter((each) => each.kind === kind);
  if (found.length === 0) return null;
  return (
    <optgroup label={label}>
      {found.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </optgroup>
  );
}

/** Marks what is on screen as read, and keeps in mind what was new. */
function useFresh(
  shown: readonly CommentThread[],
  onRead: (ids: readonly string[], done: () => void) => void,
): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const unread = shown.filter((each) => each.unread > 0);
  const key = unread.map(({ id, updated_at: at }) => `${id} ${at}`).join("\n");
  const take = useEffectEvent(() => {
    const found = unread.flatMap(({ comments }) => comments).filter((each) => each.unread);
    onRead(
      unread.map(({ id }) => id),
      () => setFresh((before) => new Set([...before, ...found.map(({ id }) => id)])),
    );
  });
  useEffect(() => {
    if (key !== "") take();
  }, [key]);
  return fresh;
}

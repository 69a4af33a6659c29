import { MoreHorizontal, PencilLine, Trash2 } from "lucide-react";
import { useState } from "react";

import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { formatAgo, formatDateTime } from "@/lib/format/date";

import type { Comment, CommentThreads } from "../api/comments";
import type { Commenting } from "../hooks/use-comments";

import { CommentBox } from "./comment-box";

interface CommentItemProps {
  comment: Comment;
  all: CommentThreads;
  commenting: Commenting;
  /** It was unread when the pane was opened. */
  fresh: boolean;
}

/** What somebody said, and what its writer or an admin can do with it. */
export function CommentItem({ comment, all, commenting, fresh }: CommentItemProps) {
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  if (comment.deleted) {
    return <li className="py-1.5 text-xs text-muted-foreground italic">A comment was removed.</li>;
  }
  return (
    <li className="py-1.5">
      <div className="flex min-h-6 items-center gap-1.5 text-xs text-muted-foreground">
        <Byline comment={comment} fresh={fresh || comment.unread} />
        {mayChange(comment, all) && !editing && (
          <Deeds
            onEdit={comment.yours ? () => setEditing(true) : null}
            onDelete={() => setAsking(true)}
          />
        )}
      </div>
      {editing ? (
        <Editor {...{ comment, all, commenting }} onDone={() => setEditing(false)} />
      ) : (
        <p className="whitespace-pre-wrap wrap-anywhere">
          <Mentions text={comment.text} names={all.people.map(({ name }) => name)} />
        </p>
      )}
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(false)}
          title="Delete this comment?"
          description="Its words are gone for everybody. Answers to it stay."
          confirmLabel="Delete comment"
          pending={commenting.remove.isPending}
          onConfirm={() =>
            commenting.remove.mutate(comment.id, { onSettled: () => setAsking(false) })
          }
        />
      )}
    </li>
  );
}

type EditorProps = Pick<CommentItemProps, "comment" | "all" | "commenting"> & {
  onDone: () => void;
};

function Editor({ comment, all, commenting: { reword }, onDone }: EditorProps) {
  return (
    <CommentBox
      label="Your comment"
      initial={comment.text}
      people={all.people}
      sendLabel="Save"
      focused
      pending={reword.isPending}
      error={reword.error?.message ?? null}
      onSend={(words) => reword.mutate({ id: comment.id, ...words }, { onSuccess: onDone })}
      onCancel={onDone}
    />
  );
}

function mayChange(comment: Comment, all: CommentThreads): boolean {
  return all.may_write && (comment.yours || all.may_moderate);
}

function Byline({ comment, fresh }: { comment: Comment; fresh: boolean }) {
  return (
    <>
      <span className="font-semibold text-foreground">
        {comment.author.name}
        {comment.yours && <span className="font-normal text-muted-foreground"> (you)</span>}
      </span>
      <time dateTime={comment.created_at} title={formatDateTime(comment.created_at)}>
        {formatAgo(comment.created_at)}
      </time>
      {comment.edited && <span>edited</span>}
      {fresh && <Badge className="border-primary text-primary">New</Badge>}
    </>
  );
}

function Deeds({ onEdit, onDelete }: { onEdit: (() => void) | null; onDelete: () => void }) {
  return (
    <span className="ml-auto">
      <DropdownMenu
        trigger={
          <IconButton
            size="small"
            label="More"
            icon={<MoreHorizontal aria-hidden="true" className="size-3.5" />}
          />
        }
      >
        {onEdit !== null && (
          <MenuItem icon={<PencilLine />} onSelect={onEdit}>
            Edit
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 />} onSelect={onDelete}>
          Delete
        </MenuItem>
      </DropdownMenu>
    </span>
  );
}

/** The text with the names of members set off. */
function Mentions({ text, names }: { text: string; names: readonly string[] }) {
  const known = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  const parts: React.ReactNode[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const name = text[at] === "@" ? known.find((each) => text.startsWith(each, at)) : undefined;
    if (name === undefined) {
      plain += text[at] ?? "";
      at += 1;
      continue;
    }
    parts.push(
      plain,
      <strong key={at} className="font-medium text-primary">
        {name}
      </strong>,
    );
    plain = "";
    at += name.length;
  }
  return [...parts, plain];
}

import { ChevronLeft, ChevronRight, PencilLine } from "lucide-react";
import { useState, type KeyboardEvent } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { isPressed } from "@/lib/shortcuts";

import { promptProblem } from "../model/asks";
import type { Message } from "../model/thread";
import type { Versions } from "../model/versions";

import { useConversationActions } from "./conversation-actions";
import { LinkedText } from "./linked-text";

/** What a person wrote; it can be said differently, and its versions stand side by side. */
export function Asked({ message, busy }: { message: Message; busy: boolean }) {
  const { sayAgain, versionsOf } = useConversationActions();
  const [editing, setEditing] = useState(false);
  const versions = versionsOf(message.id);
  if (editing) {
    return (
      <EditForm
        text={message.text}
        onCancel={() => setEditing(false)}
        onSend={(text) => {
          setEditing(false);
          sayAgain(message, text);
        }}
      />
    );
  }
  return (
    <div className="flex flex-col items-end gap-1">
      <div className="group flex items-start justify-end gap-1">
        <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          {!busy && (
            <IconButton
              size="small"
              label="Edit and send again"
              icon={<PencilLine aria-hidden="true" className="size-3.5" />}
              onClick={() => setEditing(true)}
            />
          )}
          <CopyButton text={message.text} label="Copy message" />
        </span>
        <p className="max-w-[85%] rounded-lg border bg-accent px-3 py-2 break-words whitespace-pre-wrap text-accent-foreground">
          <LinkedText text={message.text} />
        </p>
      </div>
      {versions !== null && <VersionSwitch versions={versions} />}
    </div>
  );
}

function VersionSwitch({ versions: { ids, at } }: { versions: Versions }) {
  const { openVersion } = useConversationActions();
  const before = ids[at - 1];
  const after = ids[at + 1];
  return (
    <div
      role="group"
      aria-label="Versions of this message"
      className="flex items-center text-xs text-muted-foreground tabular-nums"
    >
      <IconButton
        size="small"
        label="Previous version"
        disabled={before === undefined}
        icon={<ChevronLeft aria-hidden="true" className="size-3.5" />}
        onClick={() => before !== undefined && openVersion(before)}
      />
      {at + 1} of {ids.length}
      <IconButton
        size="small"
        label="Next version"
        disabled={after === undefined}
        icon={<ChevronRight aria-hidden="true" className="size-3.5" />}
        onClick={() => after !== undefined && openVersion(after)}
      />
    </div>
  );
}

interface EditFormProps {
  text: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}

function EditForm({ text, onSend, onCancel }: EditFormProps) {
  const [words, setWords] = useState(text);
  const problem = promptProblem(words);
  const send = () => {
    if (words.trim() !== "" && problem === null) onSend(words.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isPressed(event.nativeEvent, "send")) {
      event.preventDefault();
      send();
    } else if (isPressed(event.nativeEvent, "close")) {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-input bg-card p-2">
      <textarea
        // Whoever presses Edit goes on in the field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label="Say it differently"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
        className="control-text field-sizing-content max-h-64 min-h-14 w-full resize-none bg-transparent px-1 outline-none"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-xs text-muted-foreground">
          {problem ?? "What was said stays, as a version of its own."}
        </p>
        <Button size="small" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          disabled={words.trim() === "" || problem !== null}
          onClick={send}
        >
          Send again
        </Button>
      </div>
    </div>
  );
}

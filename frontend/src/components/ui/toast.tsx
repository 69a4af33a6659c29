import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useState } from "react";

import { useToasts, type ToastMessage } from "@/lib/toast-store";

import { Button } from "./button";

const SHOWN_MS = 7000;

/** Shows what `toast` and `toastError` say; mounted once by the shell. */
export function Toaster() {
  const messages = useToasts((state) => state.messages);
  const dismiss = useToasts((state) => state.dismiss);
  const [held, setHeld] = useState(false);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);

  return (
    // The listeners only hold the clock; nothing can be done here that has no button.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="fixed inset-x-3 bottom-20 z-50 flex flex-col gap-2 lg:inset-x-auto lg:right-4 lg:bottom-4 lg:w-96"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      {messages.map((message) => (
        <Toast
          key={message.id}
          message={message}
          held={held}
          onDismiss={() => dismiss(message.id)}
        />
      ))}
    </section>
  );
}

interface ToastProps {
  message: ToastMessage;
  /** While the pointer or the focus is on the messages, none goes away. */
  held: boolean;
  onDismiss: () => void;
}

function Toast({ message, held, onDismiss }: ToastProps) {
  const { id, action } = message;
  const dismiss = useToasts((state) => state.dismiss);
  useEffect(() => {
    if (held) return;
    const timer = window.setTimeout(() => dismiss(id), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [held, id, dismiss]);

  return (
    <div className="flex items-center gap-3 rounded-lg border bg-popover py-2 pr-2 pl-3 text-popover-foreground">
      {message.tone === "bad" ? (
        <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-bad" />
      ) : (
        <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
      )}
      <p className="min-w-0 flex-1 text-sm break-words">{message.text}</p>
      {action !== undefined && (
        <Button
          size="small"
          onClick={() => {
            action.run();
            onDismiss();
          }}
        >
          {action.label}
        </Button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={onDismiss}
        className="flex size-7 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";

import { useToasts } from "@/lib/toast-store";

import { Button } from "./button";

/** Shows what `toast` and `toastError` say; mounted once by the shell. */
export function Toaster() {
  const messages = useToasts((state) => state.messages);
  const dismiss = useToasts((state) => state.dismiss);
  return (
    <Primitive.Provider label="Notification" duration={6000} swipeDirection="right">
      {messages.map((message) => (
        <Primitive.Root
          key={message.id}
          type={message.tone === "bad" ? "foreground" : "background"}
          onOpenChange={(open) => {
            if (!open) dismiss(message.id);
          }}
          className="flex items-center gap-3 rounded-lg border bg-popover py-2 pr-2 pl-3 text-popover-foreground"
        >
          {message.tone === "bad" ? (
            <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-bad" />
          ) : (
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
          )}
          <Primitive.Description className="min-w-0 flex-1 text-sm break-words">
            {message.text}
          </Primitive.Description>
          {message.action !== undefined && (
            <Primitive.Action asChild altText={message.action.label}>
              <Button size="small" onClick={message.action.run}>
                {message.action.label}
              </Button>
            </Primitive.Action>
          )}
          <Primitive.Close
            aria-label="Dismiss"
            className="flex size-7 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
          >
            <X aria-hidden="true" className="size-4" />
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport className="fixed inset-x-3 bottom-20 z-50 flex flex-col gap-2 lg:inset-x-auto lg:right-4 lg:bottom-4 lg:w-96" />
    </Primitive.Provider>
  );
}

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";
import { catchLostFocus } from "@/lib/focus";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence under the title; read out when the dialog opens. */
  description?: ReactNode;
  /** Right-aligned buttons. */
  footer?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  wide = false,
  children,
}: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <DialogBackdrop />
        <Primitive.Content
          data-modal=""
          onCloseAutoFocus={catchLostFocus}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn(
            "fixed z-50 flex max-h-[85dvh] flex-col rounded-lg border bg-popover text-popover-foreground",
            "inset-x-3 bottom-3 sm:inset-x-auto sm:bottom-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:-translate-x-1/2 sm:-translate-y-1/2",
            wide ? "sm:max-w-2xl" : "sm:max-w-md",
          )}
        >
          <div className="px-4 pt-4 pr-12">
            <Primitive.Title className="text-base/6 font-semibold">{title}</Primitive.Title>
            {description !== undefined && (
              <Primitive.Description className="mt-1 text-sm break-words text-muted-foreground">
                {description}
              </Primitive.Description>
            )}
          </div>
          {children !== undefined && (
            <div className="min-h-0 overflow-y-auto px-4 pt-3 pb-1">{children}</div>
          )}
          <div className="flex flex-wrap justify-end gap-2 p-4">{footer}</div>
          {/* Last in order, so that the dialog opens with the focus on its own first control. */}
          <Primitive.Close
            aria-label="Close"
            className="absolute top-2.5 right-2.5 flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
          >
            <X aria-hidden="true" className="size-4" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Our own backdrop: the library's would inject a style element that the content security policy refuses. */
export function DialogBackdrop() {
  return <div aria-hidden="true" className="fixed inset-0 z-40 bg-black/45" />;
}

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useState, type ReactNode } from "react";

import { catchLostFocus } from "@/lib/focus";

interface SheetProps {
  onClose: () => void;
  title: string;
  /** One sentence under the title; read out when the sheet opens. */
  description: string;
  /** A `SheetBody` and below it a `SheetFooter`. */
  children: ReactNode;
}

/** A form beside the page, open as long as it is there; it fills the screen of a phone. */
export function Sheet({ onClose, title, description, children }: SheetProps) {
  // The library gives the focus back to a trigger of its own only, which a sheet does not have.
  const [opener] = useState(() => document.activeElement);
  return (
    <Primitive.Root open onOpenChange={onClose}>
      <Primitive.Portal>
        <div aria-hidden="true" className="fixed inset-0 z-40 bg-black/45" />
        <Primitive.Content
          data-modal=""
          onCloseAutoFocus={() => {
            if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
            catchLostFocus();
          }}
          onEscapeKeyDown={(event) => {
            // An open list of suggestions closes first.
            if (isOpenCombobox(event.target)) event.preventDefault();
          }}
          // Above its own backdrop and, as a later element would be, below a dialog's.
          className="fixed inset-0 z-40 flex flex-col bg-popover text-popover-foreground sm:left-auto sm:w-full sm:max-w-xl sm:border-l"
        >
          <div className="border-b px-4 py-3 pr-12 sm:px-6">
            <Primitive.Title className="text-base/6 font-semibold">{title}</Primitive.Title>
            <Primitive.Description className="text-sm text-muted-foreground">
              {description}
            </Primitive.Description>
          </div>
          {children}
          {/* Last in order, so that the sheet opens with the focus on its own first control. */}
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

interface SheetBodyProps {
  /** Names what is read rather than filled in: it takes the focus itself, and keys scroll it. */
  label?: string;
  children: ReactNode;
}

export function SheetBody({ label, children }: SheetBodyProps) {
  return (
    <div
      {...(label === undefined ? {} : { role: "region", "aria-label": label, tabIndex: 0 })}
      className="-outline-offset-2 min-h-0 flex-1 scroll-py-4 overflow-y-auto px-4 py-4 sm:px-6"
    >
      {children}
    </div>
  );
}

/** Stays in sight below what scrolls. */
export function SheetFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t px-4 py-3 sm:flex-nowrap sm:px-6">
      {children}
    </div>
  );
}

function isOpenCombobox(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("[role=combobox][aria-expanded=true]");
}

import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";

import { IconButton } from "@/components/ui/icon-button";

interface AsideProps {
  title: string;
  /** In front of the title. */
  icon?: ReactNode;
  /** Under the title. */
  note?: ReactNode;
  openedBy?: "keyboard" | "pointer";
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the drawing, or below it where there is no room; Escape closes it. */
export function Aside({ title, icon, note, openedBy = "pointer", onClose, children }: AsideProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    if (openedBy === "keyboard") heading.current?.focus();
  }, [openedBy]);

  useEffect(() => {
    const element = box.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [onClose]);

  return (
    <section
      ref={box}
      aria-label={title}
      className="flex min-h-0 shrink-0 flex-col border-t bg-card in-data-wide:w-84 in-data-wide:border-t-0 in-data-wide:border-l not-in-data-wide:max-h-[58%]"
    >
      <header className="flex items-start gap-2 border-b py-2 pr-2 pl-4">
        {icon}
        <div className="min-w-0 flex-1 py-1">
          <h2 ref={heading} tabIndex={-1} className="text-sm font-semibold wrap-anywhere">
            {title}
          </h2>
          {note !== undefined && <div className="text-xs text-muted-foreground">{note}</div>}
        </div>
        <IconButton
          label={`Close ${title}`}
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      <div
        role="region"
        aria-label={`${title}, details`}
        // A region that scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
      >
        {children}
      </div>
    </section>
  );
}

export function AsideSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-b px-4 py-3 last:border-b-0">
      <h3 className="mb-1.5 text-xs font-semibold text-muted-foreground">{title}</h3>
      {children}
    </section>
  );
}

import { LayoutDashboard, MessageSquare } from "lucide-react";

import { cn } from "@/lib/cn";

import type { PaneName } from "./panes";

interface PaneTabsProps {
  shown: PaneName;
  onShow: (pane: PaneName) => void;
}

const panes = [
  { name: "chat", label: "Chat", icon: MessageSquare },
  { name: "canvas", label: "Canvas", icon: LayoutDashboard },
] as const;

/** On a phone: which of the two panes fills the screen. */
export function PaneTabs({ shown, onShow }: PaneTabsProps) {
  return (
    <nav aria-label="Panes" className="grid grid-cols-2 border-t bg-card lg:hidden">
      {panes.map(({ name, label, icon: Icon }) => (
        <button
          key={name}
          type="button"
          aria-current={name === shown ? "true" : undefined}
          onClick={() => onShow(name)}
          className={cn(
            "flex h-14 flex-col items-center justify-center gap-0.5 text-xs -outline-offset-2",
            name === shown ? "font-medium text-primary" : "text-muted-foreground",
          )}
        >
          <Icon aria-hidden="true" className="size-5" />
          {label}
        </button>
      ))}
    </nav>
  );
}

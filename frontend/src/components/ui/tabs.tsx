import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

interface TabsProps {
  /** Names the row of tabs for assistive technology. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  tabs: readonly { value: string; label: string; badge?: ReactNode }[];
  /** Right of the tabs, on the same line. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Tabs({
  label,
  value,
  onValueChange,
  tabs,
  actions,
  children,
  className,
}: TabsProps) {
  return (
    <Primitive.Root
      value={value}
      onValueChange={onValueChange}
      className={cn("flex min-h-0 flex-col", className)}
    >
      <div className="flex items-center gap-2 border-b px-2 sm:px-3">
        <Primitive.List
          aria-label={label}
          className="flex min-w-0 flex-1 gap-1 overflow-x-auto py-px"
        >
          {tabs.map((tab) => (
            <Primitive.Trigger
              key={tab.value}
              value={tab.value}
              className="-mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-1.5 text-sm sm:px-2 text-muted-foreground -outline-offset-2 hover:text-foreground data-[state=active]:border-primary data-[state=active]:font-medium data-[state=active]:text-foreground"
            >
              {tab.label}
              {tab.badge}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {actions}
      </div>
      {children}
    </Primitive.Root>
  );
}

interface TabPanelProps {
  value: string;
  className?: string;
  children: ReactNode;
}

export function TabPanel({ value, className, children }: TabPanelProps) {
  return (
    <Primitive.Content
      value={value}
      className={cn(
        "relative min-h-0 flex-1 -outline-offset-2 data-[state=inactive]:hidden",
        className,
      )}
    >
      {children}
    </Primitive.Content>
  );
}

import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/cn";

import { Kbd } from "./kbd";

interface DropdownMenuProps {
  /** One button; it opens the menu. */
  trigger: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
}

export function DropdownMenu({
  trigger,
  align = "end",
  side = "bottom",
  children,
}: DropdownMenuProps) {
  return (
    // Not modal: the modal variant injects a style element that the content security policy refuses.
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 rounded-md border bg-popover p-1 text-popover-foreground"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface MenuItemProps extends Omit<ComponentProps<typeof Primitive.Item>, "className"> {
  icon?: ReactNode;
  shortcut?: string;
  tone?: "plain" | "destructive";
}

const itemClass =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 text-sm outline-none select-none data-disabled:cursor-not-allowed data-disabled:opacity-55 data-highlighted:bg-accent data-highlighted:text-accent-foreground pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0";

export function MenuItem({ icon, shortcut, tone = "plain", children, ...rest }: MenuItemProps) {
  return (
    <Primitive.Item
      className={cn(itemClass, tone === "destructive" && "text-bad data-highlighted:text-bad")}
      {...rest}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Primitive.Item>
  );
}

interface MenuChoicesProps {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  choices: readonly { value: string; label: string; icon?: ReactNode }[];
}

/** One of several, with a dot at the current one. */
export function MenuChoices({ label, value, onValueChange, choices }: MenuChoicesProps) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onValueChange}>
      <MenuLabel>{label}</MenuLabel>
      {choices.map((choice) => (
        <Primitive.RadioItem key={choice.value} value={choice.value} className={itemClass}>
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <Primitive.ItemIndicator>
            <span className="block size-1.5 rounded-full bg-primary" />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Primitive.Label className="px-2 pt-1.5 pb-1 text-xs text-muted-foreground">
      {children}
    </Primitive.Label>
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-border" />;
}

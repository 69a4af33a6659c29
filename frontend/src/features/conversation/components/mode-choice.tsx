import { ToggleGroup } from "radix-ui";

import type { Mode } from "@/lib/stream/frames";

import { modeOf } from "../model/thread";

const modes = [
  { value: "brainstorm", label: "Brainstorm", keys: "Alt+1" },
  { value: "analyze", label: "Analyze", keys: "Alt+2" },
  { value: "implement", label: "Implement", keys: "Alt+3" },
] as const;

interface ModeChoiceProps {
  mode: Mode;
  onModeChange: (mode: Mode) => void;
}

export function ModeChoice({ mode, onModeChange }: ModeChoiceProps) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Mode"
      value={mode}
      onValueChange={(value) => {
        if (value !== "") onModeChange(modeOf(value));
      }}
      className="flex items-center rounded-md bg-muted p-0.5"
    >
      {modes.map(({ value, label, keys }) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          title={keys.replace("+", " ")}
          aria-keyshortcuts={keys}
          className="h-6 rounded px-2 text-xs text-muted-foreground hover:text-foreground data-[state=on]:bg-card data-[state=on]:font-medium data-[state=on]:text-foreground data-[state=on]:outline data-[state=on]:outline-border pointer-coarse:h-9"
        >
          {label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

import { Maximize, ZoomIn, ZoomOut } from "lucide-react";

import { IconButton } from "@/components/ui/icon-button";

interface ZoomControlsProps {
  onZoom: (factor: number) => void;
  onFit: () => void;
}

const STEP = 1.2;

export function ZoomControls({ onZoom, onFit }: ZoomControlsProps) {
  return (
    <div
      role="group"
      aria-label="Zoom"
      className="absolute bottom-4 left-4 flex rounded-lg border bg-card p-0.5"
    >
      <IconButton
        label="Zoom out"
        icon={<ZoomOut className="size-4" />}
        onClick={() => onZoom(1 / STEP)}
      />
      <IconButton
        label="Zoom in"
        icon={<ZoomIn className="size-4" />}
        onClick={() => onZoom(STEP)}
      />
      <IconButton label="Show everything" icon={<Maximize className="size-4" />} onClick={onFit} />
    </div>
  );
}

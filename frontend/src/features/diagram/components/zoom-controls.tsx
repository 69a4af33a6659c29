import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";

import { IconButton } from "@/components/ui/icon-button";

export function ZoomControls({ onFit }: { onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <Panel position="bottom-left">
      <div role="group" aria-label="Zoom" className="flex rounded-lg border bg-card p-0.5">
        <IconButton
          label="Zoom out"
          icon={<ZoomOut className="size-4" />}
          onClick={() => void zoomOut()}
        />
        <IconButton
          label="Zoom in"
          icon={<ZoomIn className="size-4" />}
          onClick={() => void zoomIn()}
        />
        <IconButton
          label="Show everything"
          icon={<Maximize className="size-4" />}
          onClick={onFit}
        />
      </div>
    </Panel>
  );
}

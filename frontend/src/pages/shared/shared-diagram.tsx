import { Download } from "lucide-react";
import { useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { FlowCanvas } from "@/features/diagram/components/flow-canvas";
import { ViewChoice } from "@/features/diagram/components/view-choice";
import { fetchSharedPicture, type View } from "@/features/shared/api/shared";
import { PartSection } from "@/features/shared/components/part-section";
import { usePaperPicture, useSharedDrawing } from "@/features/shared/hooks/use-shared";
import { useTheme } from "@/lib/theme";
import { useNarrow } from "@/lib/use-narrow";

const noMarks: ReadonlyMap<string, string> = new Map();

/** Both drawings of a shared design, to move about in and to keep as a file. */
export function SharedDiagram({ token, title }: { token: string; title: string }) {
  const [view, setView] = useState<View>("flow");
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(box);
  const drawing = useSharedDrawing(token, view, narrow ? "DOWN" : "RIGHT");
  const paper = usePaperPicture(token, view);
  return (
    <PartSection
      title="Diagram"
      aside={
        <div className="flex items-center gap-2 print:hidden">
          <ViewChoice value={view} onChange={setView} />
          <SaveButton token={token} view={view} title={title} />
        </div>
      }
    >
      <div
        ref={box}
        className="relative h-[min(70dvh,40rem)] overflow-clip rounded-lg border bg-background max-lg:h-[60dvh] print:hidden"
      >
        {drawing.data !== undefined ? (
          <Moved drawing={drawing.data} />
        ) : drawing.isError ? (
          <ErrorState
            title="The diagram could not be drawn."
            error={drawing.error}
            onRetry={() => void drawing.refetch()}
          />
        ) : (
          <Skeleton className="absolute inset-4" />
        )}
      </div>
      {paper !== null && (
        <img src={paper} alt={`Diagram of ${title}`} className="hidden w-full print:block" />
      )}
    </PartSection>
  );
}

function Moved({ drawing }: { drawing: Parameters<typeof FlowCanvas>[0]["drawing"] }) {
  const [selected, setSelected] = useState<string[]>([]);
  return (
    <FlowCanvas
      drawing={drawing}
      selectedIds={selected}
      highlightedIds={[]}
      litEdgeId={null}
      openId={null}
      marks={noMarks}
      onSelect={setSelected}
      onOpen={(id) => setSelected([id])}
    />
  );
}

function SaveButton({ token, view, title }: { token: string; view: View; title: string }) {
  const theme = useTheme((state) => state.shown);
  const [failed, setFailed] = useState(false);
  const save = () => {
    setFailed(false);
    fetchSharedPicture(token, { view, theme }).then(
      (picture) => keep(picture, `${title}-${view}.svg`),
      () => setFailed(true),
    );
  };
  return (
    <>
      <Button
        size="small"
        icon={<Download aria-hidden="true" className="size-3.5" />}
        onClick={save}
      >
        SVG
      </Button>
      {failed && (
        <span role="alert" className="text-xs text-bad">
          Not saved. Try again.
        </span>
      )}
    </>
  );
}

function keep(picture: Blob, filename: string): void {
  const address = URL.createObjectURL(picture);
  const link = document.createElement("a");
  link.href = address;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}

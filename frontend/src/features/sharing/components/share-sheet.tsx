import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

import { useShareLinks } from "../hooks/use-sharing";

import { LinkList } from "./link-list";
import { NewLink } from "./new-link";

export interface ShareSheetProps {
  projectId: string;
  /** What is shared: the revision on screen; null while there is no design. */
  design: { revisionId: string; name: string } | null;
  /** Whether the caller may revoke links of others. */
  onClose: () => void;
}

/** Makes links that show a design without a sign-in, and ends them. */
export default function ShareSheet({ projectId, design, onClose }: ShareSheetProps) {
  const links = useShareLinks(projectId);
  return (
    <Sheet
      title="Share"
      description="A link shows a design as it is now, to read only. Later changes stay with you."
      onClose={onClose}
    >
      <SheetBody>
        {links.data !== undefined ? (
          <div className="flex flex-col gap-8">
            {design === null ? (
              <p className="text-muted-foreground">
                There is nothing to share yet. Say what the system should do; an option can be
                shared as soon as it is on the board.
              </p>
            ) : (
              <NewLink
                projectId={projectId}
                design={design}
                mayBeEndless={links.data.may_be_endless}
              />
            )}
            <LinkList projectId={projectId} links={links.data.items} />
          </div>
        ) : links.isError ? (
          <ErrorState
            title="Sharing is not possible now."
            error={links.error}
            onRetry={() => void links.refetch()}
          />
        ) : (
          <div role="status" aria-label="Loading the links" className="flex flex-col gap-4">
            <Skeleton className="h-40" />
            <Skeleton className="h-24" />
          </div>
        )}
      </SheetBody>
    </Sheet>
  );
}

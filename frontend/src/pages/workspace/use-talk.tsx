import { lazy, Suspense, useMemo } from "react";

import { useMe } from "@/features/account/hooks/use-account";
import { capabilities } from "@/features/account/model/access";
import { useComments } from "@/features/comments/hooks/use-comments";
import { pinsOf, unreadIn } from "@/features/comments/model/pins";
import { useRevision } from "@/features/diagram/hooks/use-diagram";
import { commentables } from "@/features/diagram/model/commentables";
import type { Talk, TalkLook } from "@/features/diagram/model/talk";

import type { Workspace } from "./use-workspace";

const CommentsPane = lazy(() => import("@/features/comments/components/comments-pane"));

/** What people say about the design on screen; null where the server offers no comments. */
export function useTalk({ option, address }: Workspace): Talk | null {
  const offered = capabilities(useMe().data).has("designs:read");
  const optionId = offered && option !== undefined ? option.id : null;
  const threads = useComments(optionId).data?.items;
  const revisionId = address.revision ?? option?.revision_id ?? "";
  const threadId = address.thread;
  return useMemo(() => {
    if (optionId === null) return null;
    const shown = threads ?? [];
    return {
      pins: pinsOf(shown),
      unread: unreadIn(shown),
      wanted: threadId !== null,
      pane: (look) => <Pane {...{ optionId, revisionId, threadId, look }} />,
    };
  }, [optionId, threads, revisionId, threadId]);
}

interface PaneProps {
  optionId: string;
  revisionId: string;
  threadId: string | null;
  look: TalkLook;
}

function Pane({ look, ...where }: PaneProps) {
  const revision = useRevision(where.revisionId);
  const elements = useMemo(
    () => (revision.data === undefined ? [] : commentables(revision.data)),
    [revision.data],
  );
  return (
    <Suspense fallback={null}>
      <CommentsPane {...where} {...look} elements={elements} />
    </Suspense>
  );
}

import { lazy, Suspense, useMemo, useState } from "react";
import { useParams } from "react-router";

import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useMe } from "@/features/account/hooks/use-account";
import { capabilities } from "@/features/account/model/access";
import { useFacts, useOptions, useProject } from "@/features/board/hooks/use-board";
import { explaining } from "@/features/board/model/meanings";
import { ChatPane } from "@/features/conversation/components/chat-pane";
import {
  ConversationActionsContext,
  type ConversationActions,
} from "@/features/conversation/components/conversation-actions";
import type { ConversationState } from "@/features/conversation/hooks/thread-store";
import { useFeedValue } from "@/features/conversation/hooks/use-conversation";
import { said } from "@/features/conversation/model/asks";
import { useStandardsSheet } from "@/features/standards/hooks/use-standards-sheet";
import { ApiError } from "@/lib/api/envelope";
import type { ProjectSummary } from "@/lib/api/types";
import { usePageTitle } from "@/lib/page-title";
import { composerNote } from "@/lib/words/composer-note";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

import { Canvas } from "./canvas";
import { PaneBoundary } from "./pane-boundary";
import { PaneTabs } from "./pane-tabs";
import { Panes } from "./panes";
import { SocketBar } from "./socket-bar";
import { useWorkspace, type Workspace } from "./use-workspace";
import { WorkspaceHeader } from "./workspace-header";

const QuotaBar = lazy(() => import("@/features/usage/components/quota-bar"));
const ShareSheet = lazy(() => import("@/features/sharing/components/share-sheet"));
const StandardsSheet = lazy(() => import("@/features/standards/components/standards-sheet"));

export function WorkspacePage() {
  const { projectId = "" } = useParams();
  const project = useProject(projectId);
  usePageTitle(project.data?.name ?? "Design");
  if (project.data !== undefined) return <Project key={projectId} project={project.data} />;
  if (project.error instanceof ApiError && project.error.status === 404) return <NotFoundPage />;
  return (
    <>
      <h1 className="sr-only">Design</h1>
      {project.isError ? (
        <ErrorState
          title="The design could not be loaded."
          error={project.error}
          onRetry={() => void project.refetch()}
        />
      ) : (
        <div role="status" aria-label="Loading the design" className="flex flex-col gap-4 p-4">
          <Skeleton className="h-8 w-64" />
          <Skeleton className="h-96" />
        </div>
      )}
    </>
  );
}

function Project({ project }: { project: ProjectSummary }) {
  const workspace = useWorkspace(project.id);
  const me = useMe();
  const { pane, setPane, address } = workspace;
  const actions = useActions(project.id, workspace);
  const sheet = useStandardsSheet();
  const [sharing, setSharing] = useState(false);
  const mayShare = capabilities(me.data).has("sharing:manage");
  return (
    <ConversationActionsContext value={actions}>
      <WorkspaceHeader
        project={project}
        workspace={workspace}
        onStandards={sheet.show}
        onShare={mayShare ? () => setSharing(true) : null}
      />
      <SocketBar />
      <Panes
        shown={pane}
        chat={
          <PaneBoundary
            title="The chat could not be shown."
            resetKey={workspace.conversationId ?? ""}
          >
            <ChatPane
              conversationId={workspace.conversationId}
              onFirst={(text) => workspace.send(said(text, workspace.mode))}
              starting={workspace.starting || !workspace.conversationsReady}
              field={workspace.field}
              offered={workspace.offered}
              mode={workspace.mode}
              onModeChange={workspace.turnTo}
              scope={workspace.selected.map((id) => ({
                id,
                title: workspace.titles.get(id) ?? id,
              }))}
              onUnscope={(id) =>
                workspace.setSelected((before) => before.filter((each) => each !== id))
              }
              limits={<Limits workspace={workspace} />}
              note={me.data === undefined ? null : composerNote(me.data.model)}
              emptyHint="What the system should do, for how many people, where, how reliable and at what cost. Options appear at once."
            />
          </PaneBoundary>
        }
        canvas={
          <PaneBoundary title="The canvas could not be shown." resetKey={address.tab}>
            <Canvas projectId={project.id} workspace={workspace} onStandards={sheet.show} />
          </PaneBoundary>
        }
      />
      <PaneTabs shown={pane} onShow={setPane} />
      {sheet.open && <Standards project={project} onClose={sheet.hide} />}
      {sharing && (
        <Suspense fallback={null}>
          <ShareSheet
            projectId={project.id}
            design={sharedOf(workspace)}
            onClose={() => setSharing(false)}
          />
        </Suspense>
      )}
    </ConversationActionsContext>
  );
}

/** The revision on screen. */
function sharedOf({ option, address }: Workspace): { revisionId: string; name: string } | null {
  if (option === undefined) return null;
  return { revisionId: address.revision ?? option.revision_id, name: option.name };
}

/** Only where the server counts what people use. */
function Limits({ workspace: { feed, conversationId, mode } }: { workspace: Workspace }) {
  const offered = capabilities(useMe().data);
  const moment = useFeedValue(feed, momentOf, "");
  if (!offered.has("runs:start")) return null;
  return (
    <Suspense fallback={null}>
      <QuotaBar {...{ conversationId, mode, moment }} mayUpgrade={offered.has("billing:manage")} />
    </Suspense>
  );
}

const momentOf = ({ thread, refused }: ConversationState) =>
  `${thread.messages.length} ${refused?.code ?? ""}`;

function Standards({ project, onClose }: { project: ProjectSummary; onClose: () => void }) {
  const options = useOptions(project.id);
  return (
    <Suspense fallback={null}>
      <StandardsSheet
        projectId={project.id}
        region={project.region}
        options={options.data ?? []}
        onClose={onClose}
      />
    </Suspense>
  );
}

function useActions(projectId: string, workspace: Workspace): ConversationActions {
  const { go, highlight, setPane, titles, linked, offer, forks } = workspace;
  const { quoted, openFact } = linked;
  const facts = useFacts(projectId);
  return useMemo(() => {
    const open = (change: Parameters<typeof go>[0]) => {
      setPane("canvas");
      go(change);
    };
    return {
      highlight,
      openBoard: () => open({ tab: "board" }),
      openRequirements: () => open({ tab: "requirements" }),
      facts,
      openFact,
      shownFact: quoted,
      ...forks,
      explain: (phrase) => offer(explaining(phrase)),
      openRevision: (option) => open({ tab: "diagram", option, revision: null }),
      openBundle: (artifact) => open({ tab: "bundle", artifact }),
      openFile: () => open({ tab: "bundle", artifact: null }),
      titleOf: (id) => titles.get(id) ?? spelledId(id),
    };
  }, [go, highlight, setPane, titles, facts, openFact, quoted, offer, forks]);
}

/** A component that is not in the shown revision any more has only its id: "api-handler" is "Api handler". */
function spelledId(id: string): string {
  const words = id.replaceAll("-", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

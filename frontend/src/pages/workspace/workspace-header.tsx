import { MessageSquarePlus, MessagesSquare, PencilLine, Scale, Share2 } from "lucide-react";
import { useState } from "react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuChoices, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { InlineRename } from "@/components/ui/inline-rename";
import { useRenameConversation } from "@/features/conversation/hooks/use-conversation";
import { useRenameProject } from "@/features/designs/hooks/use-projects";
import type { ProjectSummary } from "@/lib/api/types";
import { formatMonthly } from "@/lib/format/money";

import type { Workspace } from "./use-workspace";

interface WorkspaceHeaderProps {
  project: ProjectSummary;
  workspace: Workspace;
  onStandards: () => void;
  /** Null where the person may share nothing. */
  onShare: (() => void) | null;
}

export function WorkspaceHeader({
  project,
  workspace,
  onStandards,
  onShare,
}: WorkspaceHeaderProps) {
  return (
    <header className="flex min-h-12 items-center gap-2 border-b bg-card px-3 lg:px-4">
      <ProjectName project={project} />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <span className="hidden text-muted-foreground tabular-nums md:inline">
          {formatMonthly(project.monthly_cost)}
        </span>
        <Button
          size="small"
          icon={<Scale aria-hidden="true" className="size-3.5" />}
          onClick={onStandards}
        >
          <span className="sr-only sm:not-sr-only">Standards</span>
        </Button>
        {onShare !== null && (
          <Button
            size="small"
            icon={<Share2 aria-hidden="true" className="size-3.5" />}
            onClick={onShare}
          >
            <span className="sr-only sm:not-sr-only">Share</span>
          </Button>
        )}
        <ConversationMenu workspace={workspace} />
      </div>
    </header>
  );
}

function ProjectName({ project }: { project: ProjectSummary }) {
  const [renaming, setRenaming] = useState(false);
  const rename = useRenameProject();
  if (renaming) {
    return (
      <>
        <h1 className="sr-only">{project.name}</h1>
        <InlineRename
          label="Design name"
          value={project.name}
          pending={rename.isPending}
          onSave={(name) =>
            rename.mutate({ id: project.id, name }, { onSettled: () => setRenaming(false) })
          }
          onCancel={() => setRenaming(false)}
        />
      </>
    );
  }
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <h1 tabIndex={-1} className="truncate text-base/6 font-semibold outline-none">
        {project.name}
      </h1>
      {project.example && <Badge>Example</Badge>}
      <IconButton
        size="small"
        label="Rename the design"
        icon={<PencilLine aria-hidden="true" className="size-3.5" />}
        onClick={() => setRenaming(true)}
      />
    </div>
  );
}

function ConversationMenu({ workspace }: { workspace: Workspace }) {
  const { conversations, conversationId, go } = workspace;
  const [renaming, setRenaming] = useState(false);
  const rename = useRenameConversation();
  const current = conversations.find((each) => each.id === conversationId);
  if (renaming && current !== undefined) {
    return (
      <InlineRename
        label="Conversation name"
        value={current.title}
        onSave={(title) =>
          rename.mutate({ id: current.id, title }, { onSettled: () => setRenaming(false) })
        }
        onCancel={() => setRenaming(false)}
      />
    );
  }
  return (
    <DropdownMenu
      trigger={
        <Button size="small" icon={<MessagesSquare aria-hidden="true" className="size-3.5" />}>
          <span className="hidden max-w-44 truncate sm:inline">
            {current?.title ?? "New conversation"}
          </span>
          <span className="sr-only sm:hidden">Conversations</span>
        </Button>
      }
    >
      <MenuItem icon={<MessageSquarePlus />} onSelect={() => go({ conversation: "new" })}>
        New conversation
      </MenuItem>
      {current !== undefined && (
        <MenuItem icon={<PencilLine />} onSelect={() => setRenaming(true)}>
          Rename this one
        </MenuItem>
      )}
      {conversations.length > 0 && (
        <>
          <MenuSeparator />
          <MenuChoices
            label="Conversations"
            value={conversationId ?? ""}
            onValueChange={(id) => go({ conversation: id })}
            choices={conversations.slice(0, 12).map(({ id, title }) => ({
              value: id,
              label: title.length > 48 ? `${title.slice(0, 47)}…` : title,
            }))}
          />
        </>
      )}
    </DropdownMenu>
  );
}

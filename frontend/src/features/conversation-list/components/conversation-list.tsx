import { ExternalLink, MessagesSquare } from "lucide-react";
import { Link, useNavigate } from "react-router";

import { useRowEditing } from "@/components/list/editing";
import { ListSection } from "@/components/list/list-section";
import { RowMenu } from "@/components/list/row-menu";
import { Row, Table } from "@/components/list/table";
import { StatusBadge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { MenuItem } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { InlineRename } from "@/components/ui/inline-rename";
import { formatAgo, formatDateTime } from "@/lib/format/date";

import {
  useConversations,
  useDeleteConversation,
  useRenameConversation,
} from "../hooks/use-conversations";
import { conversationAddress, modeNames, type ConversationSummary } from "../model/conversation";

const columns = [
  { label: "Title", width: "w-[44%]" },
  { label: "Design", width: "w-[24%]" },
  { label: "Mode" },
  { label: "Updated" },
];

interface ConversationListProps {
  searchText: string;
  onClearSearch: () => void;
}

export function ConversationList({ searchText, onClearSearch }: ConversationListProps) {
  const list = useConversations(searchText);
  const editing = useRowEditing<ConversationSummary>({
    rename: useRenameConversation(),
    remove: useDeleteConversation(),
  });

  return (
    <>
      <ListSection
        things="conversations"
        list={list}
        searchText={searchText}
        onClearSearch={onClearSearch}
        empty={
          <EmptyState
            icon={<MessagesSquare />}
            title="No conversations yet"
            action={
              <Link to="/designs" state={{ compose: true }} className={buttonClass("primary")}>
                New design
              </Link>
            }
          >
            A conversation begins with the sentence that starts a design. Everything said is kept
            here.
          </EmptyState>
        }
      >
        {(conversations) => (
          <Table label="Conversations" columns={columns}>
            {conversations.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                editing={editing}
              />
            ))}
          </Table>
        )}
      </ListSection>
      <ConfirmDialog
        open={editing.deleting !== null}
        onOpenChange={editing.cancelDelete}
        title={`Delete “${editing.deleting?.title ?? ""}”?`}
        description="What was said is deleted for good. The design itself, its options and its bundles stay."
        confirmLabel="Delete conversation"
        pending={editing.deletePending}
        error={editing.deleteError}
        onConfirm={() => editing.confirmDelete(`“${editing.deleting?.title ?? ""}” was deleted`)}
      />
    </>
  );
}

interface ConversationRowProps {
  conversation: ConversationSummary;
  editing: ReturnType<typeof useRowEditing<ConversationSummary>>;
}

function ConversationRow({ conversation, editing }: ConversationRowProps) {
  const navigate = useNavigate();
  const address = conversationAddress(conversation);
  const mode = modeNames[conversation.mode];
  const updated = (
    <time dateTime={conversation.updated_at} title={formatDateTime(conversation.updated_at)}>
      {formatAgo(conversation.updated_at)}
    </time>
  );

  return (
    <Row
      name={
        editing.renaming === conversation.id ? (
          <InlineRename
            label="Conversation title"
            value={conversation.title}
            pending={editing.renamePending}
            onSave={(title) => editing.saveName(conversation.id, title)}
            onCancel={editing.cancelRename}
          />
        ) : (
          <>
            <Link to={address} className="truncate hover:underline">
              {conversation.title}
            </Link>
            {conversation.open_run && (
              <StatusBadge status="running" className="text-xs">
                Running
              </StatusBadge>
            )}
          </>
        )
      }
      detail={conversation.last_line}
      facts={[conversation.project_name, mode, updated]}
      cells={[
        {
          content: (
            <Link
              to={`/projects/${conversation.project_id}`}
              className="block truncate text-muted-foreground hover:text-foreground hover:underline"
            >
              {conversation.project_name}
            </Link>
          ),
        },
        { content: mode },
        { content: <span className="text-muted-foreground">{updated}</span> },
      ]}
      menu={
        <RowMenu
          name={conversation.title}
          onRename={() => editing.startRename(conversation.id)}
          onDelete={() => editing.askDelete(conversation)}
        >
          <MenuItem
            icon={<ExternalLink aria-hidden="true" />}
            onSelect={() => void navigate(address)}
          >
            Open
          </MenuItem>
        </RowMenu>
      }
    />
  );
}

import { MessagesSquare } from "lucide-react";
import { Link } from "react-router";

import { Ago, DesignLink, Muted } from "@/components/list/cell";
import { EditableList } from "@/components/list/editable-list";
import { useRowEditing, type RowEditing } from "@/components/list/editing";
import { RowMenu } from "@/components/list/row-menu";
import { RowName } from "@/components/list/row-name";
import { Row } from "@/components/list/table";
import { StatusBadge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

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
  const editing = useRowEditing({
    rename: useRenameConversation(),
    remove: useDeleteConversation(),
  });

  return (
    <EditableList
      label="Conversations"
      things="conversations"
      thing="conversation"
      consequence="What was said is deleted for good. The design itself, its options and its bundles stay."
      {...{ list, columns, editing, searchText, onClearSearch }}
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
      {(conversation) => (
        <ConversationRow key={conversation.id} conversation={conversation} editing={editing} />
      )}
    </EditableList>
  );
}

interface ConversationRowProps {
  conversation: ConversationSummary;
  editing: RowEditing;
}

function ConversationRow({ conversation, editing }: ConversationRowProps) {
  const row = { id: conversation.id, name: conversation.title };
  const address = conversationAddress(conversation);
  const mode = modeNames[conversation.mode];
  const updated = <Ago at={conversation.updated_at} />;

  return (
    <Row
      name={
        <RowName row={row} to={address} field="Conversation title" editing={editing}>
          {conversation.open_run && (
            <StatusBadge status="running" className="text-xs">
              Running
            </StatusBadge>
          )}
        </RowName>
      }
      detail={conversation.last_line}
      facts={[conversation.project_name, mode, updated]}
      cells={[
        { content: <DesignLink id={conversation.project_id} name={conversation.project_name} /> },
        { content: mode },
        { content: <Muted>{updated}</Muted> },
      ]}
      menu={<RowMenu row={row} to={address} editing={editing} />}
    />
  );
}

import { read, send } from "@/lib/api/client";
import type { Page } from "@/lib/api/types";

import type { ConversationSummary } from "../model/conversation";

interface ListConversations {
  q: string;
  cursor: string | null;
  limit: number;
  signal: AbortSignal;
}

export function listConversations({ q, cursor, limit, signal }: ListConversations) {
  return read<Page<ConversationSummary>>("/conversations", { query: { q, cursor, limit }, signal });
}

export function renameConversation(id: string, title: string) {
  return send("PATCH", `/conversations/${id}`, { body: { title } });
}

export function deleteConversation(id: string) {
  return send("DELETE", `/conversations/${id}`);
}

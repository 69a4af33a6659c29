import { api, unwrap } from "@/lib/api/typed-client";

interface ListConversations {
  q?: string;
  cursor?: string | null;
  limit: number;
  signal: AbortSignal;
}

export function listConversations({ signal, ...query }: ListConversations) {
  return unwrap(api.GET("/api/v1/conversations", { params: { query }, signal }));
}

export function renameConversation(id: string, title: string) {
  const params = { path: { conversation_id: id } };
  return unwrap(api.PATCH("/api/v1/conversations/{conversation_id}", { params, body: { title } }));
}

export function deleteConversation(id: string) {
  const params = { path: { conversation_id: id } };
  return unwrap(api.DELETE("/api/v1/conversations/{conversation_id}", { params }));
}

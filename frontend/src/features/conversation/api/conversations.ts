import { api, unwrap } from "@/lib/api/typed-client";

export function fetchThread(id: string, signal?: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/conversations/{conversation_id}", {
      params: { path: { conversation_id: id } },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}

export function fetchConversations(projectId: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/conversations", { params: { query: { project_id: projectId } }, signal }),
  );
}

export function createConversation(projectId: string) {
  return unwrap(
    api.POST("/api/v1/projects/{project_id}/conversations", {
      params: { path: { project_id: projectId } },
      body: { mode: "brainstorm" },
    }),
  );
}

export function forkConversation(id: string, messageId: string, cut: "before" | "after") {
  return unwrap(
    api.POST("/api/v1/conversations/{conversation_id}/fork", {
      params: { path: { conversation_id: id } },
      body: { message_id: messageId, cut },
    }),
  );
}

export function renameConversation(id: string, title: string) {
  return unwrap(
    api.PATCH("/api/v1/conversations/{conversation_id}", {
      params: { path: { conversation_id: id } },
      body: { title },
    }),
  );
}

import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type Comment = Schemas["Comment"];
export type CommentThread = Schemas["CommentThread"];
export type CommentThreads = Schemas["CommentThreads"];
export type Mentionable = Schemas["Mentionable"];
export type AnchorTo = Schemas["AnchorTo"];

/** What somebody wrote, and the members that they named in it. */
export interface Words {
  text: string;
  mentions: string[];
}

const thread = (id: string) => ({ params: { path: { thread_id: id } } });
const comment = (id: string) => ({ params: { path: { comment_id: id } } });

export function listComments(optionId: string, signal: AbortSignal): Promise<CommentThreads> {
  return unwrap(
    api.GET("/api/v1/options/{option_id}/comments", {
      params: { path: { option_id: optionId } },
      signal,
    }),
  );
}

export function beginThread(body: Schemas["NewThread"]): Promise<CommentThread> {
  return unwrap(api.POST("/api/v1/comment-threads", { body }));
}

export function reply({ id, ...body }: Words & { id: string }): Promise<CommentThread> {
  return unwrap(api.POST("/api/v1/comment-threads/{thread_id}/comments", { ...thread(id), body }));
}

export function settle({
  id,
  resolved,
}: {
  id: string;
  resolved: boolean;
}): Promise<CommentThread> {
  return unwrap(
    api.PATCH("/api/v1/comment-threads/{thread_id}", { ...thread(id), body: { resolved } }),
  );
}

export function markRead(id: string): Promise<unknown> {
  return unwrap(api.POST("/api/v1/comment-threads/{thread_id}/read", thread(id)));
}

export function reword({ id, ...body }: Words & { id: string }): Promise<CommentThread> {
  return unwrap(api.PATCH("/api/v1/comments/{comment_id}", { ...comment(id), body }));
}

export function removeComment(id: string): Promise<unknown> {
  return unwrap(api.DELETE("/api/v1/comments/{comment_id}", comment(id)));
}

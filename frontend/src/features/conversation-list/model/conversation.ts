import type { Schemas } from "@/lib/api/types";

export type ConversationSummary = Schemas["ConversationSummary"];

export const modeNames: Record<Schemas["Mode"], string> = {
  brainstorm: "Brainstorm",
  analyze: "Analyze",
  implement: "Implement",
};

export function conversationAddress(conversation: ConversationSummary): string {
  const search = new URLSearchParams({ conversation: conversation.id });
  return `/projects/${conversation.project_id}?${search.toString()}`;
}

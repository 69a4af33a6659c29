export type Mode = "brainstorm" | "analyze" | "implement";

export interface ConversationSummary {
  id: string;
  project_id: string;
  project_name: string;
  title: string;
  mode: Mode;
  updated_at: string;
  open_run: boolean;
  last_line: string | null;
}

export const modeNames: Record<Mode, string> = {
  brainstorm: "Brainstorm",
  analyze: "Analyze",
  implement: "Implement",
};

export function conversationAddress(conversation: ConversationSummary): string {
  const search = new URLSearchParams({ conversation: conversation.id });
  return `/projects/${conversation.project_id}?${search.toString()}`;
}

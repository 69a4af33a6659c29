import { usePageTitle } from "@/lib/page-title";

export function ConversationsPage() {
  usePageTitle("Conversations");
  return <h1 className="p-6 text-xl/7 font-semibold">Conversations</h1>;
}

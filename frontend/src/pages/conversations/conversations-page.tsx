import { SearchField } from "@/components/ui/search-field";
import { ConversationList } from "@/features/conversation-list/components/conversation-list";
import { usePageTitle } from "@/lib/page-title";
import { useSearchText } from "@/lib/search-text";

export function ConversationsPage() {
  usePageTitle("Conversations");
  const search = useSearchText();
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4 lg:p-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl/7 font-semibold outline-none">Conversations</h1>
        <SearchField
          label="Search conversations"
          value={search.typed}
          onValueChange={search.type}
          className="w-full sm:w-64"
        />
      </div>
      <ConversationList searchText={search.searched} onClearSearch={search.clear} />
    </div>
  );
}

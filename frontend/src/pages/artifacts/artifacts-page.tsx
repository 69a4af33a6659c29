import { SearchField } from "@/components/ui/search-field";
import { ArtifactList } from "@/features/artifact-list/components/artifact-list";
import { usePageTitle } from "@/lib/page-title";
import { useSearchText } from "@/lib/search-text";

export function ArtifactsPage() {
  usePageTitle("Artifacts");
  const search = useSearchText();
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4 lg:p-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl/7 font-semibold outline-none">Artifacts</h1>
        <SearchField
          label="Search artifacts"
          value={search.typed}
          onValueChange={search.type}
          className="w-full sm:w-64"
        />
      </div>
      <ArtifactList searchText={search.searched} onClearSearch={search.clear} />
    </div>
  );
}

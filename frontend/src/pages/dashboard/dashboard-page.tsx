import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";

import { SearchField } from "@/components/ui/search-field";
import { useMe } from "@/features/account/hooks/use-account";
import { DesignList } from "@/features/designs/components/design-list";
import { NewDesign } from "@/features/designs/components/new-design";
import { useCreateProject } from "@/features/designs/hooks/use-projects";
import { usePageTitle } from "@/lib/page-title";
import { useSearchText } from "@/lib/search-text";
import { composerNote } from "@/lib/words/composer-note";

export function DashboardPage() {
  usePageTitle("Designs");
  const me = useMe();
  const navigate = useNavigate();
  const create = useCreateProject();
  const search = useSearchText();
  const field = useRef<HTMLTextAreaElement>(null);
  useComposeRequest(field);

  const start = (prompt: string) => {
    create.mutate(prompt, {
      onSuccess: (project) => {
        const search = new URLSearchParams({ prompt });
        void navigate(`/projects/${project.id}?${search.toString()}`);
      },
    });
  };

  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 p-4 lg:p-8">
      <h1 className="text-xl/7 font-semibold outline-none">Designs</h1>
      <NewDesign
        note={me.data === undefined ? null : composerNote(me.data.model)}
        pending={create.isPending}
        error={create.error?.message ?? null}
        onStart={start}
        field={field}
      />
      <section aria-labelledby="your-designs" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="your-designs" className="text-base/6 font-semibold">
            Your designs
          </h2>
          <SearchField
            label="Search designs"
            value={search.typed}
            onValueChange={search.type}
            className="w-full sm:w-64"
          />
        </div>
        <DesignList searchText={search.searched} onClearSearch={search.clear} />
      </section>
    </div>
  );
}

/** "New design" in the navigation and the palette lands here with the wish to write. */
function useComposeRequest(field: React.RefObject<HTMLTextAreaElement | null>): void {
  const location = useLocation();
  const wanted = isComposeRequest(location.state);
  useEffect(() => {
    if (!wanted) return;
    // After the shell has moved the focus to the heading.
    const timer = window.setTimeout(() => field.current?.focus());
    return () => window.clearTimeout(timer);
  }, [wanted, location.key, field]);
}

function isComposeRequest(state: unknown): boolean {
  return typeof state === "object" && state !== null && "compose" in state;
}

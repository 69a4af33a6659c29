import { FileQuestion } from "lucide-react";

import { buttonClass } from "@/components/ui/button";
import { usePageTitle } from "@/lib/page-title";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <div className="flex min-h-[60dvh] flex-col items-center justify-center gap-2 px-6 text-center">
      <FileQuestion aria-hidden="true" className="size-6 text-muted-foreground" />
      <h1 className="text-xl/7 font-semibold">Nothing is here</h1>
      <p className="max-w-md text-balance text-muted-foreground">
        The address is wrong, what it named was deleted, or it belongs to someone else.
      </p>
      <a href="/designs" className={`${buttonClass("primary")} mt-3`}>
        Go to your designs
      </a>
    </div>
  );
}

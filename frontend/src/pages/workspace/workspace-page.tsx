import { useParams } from "react-router";

import { usePageTitle } from "@/lib/page-title";

export function WorkspacePage() {
  const { projectId } = useParams();
  usePageTitle("Design");
  return <h1 className="p-6 text-xl/7 font-semibold">{projectId}</h1>;
}

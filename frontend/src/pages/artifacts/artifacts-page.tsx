import { usePageTitle } from "@/lib/page-title";

export function ArtifactsPage() {
  usePageTitle("Artifacts");
  return <h1 className="p-6 text-xl/7 font-semibold">Artifacts</h1>;
}

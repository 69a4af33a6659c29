import { usePageTitle } from "@/lib/page-title";

export function LandingPage() {
  usePageTitle("Landing");
  return <h1 className="p-6 text-xl/7 font-semibold">Landing</h1>;
}

import { usePageTitle } from "@/lib/page-title";

export function DashboardPage() {
  usePageTitle("Dashboard");
  return <h1 className="p-6 text-xl/7 font-semibold">Dashboard</h1>;
}

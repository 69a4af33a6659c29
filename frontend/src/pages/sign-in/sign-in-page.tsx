import { usePageTitle } from "@/lib/page-title";

export function SignInPage() {
  usePageTitle("SignIn");
  return <h1 className="p-6 text-xl/7 font-semibold">SignIn</h1>;
}

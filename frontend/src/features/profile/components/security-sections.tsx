import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Notice } from "@/components/ui/notice";

import { useAccount } from "../hooks/use-profile";

import { PasswordSection } from "./password-section";
import { SecondFactorSection } from "./second-factor-section";

/** How one proves who one is; the local architect does not. */
export function SecuritySections() {
  const account = useAccount();
  if (account.data === undefined)
    return (
      <Section title="Password">
        <Loaded query={account} things="details of your account">
          {() => null}
        </Loaded>
      </Section>
    );
  if (account.data.local) return <NothingToProve />;
  return (
    <>
      <PasswordSection />
      <SecondFactorSection />
    </>
  );
}

function NothingToProve() {
  return (
    <Section title="Password">
      <Notice tone="info">
        The local architect has no password and no second factor: this server answers only this
        machine, and whoever sits at it is the architect.
      </Notice>
    </Section>
  );
}

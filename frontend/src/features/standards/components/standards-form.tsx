import { TriangleAlert } from "lucide-react";
import type { Ref } from "react";

import { Input } from "@/components/ui/field";

import { useCatalog, useDesignName } from "../hooks/use-standards";
import { draftOf, standardsOf, type Draft, type Region } from "../model/draft";
import type { Problems } from "../model/problems";
import { exampleName, kindChoices, regionChoices } from "../model/words";

import { ChipPicker } from "./chip-picker";
import { Section } from "./field-parts";
import { FileSection } from "./file-section";
import { FormatsField } from "./formats-field";
import { TagsField } from "./tags-field";

interface StandardsFormProps {
  ref: Ref<HTMLFormElement>;
  draft: Draft;
  problems: Problems;
  /** Where the design stands now. */
  region: string;
  /** A revision of the design, for the example of a name. */
  revisionId: string | null;
  change: (changed: Partial<Draft>) => void;
  onSubmit: () => void;
}

/** By which a button outside of the form sends it. */
export const FORM = "standards-form";
const BOUNDARY_HINT =
  "The name of an IAM policy of the account, such as acme-boundary, or its ARN, such as arn:aws:iam::111122223333:policy/acme-boundary. It bounds every role.";

export function StandardsForm({
  ref,
  draft,
  problems,
  region,
  revisionId,
  change,
  onSubmit,
}: StandardsFormProps) {
  const name = useDesignName(revisionId) ?? "orders";
  return (
    <form
      ref={ref}
      id={FORM}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="flex flex-col gap-5"
    >
      {problems.whole !== undefined && (
        <p role="alert" className="rounded-md border bg-bad-surface p-3 text-bad">
          {problems.whole}
        </p>
      )}
      <Section title="Names and tags">
        <Input
          label="Name prefix"
          placeholder="acme"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.prefix}
          hint={`Names begin with ${exampleName(draft.prefix, name)}-…`}
          error={problems.prefix}
          onChange={(event) => change({ prefix: event.target.value })}
        />
        <TagsField rows={draft.tags} error={problems.tags} onChange={(tags) => change({ tags })} />
      </Section>
      <Section title="Where and with what">
        <Regions {...{ draft, region, change }} error={problems.regions} />
        <Services {...{ draft, problems, change }} />
      </Section>
      <Section title="Access and delivery">
        <Input
          label="Permissions boundary"
          placeholder="acme-boundary"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.boundary}
          hint={BOUNDARY_HINT}
          error={problems.boundary}
          onChange={(event) => change({ boundary: event.target.value })}
        />
        <FormatsField
          chosen={draft.formats}
          error={problems.formats}
          onChange={(formats) => change({ formats })}
        />
      </Section>
      <FileSection
        standards={standardsOf(draft)}
        onRead={(standards) => change(draftOf(standards))}
      />
    </form>
  );
}

interface RegionsProps {
  draft: Draft;
  region: string;
  change: (changed: Partial<Draft>) => void;
  error: string | undefined;
}

function Regions({ draft, region, change, error }: RegionsProps) {
  const excluded = draft.regions.length > 0 && !draft.regions.includes(region as Region);
  return (
    <div className="flex flex-col gap-1.5">
      <ChipPicker
        label="Allowed Regions"
        placeholder="Add a Region, such as Frankfurt"
        hint={draft.regions.length === 0 ? "Every Region is allowed." : "No other Region is used."}
        choices={regionChoices}
        chosen={draft.regions}
        onChange={(regions) => change({ regions })}
        error={error}
      />
      {excluded && error === undefined && (
        <p role="status" className="flex items-start gap-1.5 text-xs">
          <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warn" />
          This design stands in {region}, which would be excluded.
        </p>
      )}
    </div>
  );
}

interface ServicesProps {
  draft: Draft;
  problems: Problems;
  change: (changed: Partial<Draft>) => void;
}

function Services({ draft, problems, change }: ServicesProps) {
  const catalog = useCatalog();
  const choices = kindChoices(catalog.data ?? []);
  return (
    <>
      <ChipPicker
        label="Forbidden services"
        placeholder="Add a service, such as NAT gateway"
        hint="Options that need one of these are left out, and named as left out."
        choices={choices}
        chosen={draft.forbidden}
        onChange={(forbidden) => change({ forbidden })}
        error={problems.forbidden}
      />
      <ChipPicker
        label="Only these services"
        placeholder="Add a service, such as Lambda"
        hint={
          draft.allowed.length === 0
            ? "Every service is allowed that is not forbidden."
            : "No other service is used. Name those in the background too, such as alarms and keys."
        }
        choices={choices}
        chosen={draft.allowed}
        onChange={(allowed) => change({ allowed })}
        error={problems.allowed}
      />
    </>
  );
}

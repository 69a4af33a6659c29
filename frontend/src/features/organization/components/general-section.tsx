import { useState, type SyntheticEvent } from "react";

import { Panel, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/field";

import { useOpenPlaces, useOrganizationDeeds } from "../hooks/use-organization";

interface Place {
  id: string;
  name: string;
  role: string;
}

interface GeneralSectionProps {
  current: Place;
  /** Every organisation of this person. */
  places: readonly Place[];
  mayRename: boolean;
  /** Makes an organisation the one that everything is shown of. */
  onWork: (id: string) => void;
}

/** The name of the organisation, and the others of this person. */
export function GeneralSection({ current, places, mayRename, onWork }: GeneralSectionProps) {
  return (
    <>
      {mayRename && (
        <Section title="Name" description="What members, invitations and invoices show.">
          <NameForm key={current.name} name={current.name} />
        </Section>
      )}
      <Section
        title="Your organisations"
        description="Each has its own designs, members and plan. You work for one at a time."
      >
        <Places {...{ current, places, onWork }} />
        <OpenPlaces onWork={onWork} />
        <FoundForm onWork={onWork} />
      </Section>
    </>
  );
}

function NameForm({ name }: { name: string }) {
  const [text, setText] = useState(name);
  const { rename } = useOrganizationDeeds();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!rename.isPending) rename.mutate(text.trim());
  };
  return (
    <Panel>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
        <Input
          label="Name of the organisation"
          required
          maxLength={200}
          className="min-w-0 flex-1 basis-56"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={rename.error?.message}
        />
        <Button
          type="submit"
          className="mt-6"
          pending={rename.isPending}
          disabled={text.trim() === name || text.trim() === ""}
        >
          Rename
        </Button>
      </form>
    </Panel>
  );
}

function Places({ current, places, onWork }: Omit<GeneralSectionProps, "mayRename">) {
  return (
    <Card>
      <ul aria-label="Your organisations" className="divide-y">
        {places.map((place) => (
          <li key={place.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4">
            <div className="min-w-0 flex-1 basis-56">
              <p className="break-words">{place.name}</p>
              <p className="text-xs text-muted-foreground">{place.role}</p>
            </div>
            {place.id === current.id ? (
              <span className="text-sm text-muted-foreground">You work for it now</span>
            ) : (
              <Button
                size="small"
                onClick={() => onWork(place.id)}
                aria-label={`Work for ${place.name}`}
              >
                Work for it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Organisations that proved the domain of this person's address. */
function OpenPlaces({ onWork }: Pick<GeneralSectionProps, "onWork">) {
  const open = useOpenPlaces();
  const { join } = useOrganizationDeeds();
  return (open.data?.items ?? []).map((place) => (
    <Panel key={place.id}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-56 break-words">
          {place.name} lets everybody at {place.domain} join as {place.role}.
        </p>
        <Button
          pending={join.isPending}
          onClick={() => join.mutate(place.id, { onSuccess: () => onWork(place.id) })}
        >
          Join {place.name}
        </Button>
      </div>
    </Panel>
  ));
}

function FoundForm({ onWork }: Pick<GeneralSectionProps, "onWork">) {
  const [name, setName] = useState("");
  const { found } = useOrganizationDeeds();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!found.isPending)
      found.mutate(name.trim(), { onSuccess: (organization) => onWork(organization.id) });
  };
  return (
    <Panel>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
        <Input
          label="Another organisation"
          placeholder="Weather watch"
          required
          maxLength={200}
          className="min-w-0 flex-1 basis-56"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={found.error?.message}
        />
        <Button type="submit" className="mt-6" pending={found.isPending}>
          Create
        </Button>
      </form>
    </Panel>
  );
}

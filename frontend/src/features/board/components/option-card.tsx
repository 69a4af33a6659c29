import {
  Check,
  EllipsisVertical,
  EyeOff,
  GitFork,
  Minus,
  PencilLine,
  Pin,
  PinOff,
  Plus,
  Scale,
  TriangleAlert,
} from "lucide-react";
import { useState } from "react";

import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { InlineRename } from "@/components/ui/inline-rename";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";
import { useTheme } from "@/lib/theme";

import type { OptionCard as Card } from "../api/board";
import { findingVerdict, requirementVerdict } from "../model/cards";

export interface CardDeeds {
  open: (card: Card) => void;
  build: (card: Card) => void;
  fork: (card: Card) => void;
  compare: () => void;
  change: (card: Card, change: { pinned?: boolean; discarded?: boolean; name?: string }) => void;
}

interface OptionCardProps {
  card: Card;
  /** A run is going; building would have to wait. */
  busy: boolean;
  deeds: CardDeeds;
}

export function OptionCard({ card, busy, deeds }: OptionCardProps) {
  return (
    <article
      aria-label={card.name}
      className={cn(
        "flex min-w-0 flex-col overflow-hidden rounded-lg border bg-card",
        card.chosen && "border-primary",
      )}
    >
      <Thumbnail card={card} onOpen={() => deeds.open(card)} />
      <div className="flex flex-1 flex-col gap-3 p-4">
        <Title card={card} deeds={deeds} />
        <p className="text-muted-foreground">{card.idea}</p>
        <Figures card={card} />
        <Points pros={card.pros} cons={card.cons} />
        <Departures departures={card.departures} />
        {card.because !== "" && <p className="text-xs text-muted-foreground">{card.because}</p>}
        <div className="mt-auto flex flex-wrap gap-2 pt-1">
          <Button variant="primary" disabled={busy} onClick={() => deeds.build(card)}>
            Build this
          </Button>
          <Button onClick={() => deeds.open(card)}>Open</Button>
        </div>
      </div>
    </article>
  );
}

function Thumbnail({ card, onOpen }: { card: Card; onOpen: () => void }) {
  const theme = useTheme((state) => state.shown);
  const separator = card.thumbnail_url.includes("?") ? "&" : "?";
  return (
    <button
      type="button"
      onClick={onOpen}
      tabIndex={-1}
      aria-hidden="true"
      className="block border-b bg-background"
    >
      <img
        src={`${card.thumbnail_url}${separator}theme=${theme}`}
        alt=""
        loading="lazy"
        width={480}
        height={200}
        className="h-40 w-full object-contain p-2"
      />
    </button>
  );
}

function Title({ card, deeds }: { card: Card; deeds: CardDeeds }) {
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    return (
      <InlineRename
        label="Option name"
        value={card.name}
        onSave={(name) => {
          setRenaming(false);
          deeds.change(card, { name });
        }}
        onCancel={() => setRenaming(false)}
      />
    );
  }
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <h3 className="text-base/6 font-semibold break-words">{card.name}</h3>
        <p className="flex flex-wrap gap-1 empty:hidden">
          {card.pinned && <Badge icon={<Pin />}>Pinned</Badge>}
          {card.chosen && <Badge icon={<Check />}>Chosen</Badge>}
          {card.stale && <Badge>Older brief</Badge>}
        </p>
      </div>
      <DropdownMenu
        trigger={
          <IconButton
            label={`Actions for ${card.name}`}
            icon={<EllipsisVertical aria-hidden="true" className="size-4" />}
          />
        }
      >
        <MenuItem
          icon={card.pinned ? <PinOff /> : <Pin />}
          onSelect={() => deeds.change(card, { pinned: !card.pinned })}
        >
          {card.pinned ? "Unpin" : "Pin"}
        </MenuItem>
        <MenuItem icon={<PencilLine />} onSelect={() => setRenaming(true)}>
          Rename
        </MenuItem>
        <MenuItem icon={<GitFork />} onSelect={() => deeds.fork(card)}>
          Fork
        </MenuItem>
        <MenuItem icon={<Scale />} onSelect={deeds.compare}>
          Compare
        </MenuItem>
        <MenuItem icon={<EyeOff />} onSelect={() => deeds.change(card, { discarded: true })}>
          Discard
        </MenuItem>
      </DropdownMenu>
    </div>
  );
}

function Figures({ card }: { card: Card }) {
  const findings = findingVerdict(card.findings);
  const requirements = requirementVerdict(card.requirements);
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 tabular-nums">
      <div>
        <dt className="text-xs text-muted-foreground">Monthly cost</dt>
        <dd>
          <span className="text-base/6 font-semibold">{formatMoney(card.monthly_cost)}</span>
          <span className="block text-xs text-muted-foreground">
            {formatMoney(card.monthly_low)} – {formatMoney(card.monthly_high)}
            {card.unpriced > 0 && `, ${countOf(card.unpriced, "part")} without a price`}
          </span>
        </dd>
      </div>
      <div>
        <dt className="text-xs text-muted-foreground">SLA floor</dt>
        <dd>
          <span className="text-base/6 font-semibold">
            {card.sla_floor.percent === null ? "None published" : `${card.sla_floor.percent} %`}
          </span>
          <span className="block text-xs text-muted-foreground">
            from {countOf(card.sla_floor.terms, "agreement")}
          </span>
        </dd>
      </div>
      <div className="col-span-2 flex flex-wrap gap-x-4 gap-y-1">
        <dt className="sr-only">Requirements</dt>
        <dd>
          <StatusBadge status={requirements.status}>{requirements.words}</StatusBadge>
        </dd>
        <dt className="sr-only">Findings</dt>
        <dd>
          <StatusBadge status={findings.status}>{findings.words}</StatusBadge>
        </dd>
      </div>
    </dl>
  );
}

function Departures({ departures }: Pick<Card, "departures">) {
  if (departures.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-md border bg-warn-surface p-2">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
      <p className="min-w-0">
        <span className="font-medium">Not under your standards.</span>{" "}
        {departures.map(({ sentence }) => sentence).join(" ")}
      </p>
    </div>
  );
}

function Points({ pros, cons }: { pros: readonly string[]; cons: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {pros.map((text) => (
        <li key={text} className="flex gap-1.5">
          <Plus aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ok" />
          <span>
            <span className="sr-only">For: </span>
            {text}
          </span>
        </li>
      ))}
      {cons.map((text) => (
        <li key={text} className="flex gap-1.5">
          <Minus aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          <span>
            <span className="sr-only">Against: </span>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { type KeyboardEvent } from "react";

import { cn } from "@/lib/cn";

import type { Column } from "../model/columns";
import { bestOf, type Cell, type Group, type Option, type Row } from "../model/table";

import type { Shown } from "./evidence-sheet";
import { OptionHeading } from "./option-heading";
import { toneLooks } from "./tone";

interface ComparisonTableProps {
  columns: readonly Column[];
  /** All options, also those that a narrow screen does not show: the best is found among them. */
  rivals: readonly Option[];
  groups: readonly Group[];
  busy: boolean;
  fetching: boolean;
  onShow: (shown: Shown) => void;
  onOpen: (optionId: string) => void;
  onContinue: (column: Column) => void;
}

export function ComparisonTable(props: ComparisonTableProps) {
  const { columns, groups, fetching, onShow, busy, onOpen, onContinue } = props;
  return (
    <div
      role="region"
      aria-label="Comparison of the options"
      // A scrolling region must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative min-h-0 flex-1 -outline-offset-2 lg:overflow-auto"
    >
      <table aria-busy={fetching} className="w-full border-separate border-spacing-0">
        <caption className="sr-only">
          Options compared by cost at three loads, reliability, work and findings. Each cell opens
          what it was computed from; arrow keys go from cell to cell.
        </caption>
        <thead>
          <tr>
            <td className="sticky top-0 left-0 z-20 hidden w-40 border-b bg-background sm:table-cell" />
            {columns.map((column) => (
              <th
                key={column.card.id}
                scope="col"
                colSpan={columns.length === 1 ? 2 : 1}
                className="top-0 z-10 border-b bg-background p-3 text-left align-top font-normal sm:sticky sm:min-w-44 sm:border-l"
              >
                <OptionHeading
                  {...{ column, busy, onOpen, onContinue }}
                  onPlace={() => onShow({ optionId: column.card.id, subject: { kind: "place" } })}
                />
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows key={group.id} group={group} {...props} />
        ))}
      </table>
    </div>
  );
}

function GroupRows({ group, ...props }: ComparisonTableProps & { group: Group }) {
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={Math.max(props.columns.length + 1, 2)}
          className="border-b bg-muted px-3 py-1.5 text-left text-xs font-medium text-muted-foreground"
        >
          <span className="sticky left-3">{group.title}</span>
        </th>
      </tr>
      {group.rows.map((row) => (
        <TableRow key={row.id} row={row} group={group} {...props} />
      ))}
    </tbody>
  );
}

type TableRowProps = ComparisonTableProps & { row: Row; group: Group };

function TableRow({ row, group, columns, rivals, onShow }: TableRowProps) {
  const best = bestOf(row, rivals);
  return (
    <tr>
      <th
        scope="row"
        className="sticky left-0 z-10 w-40 border-b bg-background px-3 py-2 text-left align-top font-normal"
      >
        {row.title}
      </th>
      {columns.map(({ option, card, letter }) => (
        <td key={card.id} className="h-px border-b border-l p-1 align-top">
          <CellButton
            cell={row.cell(option)}
            best={best.has(card.id)}
            about={`${letter}, ${group.title}, ${row.title}`}
            onShow={() => onShow({ optionId: card.id, subject: row.subject })}
          />
        </td>
      ))}
    </tr>
  );
}

interface CellButtonProps {
  cell: Cell;
  best: boolean;
  about: string;
  onShow: () => void;
}

function CellButton({ cell, best, about, onShow }: CellButtonProps) {
  const { icon: Icon, tint } = toneLooks[cell.tone];
  return (
    <button
      type="button"
      data-cell=""
      aria-haspopup="dialog"
      onClick={onShow}
      onKeyDown={moveOnArrow}
      className="flex h-full min-h-8 w-full flex-col items-start rounded-md px-2 py-1 text-left -outline-offset-2 hover:bg-accent"
    >
      <span className="sr-only">{about}: </span>
      <span className="flex flex-wrap items-center gap-x-1.5">
        {Icon !== null && <Icon aria-hidden="true" className={cn("size-3.5 shrink-0", tint)} />}
        <span className={cn("font-medium tabular-nums", tint)}>{cell.words}</span>
        {best && <span className="text-xs text-ok">best</span>}
      </span>
      {cell.note !== "" && (
        <span className="block text-xs text-muted-foreground tabular-nums">{cell.note}</span>
      )}
    </button>
  );
}

/** Arrow keys go from cell to cell, as in a sheet; Tab still reaches every one. */
function moveOnArrow(event: KeyboardEvent<HTMLElement>): void {
  const [down, right] = steps[event.key] ?? [0, 0];
  const target =
    down === 0 && right === 0 ? undefined : neighbour(event.currentTarget, down, right);
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  target.focus();
}

function neighbour(cell: Element, down: number, right: number): Element | undefined {
  const rows = [...(cell.closest("table")?.querySelectorAll("tr") ?? [])]
    .map(cellsOf)
    .filter((cells) => cells.length > 0);
  const at = rows.findIndex((cells) => cells.includes(cell));
  const from = rows[at]?.indexOf(cell) ?? 0;
  return rows[at + down]?.[from + right];
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

function cellsOf(row: Element): Element[] {
  return [...row.querySelectorAll("[data-cell]")];
}

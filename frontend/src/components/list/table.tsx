import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

interface TableProps {
  /** Names the table for assistive technology. */
  label: string;
  /** The first column is always shown; the others from 768 px on. A last, unnamed one holds the row's menu. `width` is a class. */
  columns: readonly { label: string; width?: string; align?: "right" }[];
  children: ReactNode;
}

export function Table({ label, columns, children }: TableProps) {
  return (
    <table aria-label={label} className="w-full table-fixed text-left">
      <thead className="hidden border-b text-xs text-muted-foreground md:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column.label}
              scope="col"
              className={cn(
                "h-9 px-4 font-medium",
                column.width,
                column.align === "right" && "text-right",
              )}
            >
              {column.label}
            </th>
          ))}
          <th scope="col" className="w-14 px-2">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">{children}</tbody>
    </table>
  );
}

interface RowProps {
  /** The row's name, a link or the field that renames it. */
  name: ReactNode;
  /** Under the name, in one line. */
  detail?: ReactNode;
  /** The same facts as the cells, in one line, for narrow screens. */
  facts: readonly ReactNode[];
  cells: readonly { content: ReactNode; align?: "right" }[];
  menu: ReactNode;
}

export function Row({ name, detail, facts, cells, menu }: RowProps) {
  return (
    <tr className="group hover:bg-secondary">
      <th scope="row" className="py-3 pr-2 pl-4 align-middle font-normal">
        <div className="flex min-w-0 items-center gap-2 font-medium">{name}</div>
        {detail !== undefined && detail !== "" && (
          <p className="mt-0.5 truncate text-muted-foreground">{detail}</p>
        )}
        <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1 text-muted-foreground md:hidden">
          {facts.map((fact, index) => (
            <li key={index}>{fact}</li>
          ))}
        </ul>
      </th>
      {cells.map((cell, index) => (
        <td
          key={index}
          className={cn(
            "hidden px-4 py-3 align-middle md:table-cell",
            cell.align === "right" && "text-right tabular-nums",
          )}
        >
          {cell.content}
        </td>
      ))}
      <td className="w-14 px-2 py-2 text-right align-middle">{menu}</td>
    </tr>
  );
}

import { ChevronDown, ChevronRight, FileText } from "lucide-react";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";

import { cn } from "@/lib/cn";

import type { ListedFile } from "../model/bundle";
import { treeRows, type TreeRow } from "../model/tree";

interface FileTreeProps {
  files: readonly ListedFile[];
  openPath: string | null;
  onOpen: (path: string) => void;
}

const changeWords = { added: "new", changed: "changed", removed: "removed", unchanged: null };

/** One stop for Tab; arrows move, right and left open and close folders, Enter opens a file. */
export function FileTree({ files, openPath, onOpen }: FileTreeProps) {
  const box = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(openPath);
  const rows = useMemo(
    () =>
      treeRows(
        files.map((file) => file.path),
        closed,
      ),
    [files, closed],
  );
  const changes = useMemo(() => changesOf(files), [files]);
  const tabbable = rows.some((row) => row.path === focused) ? focused : rows[0]?.path;

  const toggle = (path: string) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  const focus = (row: TreeRow | undefined) => {
    if (row === undefined) return;
    setFocused(row.path);
    box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.path)}"]`)?.focus();
  };
  const press = (row: TreeRow) => (row.kind === "folder" ? toggle(row.path) : onOpen(row.path));
  const onKeyDown = (event: KeyboardEvent, row: TreeRow) => {
    const move = moveOf(event.key, { rows, row, closed });
    if (move === null) return;
    event.preventDefault();
    if (move.to !== undefined) focus(move.to);
    else if (move.press) press(row);
  };

  return (
    <div ref={box} role="tree" aria-label="Files of the bundle" className="p-2">
      {rows.map((row) => (
        <div
          key={row.path}
          role="treeitem"
          data-path={row.path}
          tabIndex={row.path === tabbable ? 0 : -1}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-selected={row.path === openPath}
          aria-expanded={row.kind === "folder" ? !closed.has(row.path) : undefined}
          onClick={() => {
            setFocused(row.path);
            press(row);
          }}
          onKeyDown={(event) => onKeyDown(event, row)}
          onFocus={() => setFocused(row.path)}
          style={{ paddingInlineStart: `${(row.level - 1) * 16 + 4}px` }}
          className={cn(
            "flex min-h-7 cursor-pointer items-center gap-1.5 rounded pr-2 select-none -outline-offset-2 hover:bg-accent pointer-coarse:min-h-10",
            row.path === openPath && "bg-accent font-medium text-accent-foreground",
          )}
        >
          <RowIcon row={row} closed={closed} />
          <span className="min-w-0 flex-1 truncate" title={row.name}>
            {row.name}
          </span>
          {changes.get(row.path) != null && (
            <span className="text-xs text-muted-foreground">{changes.get(row.path)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Where everything is new, as in a first bundle, saying so at every file tells nothing. */
function changesOf(files: readonly ListedFile[]): ReadonlyMap<string, string | null> {
  if (files.every((file) => file.change === "added")) return new Map();
  return new Map(files.map((file) => [file.path, changeWords[file.change]]));
}

function RowIcon({ row, closed }: { row: TreeRow; closed: ReadonlySet<string> }) {
  const Icon = row.kind === "file" ? FileText : closed.has(row.path) ? ChevronRight : ChevronDown;
  return <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />;
}

interface Where {
  rows: readonly TreeRow[];
  row: TreeRow;
  closed: ReadonlySet<string>;
}

/** What a key does in a tree: go to another line, press this one, or nothing. */
function moveOf(key: string, where: Where): { to?: TreeRow | undefined; press: boolean } | null {
  const { rows, row } = where;
  if (key === "Enter" || key === " ") return { press: true };
  if (key === "ArrowRight" || key === "ArrowLeft") return sideways(key, where);
  const at = rows.indexOf(row);
  const lines: Record<string, TreeRow | undefined> = {
    ArrowDown: rows[at + 1],
    ArrowUp: rows[at - 1],
    Home: rows[0],
    End: rows.at(-1),
  };
  return key in lines ? { to: lines[key], press: false } : null;
}

/** Right opens a folder, then enters it; left closes it, or goes to the folder around this line. */
function sideways(key: "ArrowRight" | "ArrowLeft", { rows, row, closed }: Where) {
  const isFolder = row.kind === "folder";
  const isOpen = isFolder && !closed.has(row.path);
  if (key === "ArrowLeft") {
    return isOpen ? { press: true } : { to: parentOf(rows, row), press: false };
  }
  return isOpen ? { to: rows[rows.indexOf(row) + 1], press: false } : { press: isFolder };
}

function parentOf(rows: readonly TreeRow[], row: TreeRow): TreeRow | undefined {
  return rows.find(
    (each) =>
      each.kind === "folder" &&
      row.path.startsWith(`${each.path}/`) &&
      each.level === row.level - 1,
  );
}

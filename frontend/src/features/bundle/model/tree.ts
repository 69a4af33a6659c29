/** One visible line of the file tree. */
export interface TreeRow {
  path: string;
  name: string;
  kind: "folder" | "file";
  level: number;
  /** Of its siblings, counted from 1. */
  position: number;
  siblings: number;
}

interface Folder {
  folders: Map<string, Folder>;
  files: string[];
}

/** The lines to show, folders before files, without what stands in closed folders. */
export function treeRows(paths: readonly string[], closed: ReadonlySet<string>): TreeRow[] {
  const root: Folder = { folders: new Map(), files: [] };
  for (const path of paths) put(root, path.split("/"), path);
  return rowsOf(root, { prefix: "", level: 1, closed });
}

function put(folder: Folder, parts: readonly string[], path: string): void {
  const [first, ...rest] = parts;
  if (first === undefined || rest.length === 0) {
    folder.files.push(path);
    return;
  }
  const inner = folder.folders.get(first) ?? { folders: new Map<string, Folder>(), files: [] };
  folder.folders.set(first, inner);
  put(inner, rest, path);
}

interface Place {
  prefix: string;
  level: number;
  closed: ReadonlySet<string>;
}

function rowsOf(folder: Folder, { prefix, level, closed }: Place): TreeRow[] {
  const names = [...folder.folders.keys()].toSorted();
  const files = folder.files.toSorted();
  const siblings = names.length + files.length;
  const rows = names.flatMap((name, index): TreeRow[] => {
    const path = `${prefix}${name}`;
    const inner = folder.folders.get(name);
    const row: TreeRow = { path, name, kind: "folder", level, position: index + 1, siblings };
    if (inner === undefined || closed.has(path)) return [row];
    return [row, ...rowsOf(inner, { prefix: `${path}/`, level: level + 1, closed })];
  });
  const leaves = files.map((path, index): TreeRow => {
    const name = path.slice(prefix.length);
    return { path, name, kind: "file", level, position: names.length + index + 1, siblings };
  });
  return [...rows, ...leaves];
}

import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatBytes } from "@/lib/format/number";

import { fileAddress } from "../api/bundle";
import { useFile } from "../hooks/use-bundle";
import type { ListedFile } from "../model/bundle";

interface FilePreviewProps {
  artifactId: string;
  file: ListedFile;
  line: number | null;
  /** Back to the list of files, where there is no room for both. */
  onBack: (() => void) | null;
}

const LINE_HEIGHT = 20;
const PADDING = 12;

export function FilePreview({ artifactId, file, line, onBack }: FilePreviewProps) {
  return (
    <section aria-label={file.path} className="flex min-h-0 min-w-0 flex-1 flex-col">
      {file.change === "removed" ? (
        <>
          <Heading file={file} onBack={onBack} text={null} />
          <p className="p-4 text-muted-foreground">
            This file was in the bundle before and is not in this one. Changes shows what it held.
          </p>
        </>
      ) : isPicture(file.path) ? (
        <>
          <Heading file={file} onBack={onBack} text={null} />
          <div className="min-h-0 flex-1 overflow-auto bg-white p-4">
            <img src={fileAddress(artifactId, file.path)} alt={file.path} className="max-w-full" />
          </div>
        </>
      ) : (
        <Text {...{ artifactId, file, line, onBack }} />
      )}
    </section>
  );
}

function Text({ artifactId, file, line, onBack }: FilePreviewProps) {
  const text = useFile(artifactId, file.path);
  return (
    <>
      <Heading file={file} onBack={onBack} text={text.data ?? null} />
      {text.isPending && (
        <div role="status" aria-label={`Loading ${file.path}`} className="p-4">
          <Skeleton className="h-40" />
        </div>
      )}
      {text.isError && (
        <ErrorState
          title="The file could not be read."
          error={text.error}
          onRetry={() => void text.refetch()}
        />
      )}
      {text.data !== undefined && <Code text={text.data} path={file.path} line={line} />}
    </>
  );
}

interface HeadingProps {
  file: ListedFile;
  onBack: (() => void) | null;
  text: string | null;
}

function Heading({ file, onBack, text }: HeadingProps) {
  return (
    <header className="flex min-h-10 items-center gap-2 border-b bg-card px-3">
      {onBack !== null && (
        <IconButton
          label="All files"
          icon={<ArrowLeft aria-hidden="true" className="size-4" />}
          onClick={onBack}
        />
      )}
      <h3 className="min-w-0 flex-1 truncate font-mono text-xs" title={file.path}>
        {file.path}
      </h3>
      <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
        {formatBytes(file.bytes)}
      </span>
      {text !== null && isPage(file.path) && (
        <Button size="small" onClick={() => openPage(text)}>
          Open to print
        </Button>
      )}
      {text !== null && <CopyButton text={text} label={`Copy ${file.path}`} />}
    </header>
  );
}

/** Two columns of plain text scroll together: thousands of lines cost two text nodes. */
function Code({ text, path, line }: { text: string; path: string; line: number | null }) {
  const box = useRef<HTMLDivElement>(null);
  const lines = text.replace(/\n$/, "").split("\n").length;

  useEffect(() => {
    if (line === null || line < 1 || box.current === null) return;
    box.current.scrollTop = (line - 4) * LINE_HEIGHT;
  }, [line, path]);

  return (
    <div
      ref={box}
      role="region"
      aria-label={
        line === null || line < 1 ? `Text of ${path}` : `Text of ${path}, at line ${line}`
      }
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative flex min-h-0 flex-1 items-start overflow-auto bg-card py-3 font-mono text-xs/[20px] -outline-offset-2"
    >
      {line !== null && line > 0 && (
        <div
          aria-hidden="true"
          className="absolute inset-x-0 border-l-2 border-primary bg-accent"
          style={{ top: PADDING + (line - 1) * LINE_HEIGHT, height: LINE_HEIGHT }}
        />
      )}
      <pre
        aria-hidden="true"
        className="sticky left-0 shrink-0 bg-card pr-3 pl-4 text-right text-muted-foreground select-none"
      >
        {Array.from({ length: lines }, (_, index) => index + 1).join("\n")}
      </pre>
      <pre className="relative pr-6">{text}</pre>
    </div>
  );
}

function isPage(path: string): boolean {
  return path.endsWith(".html");
}

/** Shows the page in a tab of its own, under the security policy of this one. */
function openPage(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  window.open(address, "_blank");
}

function isPicture(path: string): boolean {
  return /\.(png|svg)$/.test(path);
}

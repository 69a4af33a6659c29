import { memo, useState } from "react";
import Block, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

import { extendBlocks, noBlocks } from "../model/blocks";

/** Markdown that grows at its end: blocks that are finished are rendered once. */
export function Markdown({ text }: { text: string }) {
  const [blocks, setBlocks] = useState(() => extendBlocks(noBlocks, text));
  if (blocks.source !== text) setBlocks(extendBlocks(blocks, text));
  return (
    <div className="flex min-w-0 flex-col gap-2.5 break-words">
      {blocks.frozen.map((raw, index) => (
        // A finished block never moves.
        <MarkdownBlock key={index} raw={raw} />
      ))}
      {blocks.tail.trim() !== "" && <MarkdownBlock key={blocks.frozen.length} raw={blocks.tail} />}
    </div>
  );
}

const plugins = [remarkGfm];

const components: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ alt, src }) => <ImageName alt={alt} src={src} />,
  h1: ({ children }) => <p className="text-base/6 font-semibold">{children}</p>,
  h2: ({ children }) => <p className="text-base/6 font-semibold">{children}</p>,
  h3: ({ children }) => <p className="font-semibold">{children}</p>,
  h4: ({ children }) => <p className="font-semibold">{children}</p>,
  h5: ({ children }) => <p className="font-semibold">{children}</p>,
  h6: ({ children }) => <p className="font-semibold">{children}</p>,
  ul: ({ children }) => <ul className="flex list-disc flex-col gap-1 pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol className="flex list-decimal flex-col gap-1 pl-5" start={start}>
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="border-l-2 pl-3 text-muted-foreground">{children}</blockquote>
  ),
  hr: () => <hr />,
  code: ({ children }) => (
    <code className="rounded bg-muted px-1 py-px font-mono text-[0.8125rem]">{children}</code>
  ),
  pre: ({ children }) => (
    <pre
      // Wide code scrolls, so the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-x-auto rounded-md border bg-muted p-3 font-mono text-xs/5 [&_code]:bg-transparent [&_code]:p-0 [&_code]:text-xs/5"
    >
      {children}
    </pre>
  ),
  table: ({ children }) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto">
      <table className="w-full border-collapse tabular-nums">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th style={style} className="border-b px-2 py-1 text-left font-medium">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border-b px-2 py-1">
      {children}
    </td>
  ),
};

const MarkdownBlock = memo(function MarkdownBlock({ raw }: { raw: string }) {
  return (
    <Block remarkPlugins={plugins} components={components}>
      {raw}
    </Block>
  );
});

/** Only web addresses become links; everything else stays words. */
function SafeLink({ href, children }: { href?: string | undefined; children: React.ReactNode }) {
  const address = webAddress(href);
  if (address === null) return <>{children}</>;
  return (
    <a
      href={address.href}
      target="_blank"
      rel="noopener noreferrer"
      title={address.host}
      className="text-primary underline underline-offset-2"
    >
      {children}
    </a>
  );
}

/** An image is never fetched: what the text says about it and where it is are words. */
function ImageName({ alt, src }: { alt?: string | undefined; src?: unknown }) {
  const address = webAddress(typeof src === "string" ? src : undefined);
  return (
    <span className="text-muted-foreground">
      [Image{alt === undefined || alt === "" ? "" : `: ${alt}`}
      {address === null ? "" : `, ${address.host}`}]
    </span>
  );
}

function webAddress(text: string | undefined): URL | null {
  if (text === undefined || !/^https?:\/\//i.test(text)) return null;
  return URL.parse(text);
}

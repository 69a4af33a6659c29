import { Copy, Download, FileUp } from "lucide-react";
import { useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/field";
import { copyText } from "@/lib/clipboard";

import type { Standards } from "../api/standards";
import { useReadStandards } from "../hooks/use-standards";
import { FILE_NAME, yamlOf } from "../model/file";
import { sentencesIn } from "../model/problems";

import { Section } from "./field-parts";

interface FileSectionProps {
  /** What the fields say now. */
  standards: Standards;
  onRead: (standards: Standards) => void;
}

/** The same standards as a file: to bring in, and to take to another project or to the command line. */
export function FileSection({ standards, onRead }: FileSectionProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState("");
  const [told, setTold] = useState("");
  const reading = useReadStandards();

  const read = (content: string, from: string) => {
    setTold("");
    reading.mutate(content, {
      onSuccess: (found) => {
        onRead(found);
        setPasting(false);
        setText("");
        setTold(`The fields hold what ${from} says. Look through them, then save.`);
      },
    });
  };
  const copy = () => {
    copyText(yamlOf(standards)).then(
      () => setTold("Copied as YAML."),
      () => setTold("Copying was refused by the browser."),
    );
  };

  return (
    <Section title="As a file">
      <div className="flex flex-wrap gap-2">
        <Button size="small" icon={<Copy className="size-3.5" />} onClick={copy}>
          Copy
        </Button>
        <Button
          size="small"
          icon={<Download className="size-3.5" />}
          onClick={() => download(yamlOf(standards))}
        >
          Download {FILE_NAME}
        </Button>
        <Button
          size="small"
          icon={<FileUp className="size-3.5" />}
          pending={reading.isPending}
          onClick={() => picker.current?.click()}
        >
          Load a file
        </Button>
        <Button size="small" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          Paste
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="A standards.yaml"
          accept=".yaml,.yml,application/yaml,text/yaml"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file !== undefined) void file.text().then((content) => read(content, file.name));
          }}
        />
      </div>
      {pasting && (
        <div className="flex flex-col items-start gap-2">
          <Textarea
            label="Text of a standards.yaml"
            className="w-full"
            rows={6}
            spellCheck={false}
            placeholder={
              "name_prefix: acme\ntags:\n  CostCentre: '4711'\nforbidden_kinds: [nat_gateway]"
            }
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            disabled={text.trim() === ""}
            pending={reading.isPending}
            onClick={() => read(text, "the text")}
          >
            Put into the fields
          </Button>
        </div>
      )}
      {reading.isError && (
        <div role="alert" ref={intoView} className="rounded-md border bg-bad-surface p-3 text-bad">
          <p className="font-medium">
            These standards cannot be read. The fields are as they were.
          </p>
          <ul className="list-disc pl-5">
            {sentencesIn(reading.error).map((sentence) => (
              <li key={sentence} className="break-words">
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p role="status" className="text-xs text-muted-foreground empty:hidden">
        {told}
      </p>
    </Section>
  );
}

/** On a phone, what went wrong would stand below what is seen. */
function intoView(box: HTMLElement | null): void {
  box?.scrollIntoView({ block: "nearest" });
}

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { useMemo, useRef, useState } from "react";

import { TabPanel, Tabs } from "@/components/ui/tabs";

import { useNarrow } from "@/lib/use-narrow";
import { firstPath, type ArtifactDetail, type ArtifactSummary, type Place } from "../model/bundle";

import { BundleHeader } from "./bundle-header";
import { ChangesTab } from "./changes-tab";
import { ChecksTab } from "./checks-tab";
import { FilesTab } from "./files-tab";
import { StageStrip } from "./stage-strip";

interface BuiltBundleProps {
  detail: ArtifactDetail;
  bundles: readonly ArtifactSummary[];
  busy: boolean;
  onBuild: () => void;
  onSelectArtifact: (id: string) => void;
}

export function BuiltBundle({ detail, ...rest }: BuiltBundleProps) {
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(box);
  const [tab, setTab] = useState("files");
  // Undefined until something was opened: then the first file stands open, where there is room for it.
  const [chosen, setChosen] = useState<Place | null | undefined>(undefined);
  const paths = useMemo(() => new Set(detail.files.map((file) => file.path)), [detail.files]);
  const first = firstPath(detail.files);
  const usual = narrow || first === null ? null : { path: first, line: null };

  return (
    <div ref={box} data-narrow={narrow ? "" : undefined} className="flex min-h-128 flex-1 flex-col">
      <BundleHeader detail={detail} {...rest} onChecks={() => setTab("checks")} />
      <StageStrip stages={detail.stages} />
      <Tabs
        label="Bundle"
        value={tab}
        onValueChange={setTab}
        tabs={[
          { value: "files", label: "Files", badge: <Count value={paths.size} /> },
          { value: "checks", label: "Checks", badge: <Troubles summary={detail.summary} /> },
          { value: "changes", label: "Changes" },
        ]}
        className="flex-1 bg-background"
      >
        <TabPanel value="files">
          <FilesTab
            {...{ detail, narrow }}
            place={chosen === undefined ? usual : chosen}
            onPlace={setChosen}
          />
        </TabPanel>
        <TabPanel value="checks" className="overflow-y-auto">
          <ChecksTab
            checks={detail.checks}
            paths={paths}
            onPlace={(place) => {
              setChosen(place);
              setTab("files");
            }}
          />
        </TabPanel>
        <TabPanel value="changes" className="overflow-y-auto">
          <ChangesTab detail={detail} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function Count({ value }: { value: number }) {
  return <span className="text-xs text-muted-foreground tabular-nums">{value}</span>;
}

function Troubles({ summary }: { summary: ArtifactSummary }) {
  const total = summary.errors + summary.warnings;
  if (total === 0) return null;
  return (
    <span className={summary.errors > 0 ? "text-xs text-bad" : "text-xs text-warn"}>
      {total}
      <span className="sr-only"> to look at</span>
    </span>
  );
}

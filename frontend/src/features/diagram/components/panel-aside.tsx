import type { RefObject } from "react";

import type { Schemas } from "@/lib/api/types";

import type { PanelState } from "../hooks/use-panel-state";

import { Aside } from "./aside";
import { ChangesAside } from "./changes-aside";
import { ComponentAside } from "./component-aside";
import type { DiagramPanelProps } from "./diagram-panel";
import { focusElement } from "./focus-element";
import { HistoryAside } from "./history-aside";
import { StepsAside } from "./steps-aside";

interface PanelAsideProps extends DiagramPanelProps {
  panel: PanelState;
  history: readonly Schemas["RevisionSummary"][];
  drawing: Schemas["Drawing"] | undefined;
  box: RefObject<HTMLElement | null>;
}

/** The one thing that stands beside the drawing, if any. */
export default function PanelAside(props: PanelAsideProps) {
  const { panel, history, drawing, onAction, optionId } = props;
  const close = () => panel.setAside(null);
  switch (panel.aside?.show) {
    case undefined:
      return null;
    case "component":
      return <OpenComponent {...props} aside={panel.aside} />;
    case "comments":
      return <OpenTalk {...props} about={panel.aside.about} />;
    case "steps":
      return (
        <StepsAside
          steps={drawing?.steps ?? []}
          current={panel.step}
          onStep={panel.setStep}
          onClose={close}
        />
      );
    case "history":
      return (
        <HistoryAside
          history={history}
          shownId={panel.revisionId}
          onShow={panel.setRevision}
          onCompare={(revision) => {
            panel.setRevision(revision.id);
            if (revision.parent_id !== null)
              panel.setAside({ show: "changes", sinceId: revision.parent_id });
          }}
          onUndo={() => onAction({ type: "undo", option_id: optionId })}
          onClose={close}
        />
      );
    case "changes":
      return (
        <ChangesAside
          history={history}
          sinceId={panel.aside.sinceId}
          shownId={panel.revisionId}
          onSince={(sinceId) => panel.setAside({ show: "changes", sinceId })}
          onClose={() => panel.setAside({ show: "history" })}
        />
      );
  }
}

/** Comments on an element light it up. */
function OpenTalk({
  panel,
  talk,
  drawing,
  onSelect,
  about,
}: PanelAsideProps & { about: string | null }) {
  return (
    <Aside title="Comments" onClose={() => panel.setAside(null)}>
      {talk?.pane({
        about,
        onAbout: (id) => {
          // A connection can be talked about, but not picked.
          const picked = drawing?.nodes.some((node) => node.id === id) === true ? id : null;
          onSelect(picked === null ? [] : [picked]);
          panel.setAside({ show: "comments", about: id });
        },
        onGo: (id) => onSelect([id]),
      })}
    </Aside>
  );
}

type Opened = Extract<PanelState["aside"], { show: "component" }>;

function OpenComponent({ panel, aside, box, ...props }: PanelAsideProps & { aside: Opened }) {
  const { onSelect, onAction, onSend, talk } = props;
  return (
    <ComponentAside
      key={aside.id}
      revisionId={panel.revisionId}
      id={aside.id}
      openedBy={aside.openedBy}
      deeds={{
        applyFix: ({ rule_id, element_id }) =>
          onAction({ type: "apply_fix", finding: { rule_id, element_id } }),
        ...(onSend === undefined
          ? {}
          : { ask: (finding) => onSend(`How do I fix “${finding.title}”?`) }),
      }}
      talk={
        talk === undefined || talk === null
          ? null
          : {
              open: talk.pins.get(aside.id)?.open ?? 0,
              onOpen: () => panel.setAside({ show: "comments", about: aside.id }),
            }
      }
      onGo={(id) => {
        onSelect([id]);
        panel.setAside({ show: "component", id, openedBy: "keyboard" });
      }}
      onClose={() => {
        panel.setAside(null);
        focusElement(box.current, aside.id);
      }}
    />
  );
}

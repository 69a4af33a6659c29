import { screen } from "@testing-library/react";

import { renderAt } from "@/testing/render";

import { ConversationActionsContext, type ConversationActions } from "./conversation-actions";
import { UnderstoodRow } from "./understood-row";

const nothing = () => undefined;
const ACTIONS: ConversationActions = {
  highlight: nothing,
  openBoard: nothing,
  openRevision: nothing,
  openBundle: nothing,
  openFile: nothing,
  openRequirements: nothing,
  facts: [],
  openFact: nothing,
  shownFact: null,
  sayAgain: nothing,
  forkAfter: nothing,
  versionsOf: () => null,
  openVersion: nothing,
  explain: nothing,
  titleOf: (id) => id,
};
const REQUIREMENT = {
  id: "req_1",
  kind: "availability",
  statement: "Available 99.999 %",
  quote: "five nines",
  source: "message",
};
const SENTENCE = "Under $60 a month does not go with 99.999 %.";

test("what does not fit together is counted, and named beside the requirements", () => {
  const content = {
    requirements: [REQUIREMENT],
    assumptions: [],
    unused: [],
    contradictions: [SENTENCE],
  };
  renderAt(
    <ConversationActionsContext value={ACTIONS}>
      <UnderstoodRow content={content} />
    </ConversationActionsContext>,
  );

  expect(screen.getByText(/Understood 1 requirement, 1 contradiction/)).toBeInTheDocument();
  expect(screen.getByText(SENTENCE)).toBeInTheDocument();
});

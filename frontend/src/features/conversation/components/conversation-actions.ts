import { createContext, use } from "react";

import type { Fact } from "../model/phrases";
import type { Message } from "../model/thread";
import type { Versions } from "../model/versions";

/** What a conversation may ask of the canvas beside it. */
export interface ConversationActions {
  /** Shows these elements of the design on the diagram. */
  highlight: (elementIds: readonly string[]) => void;
  openBoard: () => void;
  openRevision: (optionId: string) => void;
  openBundle: (artifactId: string | null) => void;
  openFile: (path: string) => void;
  openRequirements: () => void;
  /** What was understood, with the words it came from; these words lead there and back. */
  facts: readonly Fact[];
  openFact: (id: string) => void;
  /** The requirement whose words stand out. */
  shownFact: string | null;
  /** Says a message differently, in a version of the conversation of its own. */
  sayAgain: (message: Message, text: string) => void;
  /** Goes on from a message in a conversation and a design of their own. */
  forkAfter: (message: Message) => void;
  versionsOf: (messageId: string) => Versions | null;
  /** Shows another version: its conversation and the design that it was about. */
  openVersion: (conversationId: string) => void;
  /** Begins a message that says what these words mean. */
  explain: (phrase: string) => void;
  /** The name on the drawing of an element id. */
  titleOf: (elementId: string) => string;
}

export const ConversationActionsContext = createContext<ConversationActions | null>(null);

export function useConversationActions(): ConversationActions {
  const actions = use(ConversationActionsContext);
  if (actions === null) throw new Error("A conversation needs a canvas beside it.");
  return actions;
}

import { useMemo } from "react";

import type { Mode } from "@/lib/stream/frames";

import type { RowDeeds } from "../components/message-rows";
import { knownActivity } from "../model/activities";
import { approved, pressed, revised } from "../model/asks";

import type { ConversationFeed } from "./thread-store";

export interface Deeds extends RowDeeds {
  carryOn: () => void;
}

/** What the buttons in a transcript do; the same functions for the life of the feed and mode. */
export function useDeeds(feed: ConversationFeed, mode: Mode): Deeds {
  return useMemo(() => {
    const interrupt = () => feed.store.getState().thread.interrupt;
    return {
      answer: (questionId, choiceId) => feed.send(answered(feed, { questionId, choiceId, mode })),
      undo: (optionId) =>
        feed.send(pressed({ type: "undo", option_id: optionId }, "Undo the last change", mode)),
      carryOn: () => feed.send(pressed({ type: "continue" }, "Continue", mode)),
      approve: (answer) => {
        const open = interrupt();
        if (open !== null) feed.send(approved(open, answer));
      },
      revise: (note) => {
        const open = interrupt();
        if (open !== null) feed.send(revised(open, note));
      },
    };
  }, [feed, mode]);
}

interface Chosen {
  questionId: string;
  choiceId: string;
  mode: Mode;
}

function answered(feed: ConversationFeed, { questionId, choiceId, mode }: Chosen) {
  const words = questionWords(feed, questionId, choiceId);
  return pressed({ type: "answer", question_id: questionId, choice_id: choiceId }, words, mode);
}

function questionWords(feed: ConversationFeed, questionId: string, choiceId: string): string {
  const { activities } = feed.store.getState().thread;
  for (const activity of Object.values(activities)) {
    const shown = knownActivity(activity);
    if (shown?.type !== "QUESTIONS") continue;
    const question = shown.content.questions.find((each) => each.id === questionId);
    const choice = question?.choices.find((each) => each.id === choiceId);
    if (question !== undefined && choice !== undefined) return `${question.text} ${choice.label}`;
  }
  return "Answer a question";
}

import { useState } from "react";

type Drafts = Readonly<Record<string, string>>;

/** The key of words written while it is not known yet, or not decided, which conversation they go to. */
const UNDECIDED = "";

/**
 * What is being written, one draft per conversation. Words written before the conversation is there go
 * with it; `returned` are words that could not be sent, and come back to be sent again.
 */
export function useDrafts(
  conversationId: string | null,
  returned: string,
): [string, (text: string) => void] {
  const key = conversationId ?? UNDECIDED;
  const [drafts, setDrafts] = useState<Drafts>({ [key]: returned });
  const [before, setBefore] = useState({ key, returned });

  if (before.key !== key || before.returned !== returned) {
    setBefore({ key, returned });
    setDrafts((all) => ({
      ...(before.key === UNDECIDED ? carried(all, key) : all),
      ...(before.returned === returned || returned === "" ? {} : { [key]: returned }),
    }));
  }

  return [drafts[key] ?? "", (text) => setDrafts((all) => ({ ...all, [key]: text }))];
}

function carried(drafts: Drafts, to: string): Drafts {
  const words = [drafts[to], drafts[UNDECIDED]].find((each) => each !== undefined && each !== "");
  return { ...drafts, [UNDECIDED]: "", [to]: words ?? "" };
}

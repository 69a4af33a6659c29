/** A studio in which things have happened: what the pages are examined and photographed with. */
import { eventually } from "./deadline.mjs";

const SENTENCE =
  "A members' site for 50,000 visits a month in eu-central-1: static pages, a small JSON API behind sign-in, 99.9 % available, under $60 a month.";
let runs = 0;

/** Say or press something in a conversation and return the thread once the run has ended. */
export async function run(api, conversation, { text = "", action = null, mode = "brainstorm" }) {
  const id = `run_prepared${String((runs += 1)).padStart(4, "0")}`;
  const body = { run: id, text, mode, action, scope: [], resume: null };
  await api.post(`/conversations/${conversation.id}/runs`, body);
  return eventually(
    `the run for ${JSON.stringify(text || action)} ends`,
    async () => {
      const thread = await api.get(`/conversations/${conversation.id}`);
      return thread.open_run === null && thread.messages.some(({ run_id }) => run_id === id) && thread;
    },
    90_000,
  );
}

/**
 * A design with options, a change and its undo, two bundles, and a plan that waits; and one without anything.
 */
export async function prepare(api) {
  const project = await api.post("/projects", { name: "Members’ site", goal: SENTENCE });
  const conversation = await api.post(`/projects/${project.id}/conversations`);
  await run(api, conversation, { text: SENTENCE });
  const [option] = await api.get(`/projects/${project.id}/options`);
  const pressed = (type) => ({ action: { type, option_id: option.id }, mode: "implement" });
  await run(api, conversation, pressed("build"));
  await run(api, conversation, { text: "Add a web application firewall." });
  await run(api, conversation, pressed("build"));
  await run(api, conversation, { action: { type: "undo", option_id: option.id } });
  await run(api, conversation, { text: "Why is it built this way?", mode: "analyze" });
  await run(api, conversation, pressed("plan"));
  const empty = await api.post("/projects", { name: "Nothing yet" });
  return { project, conversation, option, empty };
}

/** A design with options and one change in words. */
export async function prepareChange(api) {
  const project = await api.post("/projects", { name: "Members’ site", goal: SENTENCE });
  const conversation = await api.post(`/projects/${project.id}/conversations`);
  await run(api, conversation, { text: SENTENCE });
  const [option] = await api.get(`/projects/${project.id}/options`);
  await run(api, conversation, { text: "Add a web application firewall." });
  return { project, conversation, option };
}

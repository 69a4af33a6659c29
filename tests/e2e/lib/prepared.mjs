/** A studio in which things have happened: what the pages are examined and photographed with. */
import { randomUUID } from "node:crypto";

import { eventually } from "./deadline.mjs";

const SENTENCE =
  "A members' site for 50,000 visits a month in eu-central-1: static pages, a small JSON API behind sign-in, 99.9 % available, under $60 a month.";

/** An id for a run that nobody else has. */
export const newRun = () => `run_${randomUUID().replaceAll("-", "")}`;

/** Say or press something in a conversation and return the thread once the run has ended. */
export async function run(api, conversation, { text = "", action = null, mode = "brainstorm" }) {
  const id = newRun();
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
  const halted = await prepareHaltedBuild(api);
  return { project, conversation, option, empty, halted };
}

/** A design whose one build was stopped while its files were being checked. */
async function prepareHaltedBuild(api) {
  const project = await api.post("/projects", { name: "Stopped on the way", goal: SENTENCE });
  const conversation = await api.post(`/projects/${project.id}/conversations`);
  await run(api, conversation, { text: SENTENCE });
  const [option] = await api.get(`/projects/${project.id}/options`);
  const id = newRun();
  const action = { type: "build", option_id: option.id };
  await api.post(`/conversations/${conversation.id}/runs`, {
    ...{ run: id, text: "", mode: "implement", action, scope: [], resume: null },
  });
  const thread = () => api.get(`/conversations/${conversation.id}`);
  await eventually("the build is on its way", async () =>
    (await thread()).activities.some(({ type, content }) => type === "BUNDLE_PROGRESS" && content.files.length > 0),
  );
  await api.post(`/runs/${id}/cancel`);
  await eventually("the build has stopped", async () => (await thread()).open_run === null);
  return project;
}

/** A design whose components stand in a network. */
export async function prepareNetwork(api) {
  const goal = "Our shop runs in containers over PostgreSQL in eu-central-1, for 40,000 orders a month.";
  const project = await api.post("/projects", { name: "Shop in a network", goal });
  const conversation = await api.post(`/projects/${project.id}/conversations`);
  await run(api, conversation, { text: goal });
  return project;
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

/** The words of the workspace, once: how a test says something, and where it reads the answer. */
import { eventually } from "./deadline.mjs";

/** A new project by REST and its page, with an empty chat. */
export async function openProject(page, api, name = "A new design") {
  const project = await api.post("/projects", { name });
  await page.goto(`/projects/${project.id}`);
  await composer(page).waitFor();
  return project;
}

export const composer = (page) => page.getByRole("textbox", { name: "Message" });
export const transcript = (page) => page.getByRole("log");
export const answers = (page) => transcript(page).getByRole("article");
export const board = (page) => page.getByRole("tabpanel", { name: /^Board/ });
export const cards = (page) => board(page).getByRole("article");
export const questions = (page) => board(page);

/** Type a message and send it with Enter. */
export async function say(page, text) {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Wait until no run goes on in this window. */
export async function settled(page) {
  await page.getByRole("button", { name: /^Stop/ }).waitFor({ state: "detached" });
}

/** How often a text stands in the transcript. */
export async function timesSaid(page, text) {
  return (await transcript(page).innerText()).split(text).length - 1;
}

/** The conversation of the project that was written to last, when it satisfies `is`. */
export function conversationOf(api, project, is = () => true) {
  return eventually("the conversation is as expected", async () => {
    const { items } = await api.get(`/conversations?project_id=${project.id}`);
    if (items.length === 0) return null;
    const thread = await api.get(`/conversations/${items[0].id}`);
    return is(thread) ? thread : null;
  });
}

/** Go to an address of the workspace and bring the canvas to the front, which a phone shows by its tab. */
export async function canvas(page, address) {
  await page.goto(address);
  await page.locator("[data-pane=canvas]").waitFor({ state: "attached" });
  const tab = page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Canvas" });
  if (await tab.isVisible()) await tab.click();
}

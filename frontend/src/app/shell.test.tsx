import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import { shortcuts } from "@/lib/shortcuts";
import { DashboardPage } from "@/pages/dashboard/dashboard-page";
import { aProject } from "@/testing/builders";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { Shell } from "./shell";

const nothing = { items: [], next_cursor: null };
const pages = {
  Component: Shell,
  children: [
    { path: "/designs", Component: DashboardPage },
    { path: "/artifacts", element: <h1>Artifacts</h1> },
    { path: "/projects/:projectId", element: <h1>Workspace</h1> },
  ],
};

function open(at: string) {
  return renderAt(<p>elsewhere: {at}</p>, { at, routes: [pages] });
}

/** The desktop and the phone navigation are both in the document; the style sheet shows one of them. */
async function firstOf(role: string, name: string | RegExp): Promise<HTMLElement> {
  const [first] = await screen.findAllByRole(role, { name });
  if (first === undefined) throw new Error("findAllByRole found nothing");
  return first;
}

beforeEach(() => {
  window.scrollTo = () => undefined;
  server.use(http.get(route("/projects"), () => ok(nothing)));
});

test("going to another page moves the focus to its heading", async () => {
  const { person } = open("/designs");

  await person.click(await firstOf("link", "Artifacts"));

  const heading = await screen.findByRole("heading", { name: "Artifacts" });
  await waitFor(() => expect(heading).toHaveFocus());
});

test("the first Tab reaches a link past the navigation", async () => {
  const { person } = open("/designs");

  await person.tab();

  expect(screen.getByRole("link", { name: "Skip to content" })).toHaveFocus();
});

test("New design lands in the composer", async () => {
  const { person } = open("/artifacts");

  await person.click(screen.getByRole("button", { name: "New design" }));

  const composer = await screen.findByRole("textbox", { name: "What should the system do?" });
  await waitFor(() => expect(composer).toHaveFocus());
});

test("the palette finds a design by name and opens it", async () => {
  server.use(
    http.get(route("/projects"), () => ok({ items: [aProject()], next_cursor: null } as never)),
  );
  const { person, router } = open("/artifacts");

  await person.keyboard("{Control>}k{/Control}");
  await person.type(await screen.findByRole("combobox"), "image");
  await screen.findByRole("option", { name: "Image pipeline" });
  await person.keyboard("{Enter}");

  await screen.findByRole("heading", { name: "Workspace" });
  expect(router.state.location.pathname).toBe("/projects/prj_1");
});

test("the shortcuts sheet opens by its shortcut and closes by Escape", async () => {
  const { person } = open("/artifacts");

  await person.keyboard("{Control>}/{/Control}");
  expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await person.keyboard("{Escape}");

  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("a question mark opens the shortcuts sheet with every shortcut, but not while typing", async () => {
  const { person } = open("/designs");
  const composer = await screen.findByRole("textbox", { name: "What should the system do?" });

  await person.type(composer, "?");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(composer).toHaveValue("?");
  composer.blur();
  await person.keyboard("?");

  const sheet = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
  for (const { does } of Object.values(shortcuts)) expect(sheet.getByText(does)).toBeVisible();
  await person.keyboard("{Escape}");
});

test("the theme follows the choice in the account menu and is kept", async () => {
  const { person } = open("/artifacts");

  await person.click(await firstOf("button", /^Account/));
  await person.click(screen.getByRole("menuitemradio", { name: "Dark" }));

  expect(document.documentElement).toHaveClass("dark");
  expect(localStorage.getItem("cloudwright.theme")).toBe("dark");
});

test("a sign-in that has run out leads to the sign-in page", async () => {
  server.use(http.get(route("/me"), () => refused(401, "NOT_SIGNED_IN", "You are not signed in.")));
  const { router } = open("/artifacts");

  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
});

test("signing out ends at the sign-in page", async () => {
  server.use(http.delete(route("/sign-in"), () => ok({})));
  const { person, router } = open("/artifacts");

  await person.click(await firstOf("button", /^Account/));
  await person.click(screen.getByRole("menuitem", { name: "Sign out" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
});

import { screen, within } from "@testing-library/react";
import { http } from "msw";

import type { Schemas } from "@/lib/api/types";
import { renderAt } from "@/testing/render";
import { ok, route, server } from "@/testing/server";

import CommentsPane from "./comments-pane";

const thread: Schemas["CommentThread"] = {
  id: "cth_1",
  project_id: "prj_1",
  option_id: "opt_1",
  revision_number: 1,
  anchor: { kind: "component", id: "orders", title: "Orders", removed_in: 4 },
  comments: [
    {
      id: "cmt_1",
      author: { id: "usr_2", name: "Bo" },
      text: "@Ada look",
      created_at: "2026-11-22T00:00:00Z",
      edited: false,
      deleted: false,
      yours: false,
      unread: true,
    },
  ],
  resolved: false,
  resolved_by: null,
  created_at: "2026-11-22T00:00:00Z",
  updated_at: "2026-11-22T00:00:00Z",
  unread: 1,
};

function shown(facts: Partial<Schemas["CommentThreads"]> = {}) {
  const all: Schemas["CommentThreads"] = {
    items: [thread],
    people: [{ id: "usr_1", name: "Ada" }],
    may_write: true,
    may_moderate: false,
    ...facts,
  };
  const asked: { path: string; body: unknown }[] = [];
  server.use(
    http.get(route("/options/opt_1/comments"), () => ok(all)),
    http.post(route("/comment-threads/cth_1/read"), () => ok({})),
    http.post(route("/comment-threads"), async ({ request }) => {
      asked.push({ path: "/comment-threads", body: await request.json() });
      return ok(thread);
    }),
  );
  const view = renderAt(
    <CommentsPane
      optionId="opt_1"
      revisionId="rev_1"
      elements={[{ kind: "component", id: "queue", title: "Queue" }]}
      about={null}
      onAbout={() => undefined}
      onGo={() => undefined}
      threadId={null}
    />,
  );
  return { ...view, asked };
}

test("a discussion says which revision took its element away, and what is new", async () => {
  shown();
  const found = await screen.findByRole("article", {
    name: "Discussion on orders, removed in revision 4",
  });
  expect(within(found).getByText("New")).toBeVisible();
  expect(within(found).getByRole("button", { name: "Answer" })).toBeVisible();
});

test("a member is offered behind an @ and mentioned in what is sent", async () => {
  const { person, asked } = shown();
  const field = await screen.findByRole("textbox", { name: "Comment on the whole design" });
  await person.type(field, "Please @a");
  await screen.findByRole("option", { name: "Ada" });
  await person.keyboard("{Enter}");
  await person.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByRole("article");
  expect(asked).toEqual([
    {
      path: "/comment-threads",
      body: {
        revision_id: "rev_1",
        anchor: { kind: "design", id: "" },
        text: "Please @Ada",
        mentions: ["usr_1"],
      },
    },
  ]);
});

test("who may only read sees the words and no field", async () => {
  shown({ may_write: false });
  await screen.findByText("look", { exact: false });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button", { name: "Answer" })).toBeNull();
});

import { screen, within } from "@testing-library/react";
import { http } from "msw";

import { aConversation } from "@/testing/builders";
import { renderAt } from "@/testing/render";
import { ok, route, server } from "@/testing/server";

import { ConversationsPage } from "./conversations-page";

const conversation = aConversation({ title: "Thumbnails in 30 seconds", open_run: true });

function serveConversations(titles: string[]): void {
  server.use(
    http.get(route("/conversations"), () =>
      ok({
        items: titles.map((title) => ({ ...conversation, title })),
        next_cursor: null,
      }),
    ),
  );
}

test("a conversation opens its design at that conversation", async () => {
  serveConversations([conversation.title]);
  renderAt(<ConversationsPage />);

  const row = await screen.findByRole("row", { name: /Thumbnails in 30 seconds/ });

  expect(within(row).getByRole("link", { name: conversation.title })).toHaveAttribute(
    "href",
    "/projects/prj_1?conversation=cnv_1",
  );
  expect(within(row).getByText("Running")).toBeVisible();
  expect(within(row).getAllByText("Analyze")[0]).toBeInTheDocument();
});

test("a conversation is renamed and deleted from its menu", async () => {
  const titles = [conversation.title];
  serveConversations(titles);
  server.use(
    http.patch(route("/conversations/cnv_1"), async ({ request }) => {
      titles[0] = ((await request.json()) as { title: string }).title;
      return ok({});
    }),
    http.delete(route("/conversations/cnv_1"), () => {
      titles.length = 0;
      return ok({});
    }),
  );
  const { person } = renderAt(<ConversationsPage />);

  await person.click(await screen.findByRole("button", { name: /^Actions for/ }));
  await person.click(screen.getByRole("menuitem", { name: "Rename" }));
  const field = await screen.findByRole("textbox", { name: "Conversation title" });
  await person.clear(field);
  await person.type(field, "Thumbnails{Enter}");
  await person.click(await screen.findByRole("button", { name: "Actions for Thumbnails" }));
  await person.click(screen.getByRole("menuitem", { name: "Delete" }));
  await person.click(await screen.findByRole("button", { name: "Delete conversation" }));

  expect(await screen.findByText("No conversations yet")).toBeVisible();
});

test("Escape gives up a renaming and sends nothing", async () => {
  serveConversations([conversation.title]);
  const { person } = renderAt(<ConversationsPage />);

  await person.click(await screen.findByRole("button", { name: /^Actions for/ }));
  await person.click(screen.getByRole("menuitem", { name: "Rename" }));
  await person.type(
    await screen.findByRole("textbox", { name: "Conversation title" }),
    "x{Escape}",
  );

  expect(screen.getByRole("link", { name: conversation.title })).toBeVisible();
});

import { screen } from "@testing-library/react";
import { http } from "msw";

import { aBrief } from "@/testing/analysed";
import { renderAt } from "@/testing/render";
import { ok, route, server } from "@/testing/server";

import { Requirements } from "./requirements";

const brief = aBrief({
  requirements: [
    {
      id: "budget",
      kind: "budget",
      statement: "Costs at most USD 60.00 a month",
      value: 60,
      unit: "USD/month",
      quote: "under $60 a month",
      source: "stated",
    },
  ],
  unused: ["feel like velvet"],
  contradictions: ["Under $60 a month does not go with 99.999 %."],
});

function show(fact: { id: string } | null = null) {
  const deeds = { onQuote: vi.fn(), onExplain: vi.fn() };
  server.use(http.get(route("/projects/prj_1/brief"), () => ok(brief)));
  return {
    ...renderAt(<Requirements projectId="prj_1" standards={null} fact={fact} {...deeds} />),
    ...deeds,
  };
}

test("a requirement leads to the words it came from, and contradictions are named", async () => {
  const { person, onQuote } = show();
  await person.click(await screen.findByRole("button", { name: /You wrote “under \$60 a month”/ }));
  expect(onQuote).toHaveBeenCalledWith("budget");
  expect(screen.getByText("Under $60 a month does not go with 99.999 %.")).toBeVisible();
});

test("whoever comes for a requirement finds it in focus", async () => {
  show({ id: "budget" });
  expect((await screen.findByText("Costs at most USD 60.00 a month")).closest("li")).toHaveFocus();
});

test("unused words are explained by a likely meaning that only needs correcting", async () => {
  const { person, onExplain } = show();
  await person.click(
    await screen.findByRole("button", { name: "Tell it what this means: “feel like velvet”" }),
  );
  await person.click(screen.getByRole("menuitem", { name: "How fast it answers" }));
  expect(onExplain).toHaveBeenCalledWith("“feel like velvet” means: it answers within 200 ms");
});

test("words that mean nothing are left out", async () => {
  const sent = vi.fn();
  const { person } = show();
  server.use(
    http.post(route("/projects/prj_1/brief/edits"), async ({ request }) => {
      sent(await request.json());
      return ok({ brief: { ...brief, unused: [], revision: 2 }, options: [] });
    }),
  );
  await person.click(
    await screen.findByRole("button", { name: "Tell it what this means: “feel like velvet”" }),
  );
  await person.click(screen.getByRole("menuitem", { name: "Nothing, leave it out" }));
  await vi.waitFor(() => expect(screen.queryByText("Not used yet")).toBeNull());
  expect(sent).toHaveBeenCalledWith({
    base_revision: 1,
    edits: [{ op: "drop_phrase", phrase: "feel like velvet" }],
  });
});

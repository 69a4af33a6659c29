import { fireEvent, screen, within } from "@testing-library/react";
import { http } from "msw";

import { aBrief, aFinding, anAnalysedOption, anOptionCard, aTraced } from "@/testing/analysed";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import AnalysisPanel, { type AnalysisPanelProps } from "./analysis-panel";

const lean = anOptionCard();
const guarded = anOptionCard({ id: "opt_2", name: "Guarded serverless", revision_id: "rev_2" });
const analysed = [
  anAnalysedOption({ findings: [aFinding()], requirements: [aTraced()] }),
  anAnalysedOption({ id: "opt_2", costs: ["9.00", "12.00", "15.00"], jobs: 7 }),
];

function show(props: Partial<AnalysisPanelProps> = {}) {
  const deeds = {
    onContinue: vi.fn(),
    onOpen: vi.fn(),
    onBoard: vi.fn(),
    onAsk: vi.fn(),
    onState: vi.fn(),
  };
  const view = renderAt(
    <AnalysisPanel
      projectId="prj_1"
      cards={[lean, guarded]}
      brief={aBrief({
        requirements: [
          {
            id: "budget",
            kind: "budget",
            statement: "",
            value: 60,
            unit: "",
            quote: "",
            source: "stated",
          },
        ],
      })}
      busy={false}
      stating={null}
      {...deeds}
      {...props}
    />,
  );
  return { ...view, ...deeds };
}

beforeEach(() => {
  localStorage.clear();
  server.use(http.get(route("/projects/prj_1/analysis"), () => ok(analysed)));
});

/** Roles of a whole table take long to compute, so the table is waited for by its words. */
async function shown(named: { name: RegExp | string }): Promise<HTMLElement> {
  await screen.findByText("Operations load");
  return screen.getByRole("button", named);
}

const columns = () =>
  screen
    .getAllByRole("columnheader")
    .map((each) => within(each).getAllByRole("button")[0]?.textContent);

test("a cell opens the arithmetic, the source, and the words that asked for it", async () => {
  const { person, onState } = show();
  await person.click(await shown({ name: /^A, Monthly cost, Today’s traffic: ?\$2\.00/ }));

  const evidence = screen.getByRole("dialog", { name: "Monthly cost at today’s traffic" });
  expect(evidence).toHaveTextContent("1,000 calls a month at USD 1 per 1,000 requests");
  expect(evidence).toHaveTextContent("under $60 a month");
  expect(within(evidence).getByRole("link", { name: /aws\.amazon\.com/ })).toBeVisible();

  const requests = within(evidence).getByRole("textbox", { name: "Requests" });
  await person.clear(requests);
  await person.type(requests, "5,000{Enter}");
  expect(onState).toHaveBeenCalledWith("requests_per_month", "5000");
});

test("a fix is applied to the option whose cell was opened", async () => {
  const sent = vi.fn();
  server.use(
    http.post(route("/options/opt_1/edits"), async ({ request }) => {
      sent(await request.json());
      return refused(409, "REVISION_STALE", "Somebody changed it first.");
    }),
  );
  const { person } = show();
  await person.click(await shown({ name: /^A, Findings by pillar, Security/ }));
  await person.click(screen.getByRole("button", { name: "Apply fix: Add a web firewall" }));

  await vi.waitFor(() =>
    expect(sent).toHaveBeenCalledWith({
      base_revision: 4,
      edits: [{ op: "remove_component", id: "site" }],
      note: "Add a web firewall",
    }),
  );
});

test("weights order the columns, and are kept for the project", async () => {
  const { person, unmount } = show();
  await screen.findByText("Operations load");
  expect(columns()).toEqual(["Lean serverless", "Guarded serverless"]);

  for (const slider of screen.getAllByRole("slider", { hidden: true }))
    if (slider.getAttribute("id") !== null) setSlider(slider, "0");
  setSlider(screen.getByLabelText("Few findings"), "5");
  expect(columns()).toEqual(["Guarded serverless", "Lean serverless"]);

  unmount();
  show();
  await screen.findByText("Operations load");
  expect(columns()).toEqual(["Guarded serverless", "Lean serverless"]);
  await person.click(screen.getByText("Usual weights"));
  expect(columns()).toEqual(["Lean serverless", "Guarded serverless"]);
});

test("choosing makes the option the design, then goes on", async () => {
  server.use(http.post(route("/options/opt_2/choose"), () => ok({ ...guarded, chosen: true })));
  const { person, onContinue } = show();
  await person.click(await shown({ name: "Choose B and continue" }));
  await vi.waitFor(() => expect(onContinue).toHaveBeenCalledWith(guarded));
});

test("arrow keys go from cell to cell", async () => {
  const { person } = show();
  const first = await shown({ name: /^A, Monthly cost, 0\.1× traffic/ });
  first.focus();
  await person.keyboard("{ArrowRight}{ArrowDown}");
  expect(document.activeElement).toHaveAccessibleName(/^B, Monthly cost, Today’s traffic/);
});

test("traffic that is supposed is computed, and a word is no factor", async () => {
  const asked = vi.fn();
  server.use(
    http.get(route("/projects/prj_1/analysis"), ({ request }) => {
      asked(new URL(request.url).searchParams.getAll("times"));
      return ok(analysed);
    }),
  );
  const { person } = show();
  const traffic = await screen.findByLabelText("Traffic ×");
  await person.type(traffic, "lots{Enter}");
  expect(screen.getByRole("alert")).toHaveTextContent("A number above 0");
  await person.clear(traffic);
  await person.type(traffic, "25{Enter}");
  await screen.findByRole("rowheader", { name: "25× traffic" });
  await vi.waitFor(() => expect(asked).toHaveBeenLastCalledWith(["0.1", "1", "10", "25"]));
});

test("without options there is a way to the board, and a failure can be tried again", async () => {
  const { person, onBoard, unmount } = show({ cards: [] });
  await person.click(screen.getByRole("button", { name: "Go to the board" }));
  expect(onBoard).toHaveBeenCalled();
  unmount();

  server.use(
    http.get(route("/projects/prj_1/analysis"), () => refused(500, "INTERNAL", "Broken.")),
  );
  show();
  expect(await screen.findByText("The options could not be compared.")).toBeVisible();
});

function setSlider(slider: HTMLElement, value: string): void {
  fireEvent.change(slider, { target: { value } });
}

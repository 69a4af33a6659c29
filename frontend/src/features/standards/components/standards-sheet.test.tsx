import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import type { Schemas } from "@/lib/api/types";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import type { Standards } from "../api/standards";
import { useStandardsSheet } from "../hooks/use-standards-sheet";
import type { SeenOption } from "../model/words";

import StandardsSheet from "./standards-sheet";

const NONE: Standards = {
  name_prefix: "",
  tags: {},
  allowed_regions: [],
  allowed_kinds: [],
  forbidden_kinds: [],
  permissions_boundary: "",
  formats: [],
};

const KINDS: Schemas["CatalogKind"][] = [
  {
    id: "nat_gateway",
    title: "NAT gateway",
    service: "Amazon VPC",
    icon: "x",
    category: "network",
  },
  { id: "waf_web_acl", title: "Web firewall", service: "AWS WAF", icon: "x", category: "security" },
];

const LEAN: SeenOption = {
  id: "opt_1",
  name: "Lean",
  revision_id: "rev_1",
  revision_number: 1,
  discarded: false,
  departures: [],
};

function Page() {
  const sheet = useStandardsSheet();
  return (
    <>
      <h1>Design</h1>
      <button onClick={sheet.show}>Standards</button>
      {sheet.open && (
        <StandardsSheet
          projectId="prj_1"
          region="eu-central-1"
          options={[LEAN]}
          onClose={sheet.hide}
        />
      )}
    </>
  );
}

/** The open sheet; what is saved is kept in `saved`. */
async function opened(stored: Partial<Standards> = {}, options: SeenOption[] = [LEAN]) {
  const saved: unknown[] = [];
  server.use(
    http.get(route("/projects/prj_1/standards"), () => ok({ ...NONE, ...stored })),
    http.get(route("/catalog"), () => ok(KINDS)),
    http.get(route("/revisions/rev_1"), () => ok({ architecture: { name: "orders" } })),
    http.put(route("/projects/prj_1/standards"), async ({ request }) => {
      saved.push(await request.json());
      return ok({ brief: {}, options: options.map((each) => ({ ...each })) });
    }),
  );
  const view = renderAt(<Page />, { at: "/projects/prj_1?sheet=standards" });
  const sheet = await screen.findByRole("dialog", { name: "Standards" });
  await within(sheet).findByLabelText("Name prefix");
  return { ...view, sheet: within(sheet), saved };
}

test("the example of a name follows the prefix", async () => {
  const { sheet, person } = await opened();

  await person.type(sheet.getByLabelText("Name prefix"), "acme");

  expect(await sheet.findByText("Names begin with acme-orders-prod-…")).toBeVisible();
});

test("what is typed is saved, and what it did to the options is said", async () => {
  const { sheet, person, saved } = await opened({}, [{ ...LEAN, revision_id: "rev_2" }]);

  await person.type(sheet.getByLabelText("Name prefix"), "acme");
  await person.click(sheet.getByRole("button", { name: "Add a tag" }));
  await person.keyboard("CostCentre{Tab}4711");
  await person.type(sheet.getByRole("combobox", { name: "Forbidden services" }), "waf{Enter}");
  await person.type(sheet.getByRole("combobox", { name: "Allowed Regions" }), "frank{Enter}");
  await person.click(sheet.getByRole("checkbox", { name: /^CloudFormation/ }));
  await person.click(sheet.getByRole("button", { name: "Save standards" }));

  expect(
    await sheet.findByText("Saved. 1 option changed. Every option keeps to them."),
  ).toBeVisible();
  expect(saved).toEqual([
    {
      ...NONE,
      name_prefix: "acme",
      tags: { CostCentre: "4711" },
      forbidden_kinds: ["waf_web_acl"],
      allowed_regions: ["eu-central-1"],
      formats: ["terraform", "diagrams", "documents"],
    },
  ]);
});

test("options that are not under the saved standards are named", async () => {
  const { sheet, person } = await opened({}, [
    { ...LEAN, departures: [{ rule: "standards-service", sentence: "It uses it." }] },
  ]);

  await person.type(sheet.getByLabelText("Name prefix"), "acme");
  await person.click(sheet.getByRole("button", { name: "Save standards" }));

  expect(await sheet.findByText(/Not under them: “Lean”/)).toBeVisible();
});

test("what cannot be saved stands beside its field, which gets the focus", async () => {
  const { sheet, person, saved } = await opened();

  await person.type(sheet.getByLabelText("Name prefix"), "acme");
  await person.type(sheet.getByLabelText("Permissions boundary"), "arn:aws:iam::12:policy/x");
  await person.click(sheet.getByRole("button", { name: "Save standards" }));

  expect(sheet.getByLabelText("Permissions boundary")).toHaveAccessibleDescription(/^An ARN reads/);
  await waitFor(() => expect(sheet.getByLabelText("Permissions boundary")).toHaveFocus());
  expect(saved).toEqual([]);
});

test("the server's problem stands at the field that it is about", async () => {
  const { sheet, person } = await opened({ forbidden_kinds: ["waf_web_acl"] });
  const problem = {
    path: "components.firewall.kind",
    rule: "standards-service",
    got: "waf_web_acl",
    hint: "your standards do not allow AWS WAF (Web firewall): do without it",
  };
  server.use(
    http.put(route("/projects/prj_1/standards"), () =>
      refused(422, "DESIGN_INVALID", "Your standards leave no design.", { problems: [problem] }),
    ),
  );

  await person.type(sheet.getByLabelText("Name prefix"), "acme");
  await person.click(sheet.getByRole("button", { name: "Save standards" }));

  expect(
    await sheet.findByText("Your standards do not allow AWS WAF (Web firewall): do without it."),
  ).toBeVisible();
  expect(sheet.getByRole("combobox", { name: "Forbidden services" })).toBeInvalid();
});

test("the Region of the design is named when it would be excluded", async () => {
  const { sheet, person } = await opened();

  await person.type(sheet.getByRole("combobox", { name: "Allowed Regions" }), "tokyo{Enter}");

  expect(
    sheet.getByText("This design stands in eu-central-1, which would be excluded."),
  ).toBeVisible();
});

test("leaving with changes asks first, and discarding them closes the sheet", async () => {
  const { sheet, person } = await opened();
  await person.type(sheet.getByLabelText("Name prefix"), "acme");

  await person.keyboard("{Escape}");
  const question = within(await screen.findByRole("dialog", { name: "Leave without saving?" }));
  await person.click(question.getByRole("button", { name: "Keep editing" }));
  expect(sheet.getByLabelText("Name prefix")).toHaveValue("acme");
  await person.keyboard("{Escape}");
  await person.click(await screen.findByRole("button", { name: "Discard changes" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the focus goes back to what opened the sheet", async () => {
  const { person } = await opened();
  await person.keyboard("{Escape}");
  const button = await screen.findByRole("button", { name: "Standards" });

  await person.click(button);
  await screen.findByRole("dialog", { name: "Standards" });
  await person.keyboard("{Escape}");

  await waitFor(() => expect(button).toHaveFocus());
});

test("Escape closes open suggestions before it closes the sheet", async () => {
  const { sheet, person } = await opened();
  const field = sheet.getByRole("combobox", { name: "Allowed Regions" });

  await person.click(field);
  expect(field).toHaveAttribute("aria-expanded", "true");
  await person.keyboard("{Escape}");

  expect(field).toHaveAttribute("aria-expanded", "false");
  await person.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a pasted file fills the fields without saving them", async () => {
  const { sheet, person, saved } = await opened();
  const read = { ...NONE, name_prefix: "acme", forbidden_kinds: ["nat_gateway"] };
  server.use(http.post(route("/standards/read"), () => ok(read)));

  await person.click(sheet.getByRole("button", { name: "Paste" }));
  await person.type(sheet.getByLabelText("Text of a standards.yaml"), "name_prefix: acme");
  await person.click(sheet.getByRole("button", { name: "Put into the fields" }));

  expect(await sheet.findByText(/^The fields hold what the text says/)).toBeVisible();
  expect(sheet.getByLabelText("Name prefix")).toHaveValue("acme");
  expect(sheet.getByRole("button", { name: "Remove Amazon VPC NAT gateway" })).toBeVisible();
  expect(saved).toEqual([]);
});

test("a file that cannot be read says what is wrong with it, line by line", async () => {
  const { sheet, person } = await opened();
  const problems = [{ path: "tag", hint: "Extra inputs are not permitted" }];
  server.use(
    http.post(route("/standards/read"), () =>
      refused(422, "DESIGN_UNREADABLE", "No standards.", { problems }),
    ),
  );

  await person.click(sheet.getByRole("button", { name: "Paste" }));
  await person.type(sheet.getByLabelText("Text of a standards.yaml"), "tag: x");
  await person.click(sheet.getByRole("button", { name: "Put into the fields" }));

  expect(await sheet.findByText("tag: Extra inputs are not permitted.")).toBeVisible();
});

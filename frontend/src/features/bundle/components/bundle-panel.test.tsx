import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse, type JsonBodyType } from "msw";

import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import type { ArtifactDetail, BundleProgress } from "../model/bundle";

import BundlePanel, { type BundlePanelProps } from "./bundle-panel";

function aBundle(changes: Partial<ArtifactDetail> = {}): ArtifactDetail {
  return {
    summary: {
      id: "art_1",
      name: "Photo thumbnails",
      option_id: "opt_1",
      revision_number: 2,
      created_at: "2026-01-15T10:00:00Z",
      bytes: 40_000,
      status: "ready",
      errors: 0,
      warnings: 1,
      monthly_cost: { amount: "5.61", currency: "USD" },
    },
    files: [
      { path: "README.md", bytes: 20, sha256: "a", language: "markdown", change: "unchanged" },
      { path: "terraform/main.tf", bytes: 30, sha256: "b", language: "hcl", change: "changed" },
    ],
    checks: {
      checks: [
        {
          id: "cfn-lint",
          title: "Lint (cfn-lint)",
          tool: "cfn-lint",
          version: "1.40",
          ran: true,
          proves: "The template is valid.",
          matches: [
            {
              file: "terraform/main.tf",
              line: 2,
              level: "warning",
              rule: "W3045",
              message: "Prefer a policy",
            },
          ],
        },
      ],
      not_run: ["checkov: run `make check` in this folder"],
    },
    stages: [{ id: "lint", title: "Lint (cfn-lint)", status: "passed", detail: "1 warning" }],
    changes: {
      previous_artifact_id: null,
      files: { added: [], changed: [], removed: [] },
      components: null,
    },
    ...changes,
  };
}

function shows(bundle: ArtifactDetail): void {
  server.use(
    http.get(route("/artifacts"), () => ok({ items: [{ ...bundle.summary }], next_cursor: null })),
    http.get(route("/artifacts/art_1"), () =>
      ok(structuredClone(bundle) as unknown as JsonBodyType),
    ),
    http.get(route("/artifacts/art_1/files/README.md"), () => HttpResponse.text("# Read me")),
    http.get(route("/artifacts/art_1/files/terraform/main.tf"), () =>
      HttpResponse.text("resource {\n  name = 1\n}\n"),
    ),
  );
}

function renderPanel(changes: Partial<BundlePanelProps> = {}) {
  const onBuild = vi.fn();
  const onSelectArtifact = vi.fn();
  const view = renderAt(
    <BundlePanel
      projectId="prj_1"
      optionId="opt_1"
      artifactId={null}
      progress={null}
      plan={null}
      {...{ onBuild, onSelectArtifact }}
      {...changes}
    />,
  );
  return { ...view, onBuild, onSelectArtifact };
}

test("without a bundle the panel says what one is and offers to build it", async () => {
  server.use(http.get(route("/artifacts"), () => ok({ items: [], next_cursor: null })));
  const { person, onBuild } = renderPanel();

  await person.click(await screen.findByRole("button", { name: "Build the bundle" }));

  expect(onBuild).toHaveBeenCalledOnce();
});

test("a running build shows its stages and files as they are written", () => {
  server.use(http.get(route("/artifacts"), () => ok({ items: [], next_cursor: null })));
  const progress: BundleProgress = {
    artifact_id: null,
    stages: [
      { id: "compile", title: "Compile", status: "passed", detail: "" },
      { id: "lint", title: "Lint (cfn-lint)", status: "running", detail: "" },
    ],
    files: [
      { path: "template.yaml", status: "done", bytes: 2048 },
      { path: "main.tf", status: "queued", bytes: 0 },
    ],
  };
  renderPanel({ progress });

  const stages = within(screen.getByRole("list", { name: "Stages" }));
  expect(stages.getByText("Lint (cfn-lint)").closest("li")).toHaveTextContent("running");
  expect(screen.getByText(/1 of 2 files written/)).toBeVisible();
});

test("a stage that failed says that nothing was packaged", () => {
  server.use(http.get(route("/artifacts"), () => ok({ items: [], next_cursor: null })));
  const progress: BundleProgress = {
    artifact_id: null,
    stages: [{ id: "package", title: "Package", status: "failed", detail: "The disk is full." }],
    files: [],
  };
  renderPanel({ progress });

  expect(screen.getByRole("alert")).toHaveTextContent("Package failed. The disk is full.");
});

test("the file and line of a match open in the preview", async () => {
  shows(aBundle());
  const { person } = renderPanel();

  await person.click(await screen.findByRole("tab", { name: /^Checks/ }));
  await person.click(screen.getByRole("button", { name: "terraform/main.tf:2" }));

  expect(
    await screen.findByRole("region", { name: "Text of terraform/main.tf, at line 2" }),
  ).toHaveTextContent("name = 1");
});

test("the tree is walked by arrows, and Enter opens a file", async () => {
  shows(aBundle());
  const { person } = renderPanel();
  (await screen.findByRole("treeitem", { name: /terraform/ })).focus();

  await person.keyboard("{ArrowRight}{Enter}");

  expect(
    await screen.findByRole("region", { name: "Text of terraform/main.tf" }),
  ).toHaveTextContent("resource {");
});

test("left closes the folder around a file", async () => {
  shows(aBundle());
  const { person } = renderPanel();
  (await screen.findByRole("treeitem", { name: /main\.tf/ })).focus();

  await person.keyboard("{ArrowLeft}{ArrowLeft}");

  expect(screen.getByRole("treeitem", { name: "terraform" })).toHaveAttribute(
    "aria-expanded",
    "false",
  );
  expect(screen.queryByRole("treeitem", { name: /main\.tf/ })).not.toBeInTheDocument();
});

test("a bundle with errors can be read but not downloaded, and says why", async () => {
  const bundle = aBundle();
  shows({
    ...bundle,
    summary: { ...bundle.summary, status: "failed", errors: 2 },
    stages: [{ id: "lint", title: "Lint (cfn-lint)", status: "failed", detail: "2 errors" }],
  });
  renderPanel();

  const download = await screen.findByRole("button", { name: "Download" });
  expect(download).toBeDisabled();
  expect(download).toHaveAccessibleDescription(/Lint \(cfn-lint\) failed.*not validated/);
  expect(screen.getByRole("tree")).toBeVisible();
});

test("download asks for a link and follows it", async () => {
  shows(aBundle());
  const follow = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  server.use(
    http.post(route("/artifacts/art_1/download-link"), () =>
      ok({ url: "/api/v1/downloads/token", expires_at: "2026-01-15T10:10:00Z" }),
    ),
  );
  const { person } = renderPanel();

  await person.click(await screen.findByRole("button", { name: "Download" }));

  await waitFor(() => expect(follow).toHaveBeenCalledOnce());
  expect(follow.mock.contexts[0]).toHaveProperty("pathname", "/api/v1/downloads/token");
});

test("a changed file opens its difference", async () => {
  shows(
    aBundle({
      changes: {
        previous_artifact_id: "art_0",
        files: { added: [], changed: ["terraform/main.tf"], removed: [] },
        components: null,
      },
    }),
  );
  server.use(
    http.get(route("/artifacts/art_1/files-diff/terraform/main.tf"), () =>
      ok({ path: "terraform/main.tf", unified: "--- a\n+++ b\n@@ -1,1 +1,1 @@\n-old\n+new\n" }),
    ),
  );
  const { person } = renderPanel();

  await person.click(await screen.findByRole("tab", { name: "Changes" }));
  await person.click(screen.getByRole("button", { name: /terraform\/main\.tf/ }));

  expect(
    await screen.findByRole("region", { name: "What changed in terraform/main.tf" }),
  ).toHaveTextContent(/old.*new/);
});

test("a bundle that cannot be loaded says so and can be tried again", async () => {
  server.use(
    http.get(route("/artifacts"), () => ok({ items: [], next_cursor: null })),
    http.get(route("/artifacts/art_1"), () => refused(404, "NOT_FOUND", "No bundle.")),
  );
  renderPanel({ artifactId: "art_1" });

  expect(await screen.findByRole("alert")).toHaveTextContent("The bundle could not be loaded.");
  expect(screen.getByRole("button", { name: "Retry" })).toBeVisible();
});

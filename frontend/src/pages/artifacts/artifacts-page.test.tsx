import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { ArtifactsPage } from "./artifacts-page";

const artifact = {
  id: "art_1",
  project_id: "prj_1",
  project_name: "Image pipeline",
  name: "image-pipeline-v4",
  revision_number: 4,
  created_at: "2026-01-15T09:00:00Z",
  bytes: 148_230,
  status: "ready",
  errors: 0,
  warnings: 2,
  monthly_cost: { amount: "41.70", currency: "USD" },
};

function serveArtifacts(facts: Partial<typeof artifact> = {}): void {
  server.use(
    http.get(route("/artifacts"), () =>
      ok({ items: [{ ...artifact, ...facts }], next_cursor: null }),
    ),
  );
}

/** The addresses of links that a script clicked; jsdom itself goes nowhere. */
function followedLinks(): string[] {
  const followed: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    followed.push(this.getAttribute("href") ?? "");
  });
  return followed;
}

test("an artifact shows its checks and opens the bundle in its design", async () => {
  serveArtifacts();
  renderAt(<ArtifactsPage />);

  const row = await screen.findByRole("row", { name: /image-pipeline-v4/ });

  expect(within(row).getByRole("link", { name: artifact.name })).toHaveAttribute(
    "href",
    "/projects/prj_1?tab=bundle&artifact=art_1",
  );
  for (const fact of ["2 warnings", "148.2 kB", "$41.70"]) {
    expect(within(row).getAllByText(fact)[0]).toBeInTheDocument();
  }
});

test("download follows a signed link", async () => {
  serveArtifacts();
  server.use(
    http.post(route("/artifacts/art_1/download-link"), () =>
      ok({ url: "/api/v1/downloads/signed", expires_at: "2026-01-15T10:05:00Z" }),
    ),
  );
  const { person } = renderAt(<ArtifactsPage />);
  const followed = followedLinks();

  await person.click(await screen.findByRole("button", { name: /^Actions for/ }));
  await person.click(screen.getByRole("menuitem", { name: "Download" }));

  await waitFor(() => expect(followed).toEqual(["/api/v1/downloads/signed"]));
});

test("a bundle that was not finished cannot be downloaded", async () => {
  serveArtifacts({ status: "failed" });
  const { person } = renderAt(<ArtifactsPage />);

  await person.click(await screen.findByRole("button", { name: /^Actions for/ }));

  expect(screen.getAllByText("Not finished")[0]).toBeInTheDocument();
  expect(screen.getByRole("menuitem", { name: "Download" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("a failing list names its code", async () => {
  server.use(http.get(route("/artifacts"), () => refused(400, "BROKEN", "It is broken.")));
  renderAt(<ArtifactsPage />);

  expect(await screen.findByRole("alert")).toHaveTextContent("BROKEN");
});

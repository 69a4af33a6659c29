import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import { aMe } from "@/testing/builders";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { SignInPage } from "./sign-in-page";

const notSignedIn = http.get(route("/me"), () =>
  refused(401, "NOT_SIGNED_IN", "You are not signed in."),
);
const offering = (local: boolean) => http.get(route("/sign-in/options"), () => ok({ local }));

test("the local architect continues to the page that asked for a sign-in", async () => {
  server.use(
    notSignedIn,
    offering(true),
    http.post(route("/sign-in/local"), () => ok(aMe())),
  );
  const { person, router } = renderAt(<SignInPage />, {
    at: "/sign-in?next=%2Fartifacts",
    routes: [{ path: "/artifacts", element: <p>Artifacts</p> }],
  });

  await person.click(await screen.findByRole("button", { name: "Continue as local architect" }));

  expect(await screen.findByText("Artifacts")).toBeVisible();
  expect(router.state.location.pathname).toBe("/artifacts");
});

test("off the machine itself there is no button but an explanation", async () => {
  server.use(notSignedIn, offering(false));
  renderAt(<SignInPage />, { at: "/sign-in" });

  expect(await screen.findByRole("alert")).toHaveTextContent("Sign-in is not open from here");
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("a refused sign-in says why and lets the person try again", async () => {
  server.use(
    notSignedIn,
    offering(true),
    http.post(route("/sign-in/local"), () =>
      refused(403, "LOCAL_SIGN_IN_REFUSED", "Only this machine may do that."),
    ),
  );
  const { person } = renderAt(<SignInPage />, { at: "/sign-in" });

  const button = await screen.findByRole("button", { name: "Continue as local architect" });
  await vi.waitFor(() => expect(button).toBeEnabled());
  await person.click(button);

  expect(await screen.findByRole("alert")).toHaveTextContent("LOCAL_SIGN_IN_REFUSED");
  expect(button).toBeEnabled();
});

test("an unreachable server can be asked again", async () => {
  let up = false;
  server.use(
    notSignedIn,
    http.get(route("/sign-in/options"), () => (up ? ok({ local: true }) : HttpResponse.error())),
  );
  const { person } = renderAt(<SignInPage />, { at: "/sign-in" });

  const retry = await screen.findByRole("button", { name: "Retry" });
  up = true;
  await person.click(retry);

  expect(await screen.findByRole("button", { name: "Continue as local architect" })).toBeVisible();
});

const withAccounts = http.get(route("/sign-in/options"), () =>
  ok({ local: false, password: true, providers: [{ id: "google", label: "Google" }] }),
);

async function tryPassword(person: ReturnType<typeof renderAt>["person"]) {
  await person.type(await screen.findByLabelText("E-mail"), "ada@example.com");
  await person.type(screen.getByLabelText("Password"), "correct horse battery");
  await person.click(screen.getByRole("button", { name: "Sign in" }));
}

test("a provider leads on with the page that asked for a sign-in", async () => {
  server.use(notSignedIn, withAccounts);
  renderAt(<SignInPage />, { at: "/sign-in?next=%2Fartifacts" });

  expect(await screen.findByRole("link", { name: "Continue with Google" })).toHaveAttribute(
    "href",
    "/api/v1/sign-in/providers/google?next=%2Fartifacts",
  );
});

test("a password asks for the second factor, and a recovery code stands in for it", async () => {
  const proofs: unknown[] = [];
  server.use(
    notSignedIn,
    withAccounts,
    http.post(route("/sign-in/password"), () => ok({ outcome: "second_factor" })),
    http.post(route("/sign-in/second-factor"), async ({ request }) => {
      proofs.push(await request.json());
      return ok({ outcome: "signed_in" });
    }),
  );
  const { person } = renderAt(<SignInPage />, {
    at: "/sign-in",
    routes: [{ path: "/designs", element: <p>Designs</p> }],
  });

  await tryPassword(person);
  await person.click(await screen.findByRole("button", { name: "Use a recovery code" }));
  await person.type(screen.getByLabelText("Recovery code"), "abcd-efgh");
  await person.click(screen.getByRole("button", { name: "Continue" }));

  expect(await screen.findByText("Designs")).toBeVisible();
  expect(proofs).toEqual([{ recovery_code: "abcd-efgh" }]);
});

test("a refused password does not tell whether the address is known", async () => {
  server.use(
    notSignedIn,
    withAccounts,
    http.post(route("/sign-in/password"), () => refused(403, "SIGN_IN_REFUSED", "No.")),
  );
  const { person } = renderAt(<SignInPage />, { at: "/sign-in" });

  await tryPassword(person);

  expect(await screen.findByRole("alert")).toHaveTextContent(
    "The address or the password is wrong.",
  );
  expect(screen.getByLabelText("Password")).toHaveValue("");
});

test("too many attempts say how long to wait", async () => {
  server.use(
    notSignedIn,
    withAccounts,
    http.post(route("/sign-in/password"), () =>
      refused(429, "TOO_MANY_ATTEMPTS", "Wait.", { retry_after_seconds: 120 }),
    ),
  );
  const { person } = renderAt(<SignInPage />, { at: "/sign-in" });

  await tryPassword(person);

  expect(await screen.findByRole("alert")).toHaveTextContent("Try again in 2 minutes.");
});

test("a forgotten password is answered alike for every address", async () => {
  server.use(
    notSignedIn,
    withAccounts,
    http.post(route("/password-resets"), () => ok({})),
  );
  const { person } = renderAt(<SignInPage />, { at: "/sign-in?step=forgot" });

  await person.type(await screen.findByLabelText("E-mail"), "nobody@example.com");
  await person.click(screen.getByRole("button", { name: "Send the link" }));

  expect(await screen.findByText(/If nobody@example.com has an account here/)).toBeVisible();
});

test("a confirmed address needs the password that was chosen, and is signed in at once", async () => {
  const sent: unknown[] = [];
  server.use(
    notSignedIn,
    withAccounts,
    http.post(route("/sign-up/verify"), async ({ request }) => {
      sent.push(await request.json());
      return ok({ outcome: "signed_in" });
    }),
  );
  const { person } = renderAt(<SignInPage />, {
    at: "/sign-in?step=verify&next=%2Fartifacts#token=abc",
    routes: [{ path: "/artifacts", element: <p>Artifacts</p> }],
  });

  await person.type(await screen.findByLabelText("Password"), "quiet otter lamp");
  await person.click(screen.getByRole("button", { name: "Confirm and sign in" }));

  expect(await screen.findByText("Artifacts")).toBeVisible();
  expect(sent).toEqual([{ token: "abc", password: "quiet otter lamp" }]);
});

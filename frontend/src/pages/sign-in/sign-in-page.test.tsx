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

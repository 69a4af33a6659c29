import { act, fireEvent, render, screen } from "@testing-library/react";

import { toast, useToasts } from "@/lib/toast-store";

import { Toaster } from "./toast";

beforeEach(() => {
  vi.useFakeTimers();
  useToasts.setState({ messages: [] });
});
afterEach(() => vi.useRealTimers());

function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

test("a message goes away after seven seconds", () => {
  render(<Toaster />);
  act(() => toast("Renamed"));

  pass(6900);
  expect(screen.getByText("Renamed")).toBeVisible();
  pass(200);
  expect(screen.queryByText("Renamed")).not.toBeInTheDocument();
});

test("a message stays while the pointer or the focus is on it", () => {
  render(<Toaster />);
  act(() => toast("Renamed"));

  act(() => screen.getByRole("button", { name: "Dismiss" }).focus());
  pass(60_000);

  expect(screen.getByText("Renamed")).toBeVisible();
});

test("the action of a message runs once and closes it", () => {
  const runs: string[] = [];
  render(<Toaster />);
  act(() => toast("Deleted", { label: "Undo", run: () => runs.push("undo") }));

  fireEvent.click(screen.getByRole("button", { name: "Undo" }));

  expect(runs).toEqual(["undo"]);
  expect(screen.queryByText("Deleted")).not.toBeInTheDocument();
});

test("a screen reader hears messages politely", () => {
  render(<Toaster />);

  expect(screen.getByRole("region", { name: "Notifications" })).toHaveAttribute(
    "aria-live",
    "polite",
  );
});

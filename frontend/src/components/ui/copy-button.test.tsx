import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";

import { CopyButton } from "./copy-button";
import { TooltipProvider } from "./tooltip";

function show() {
  const person = userEvent.setup();
  render(
    <TooltipProvider>
      <CopyButton text="req_1" label="Copy request id" />
    </TooltipProvider>,
  );
  return person;
}

test("copying puts the text on the clipboard and says so", async () => {
  const person = show();

  await person.click(screen.getByRole("button", { name: "Copy request id" }));

  expect(await screen.findByRole("status")).toHaveTextContent("Copied");
  expect(await navigator.clipboard.readText()).toBe("req_1");
});

test("a clipboard that refuses is admitted", async () => {
  const person = show();
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));

  await person.click(screen.getByRole("button", { name: "Copy request id" }));

  expect(await screen.findByText("Copying was refused")).toBeInTheDocument();
});

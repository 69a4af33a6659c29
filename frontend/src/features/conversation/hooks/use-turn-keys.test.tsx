import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";

import { useTurnKeys } from "./use-turn-keys";

const texts: Readonly<Record<string, string>> = { a: "What is it?", b: "# An *answer*" };

function Conversation({ onWrite = () => undefined }: { onWrite?: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  useTurnKeys({
    scroller,
    onMove: () => undefined,
    textOf: (id) => texts[id] ?? "",
    onWrite,
  });
  return (
    <>
      <section data-pane="chat">
        <div ref={scroller}>
          {["a", "b"].map((id) => (
            <article key={id} data-turn={id} tabIndex={-1} aria-label={id} />
          ))}
        </div>
        <textarea aria-label="Message" />
      </section>
      <section data-pane="canvas">
        <button type="button">Build this</button>
      </section>
    </>
  );
}

const turn = (name: string) => screen.getByRole("article", { name });

test("K goes to the newest turn and up, J down again, and both stop at the ends", async () => {
  render(<Conversation />);
  const person = userEvent.setup();

  await person.keyboard("k");
  expect(turn("b")).toHaveFocus();
  await person.keyboard("kk");
  expect(turn("a")).toHaveFocus();
  await person.keyboard("jj");
  expect(turn("b")).toHaveFocus();
});

test("C copies the Markdown of the focused turn", async () => {
  const person = userEvent.setup();
  render(<Conversation />);

  await person.keyboard("kc");

  expect(await navigator.clipboard.readText()).toBe("# An *answer*");
});

test("Escape leads from a turn back to writing", async () => {
  const onWrite = vi.fn();
  render(<Conversation onWrite={onWrite} />);
  const person = userEvent.setup();

  await person.keyboard("k{Escape}");

  expect(onWrite).toHaveBeenCalledOnce();
});

test.each(["textbox", "button"])("in a %s the letters are its own", async (role) => {
  render(<Conversation />);
  const person = userEvent.setup();
  screen.getByRole(role).focus();

  await person.keyboard("k");

  expect(screen.getByRole(role)).toHaveFocus();
});

test("a question that is asked over the page keeps the letters to itself", () => {
  render(<Conversation />);
  render(<div data-modal="" />);

  fireEvent.keyDown(document.body, { key: "k" });

  expect(document.body).toHaveFocus();
});

import { act, fireEvent, screen } from "@testing-library/react";
import { createRef, useState } from "react";

import { renderAt } from "@/testing/render";

import { Composer } from "./composer";

type Props = React.ComponentProps<typeof Composer>;

function composer(facts: Partial<Props> = {}): { element: React.ReactNode; sent: string[] } {
  const sent: string[] = [];
  const element = (
    <Composer
      conversationId={null}
      field={createRef()}
      returned=""
      offered={null}
      mode="brainstorm"
      onModeChange={() => undefined}
      scope={[]}
      onUnscope={() => undefined}
      note="Built-in designer · nothing you type leaves this machine"
      refusal={null}
      onEdit={() => undefined}
      lastText={null}
      run="none"
      onSend={(text) => sent.push(text)}
      onStop={() => undefined}
      {...facts}
    />
  );
  return { element, sent };
}

const field = () => screen.getByRole("textbox", { name: "Message" });

test("Enter sends and empties the field, Shift+Enter begins a line", async () => {
  const { element, sent } = composer();
  const { person } = renderAt(element);

  await person.type(field(), "one{Shift>}{Enter}{/Shift}two{Enter}");

  expect(sent).toEqual(["one\ntwo"]);
  expect(field()).toHaveValue("");
});

test("Ctrl+Enter sends too, and white space alone is not sent", async () => {
  const { element, sent } = composer();
  const { person } = renderAt(element);

  await person.type(field(), "   {Enter}");
  await person.clear(field());
  await person.type(field(), "go{Control>}{Enter}{/Control}");

  expect(sent).toEqual(["go"]);
});

test("Enter that belongs to an input method never sends", async () => {
  const { element, sent } = composer();
  const { person } = renderAt(element);
  await person.type(field(), "にほん");

  fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });

  expect(sent).toEqual([]);
  expect(field()).toHaveValue("にほん");
});

test("the arrow up in an empty field brings the last text back", async () => {
  const { element } = composer({ lastText: "A shop for 50 people" });
  const { person } = renderAt(element);

  await person.type(field(), "{ArrowUp}");

  expect(field()).toHaveValue("A shop for 50 people");
});

test("Escape takes the selected components out of the message", async () => {
  const freed: string[] = [];
  const { element } = composer({
    scope: [{ id: "orders", title: "Orders" }],
    onUnscope: (id) => freed.push(id),
  });
  const { person } = renderAt(element);
  expect(screen.getByRole("button", { name: "Not about Orders" })).toBeInTheDocument();

  await person.type(field(), "{Escape}");

  expect(freed).toEqual(["orders"]);
});

test("a text that is too long stays in the field and says by how much", async () => {
  const { element, sent } = composer({ returned: "x".repeat(20_001) });
  const { person } = renderAt(element);

  await person.type(field(), "{Enter}");

  expect(sent).toEqual([]);
  expect(field()).toHaveValue("x".repeat(20_001));
  expect(screen.getByRole("alert")).toHaveTextContent("1 characters more than the 20,000");
});

test("words that were refused come back into the field with the reason", () => {
  const { element } = composer({ returned: "Make it blue", refusal: "Another run is going on." });
  renderAt(element);

  expect(field()).toHaveValue("Make it blue");
  expect(screen.getByRole("alert")).toHaveTextContent("Another run is going on.");
});

test("stopping is said until the run has ended", () => {
  renderAt(composer({ run: "stopping" }).element);

  expect(screen.getByRole("button", { name: /Stopping/ })).toHaveAttribute("aria-disabled", "true");
});

test("what is written before the conversation is there goes with it, and each keeps its own", async () => {
  let go: (conversationId: string) => void = () => undefined;
  function Wandering() {
    const [conversationId, setConversationId] = useState<string | null>(null);
    go = (id) => act(() => setConversationId(id));
    return composer({ conversationId }).element;
  }
  const { person } = renderAt(<Wandering />);

  await person.type(field(), "half a sen");
  go("con_a");
  expect(field()).toHaveFocus();
  await person.keyboard("tence");
  expect(field()).toHaveValue("half a sentence");
  go("con_b");
  expect(field()).toHaveValue("");

  go("con_a");
  expect(field()).toHaveValue("half a sentence");
});

test("words that are offered replace the draft, and can be written on and offered again", async () => {
  let offer: (text: string) => void = () => undefined;
  function Offered() {
    const [offered, setOffered] = useState<{ text: string } | null>(null);
    offer = (text) => act(() => setOffered({ text }));
    return composer({ offered }).element;
  }
  const { person } = renderAt(<Offered />);

  await person.type(field(), "half");
  offer("“like velvet” means: ");
  expect(field()).toHaveValue("“like velvet” means: ");
  await person.type(field(), "fast");
  offer("“like velvet” means: ");
  expect(field()).toHaveValue("“like velvet” means: ");
});

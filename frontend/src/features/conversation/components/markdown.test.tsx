import { render, screen } from "@testing-library/react";

import { Markdown } from "./markdown";

test("only web addresses become links, and they give nothing away", () => {
  render(
    <Markdown text="[docs](https://docs.aws.amazon.com/a) [bad](javascript:alert(1)) [odd](..//evil.example)" />,
  );

  const links = screen.getAllByRole("link");
  expect(links).toHaveLength(1);
  expect(links[0]).toHaveAttribute("rel", "noopener noreferrer");
  expect(screen.getByText(/bad/)).toBeInTheDocument();
});

test("an image is words, never a request", () => {
  const { container } = render(<Markdown text="![plan](https://evil.example/?q=secret)" />);

  expect(container.querySelector("img")).toBeNull();
  expect(container).toHaveTextContent("[Image: plan, evil.example]");
});

test("HTML in the text stays text", () => {
  const { container } = render(
    <Markdown text={"Before <b onclick='x()'>bold</b>\n\n<script>1</script>"} />,
  );

  expect(container.querySelector("b, script")).toBeNull();
});

test("tables of GitHub's dialect are tables", () => {
  render(<Markdown text={"| a | b |\n|---|---|\n| 1 | 2 |"} />);

  expect(screen.getByRole("table")).toHaveTextContent("a");
});

test("a growing text keeps the nodes of its finished blocks", () => {
  const { rerender } = render(<Markdown text={"First.\n\nSec"} />);
  const first = screen.getByText("First.");

  rerender(<Markdown text={"First.\n\nSecond.\n\nThird"} />);

  expect(screen.getByText("First.")).toBe(first);
  expect(screen.getByText("Second.")).toBeInTheDocument();
});

/** Starter prompts with real constraints: figures that decide between designs. */
export const starters = [
  {
    title: "Static site with a JSON API",
    prompt:
      "A members' site for 50,000 visits a month in eu-central-1: static pages, a small JSON API behind sign-in, 99.9 % available, under $60 a month.",
  },
  {
    title: "Image pipeline",
    prompt:
      "People upload 20,000 photos a day, up to 8 MB each, in us-east-1. Make three thumbnail sizes within 30 seconds, lose nothing when a step fails, keep originals for a year.",
  },
  {
    title: "Feedback form, tight budget",
    prompt:
      "A public documentation site with a feedback form, 5,000 visits a day from Europe, personal data stays in the EU, under $20 a month.",
  },
] as const;

export const PROMPT_LIMIT = 20_000;

/** Why this sentence cannot be sent yet, or null. */
export function promptProblem(text: string): string | null {
  if (text.length <= PROMPT_LIMIT) return null;
  const over = (text.length - PROMPT_LIMIT).toLocaleString("en-US");
  return `That is ${over} characters more than the 20,000 that fit. Shorten it; nothing was sent.`;
}

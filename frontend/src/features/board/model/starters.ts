/** Sentences to start from, with the figures that decide between designs. */
export const starters = [
  {
    title: "Members’ site with an API",
    prompt:
      "A members' site for 50,000 visits a month in eu-central-1: static pages, a small JSON API behind sign-in, under $60 a month.",
  },
  {
    title: "Photo thumbnails",
    prompt:
      "People upload 20,000 photos a day, up to 8 MB each, in us-east-1. Make three thumbnail sizes within 30 seconds, lose nothing when a step fails.",
  },
  {
    title: "Public site on a tight budget",
    prompt:
      "A public documentation site with a feedback form, 5,000 visits a day, personal data stays in the EU, under $20 a month.",
  },
] as const;

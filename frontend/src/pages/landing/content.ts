/** The sentence behind public/landing-diagram-*.svg, as it was typed. */
export const diagramPrompt =
  "Photo thumbnails: people upload 20000 photos a day, up to 8 MB each, in us-east-1. Make three thumbnail sizes within 30 seconds, lose nothing when a step fails, keep originals for a year.";

export const modes = [
  {
    name: "Brainstorm",
    lead: "One sentence becomes two or three whole options.",
    text: "Each has a diagram, a monthly price and an SLA floor, on assumptions you can see. Open questions stand beside them; an answer changes the options in place.",
    outcome: "A board of options, simplest first",
  },
  {
    name: "Analyze",
    lead: "Object in plain words and watch the consequences.",
    text: "Diagram, price, findings and code change together. One line says what came, what went, what it costs now and what got worse, with Undo beside it.",
    outcome: "A design whose every number has a source",
  },
  {
    name: "Implement",
    lead: "Approve the plan and take the bundle.",
    text: "CloudFormation and Terraform are compiled from the same design, then linted, checked against the provider schema and priced. Every check says what it proves and what it does not.",
    outcome: "One zip, ready for your repository",
  },
] as const;

/** The members of a bundle, in the order of its listing. */
export const bundle = [
  { path: "README.md", what: "What this is, how to deploy it, what was assumed" },
  { path: "design.yaml", what: "The design itself; edit it and compile again" },
  { path: "cloudformation/", what: "Templates, one per environment" },
  { path: "terraform/", what: "The same resources as idiomatic modules" },
  { path: "diagrams/", what: "SVG, PNG, draw.io and Mermaid, all from one layout" },
  { path: "docs/", what: "Decisions, requirements and the bill, line by line" },
  { path: "policies/deployer.json", what: "The least rights that can deploy it" },
  { path: "checks/report.json", what: "Each check: tool, version, verdict, what it proves" },
  { path: "consistency.json", what: "Proof that the files above agree with each other" },
] as const;

export const promises = {
  is: [
    "A designer that computes: prices, verdicts and code come from rules and dated facts, not from a language model’s memory.",
    "Private from the start: the built-in designer runs on your machine, without a key or a network.",
    "Honest about limits: what has no price is counted, what was not checked says so.",
  ],
  isNot: [
    "Not a deployment tool. It reads nothing from your AWS account and changes nothing in it.",
    "Not a compliance stamp. It lists the controls a design addresses and those that remain yours.",
    "Not a guess. When two options differ by money, both figures are on the table.",
  ],
} as const;

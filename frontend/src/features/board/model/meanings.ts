/** The beginning of a message that says what words mean; the server reads what stands after it. */
export function explaining(phrase: string): string {
  return `“${phrase.replaceAll(/[“”"]/g, "")}” means: `;
}

export interface Meaning {
  id: string;
  label: string;
  /** How such a requirement is said; a person corrects the figure before it is sent. */
  example: string;
}

interface Cued extends Meaning {
  cue: RegExp;
}

const meanings: readonly Cued[] = [
  {
    id: "latency",
    label: "How fast it answers",
    example: "it answers within 200 ms",
    cue: /fast|quick|snap|smooth|instant|velvet|respons|lag|wait|second/i,
  },
  {
    id: "traffic",
    label: "How much it is used",
    example: "50,000 requests a month",
    cue: /user|people|visit|traffic|customer|load|busy|peak|many|crowd/i,
  },
  {
    id: "availability",
    label: "How reliable it is",
    example: "99.9 % available",
    cue: /reliab|always|never|down|night|stable|robust|outage|work/i,
  },
  {
    id: "rpo",
    label: "How much may be lost",
    example: "RPO 15 minutes",
    cue: /los|lost|backup|data|safe|keep|record/i,
  },
  {
    id: "residency",
    label: "Where it runs",
    example: "it runs in eu-central-1",
    cue: /countr|region|europe|german|law|local|abroad|where/i,
  },
  {
    id: "budget",
    label: "What it may cost",
    example: "under $60 a month",
    cue: /cost|cheap|money|budget|price|pay|spend/i,
  },
];

const OFFERED = 3;

/** What words like these usually mean, the likeliest first. */
export function likelyMeanings(phrase: string): readonly Meaning[] {
  const cued = meanings.filter(({ cue }) => cue.test(phrase));
  const others = meanings.filter(({ cue }) => !cue.test(phrase));
  return [...cued, ...others].slice(0, Math.max(OFFERED, cued.length));
}

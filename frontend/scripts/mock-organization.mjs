/** Answers for the screens of accounts, organisations and the platform. */

const now = Date.now();
const ago = (minutes) => new Date(now - minutes * 60_000).toISOString();
const ahead = (days) => new Date(now + days * 86_400_000).toISOString();
const usd = (amount_minor) => ({ amount_minor, currency: "USD" });
const all = (items) => ({ items });
const page = (items) => ({ items, next_cursor: null });

const everything = [
  ...["account:use", "members:read", "members:invite", "members:change", "members:remove"],
  ...["organization:manage", "keys:manage", "usage:read", "audit:read"],
  ...["billing:read", "billing:manage", "operator"],
];

const member = (name, role, facts = {}) => ({
  id: `usr_${name.split(" ")[0].toLowerCase()}`,
  name,
  email: `${name.split(" ")[0].toLowerCase()}@example.com`,
  role,
  last_active_at: ago(40),
  second_factor: true,
  self: false,
  ...facts,
});

const quota = (metric, label, used, limit, facts = {}) => ({
  ...{ metric, label, used, limit, enforcement: "hard", resets_at: ahead(9) },
  ...facts,
});

const usageRow = (key, runs) => ({
  ...{ key, label: key, runs, tokens: runs * 2140, cost: usd(runs * 3) },
});
const days = Array.from({ length: 30 }, (_, at) =>
  usageRow(new Date(now - (29 - at) * 86_400_000).toISOString().slice(0, 10), (at * 7) % 23),
);

const entry = (action, subject, facts = {}) => ({
  id: `aud_${action}`,
  at: ago(35),
  actor: { id: "usr_ada", name: "Ada Okafor", kind: "person" },
  action,
  subject,
  result: "done",
  address: "203.0.113.7",
  request_id: "req_01JD7Q4M2X",
  details: { before: "viewer", after: "architect" },
  ...facts,
});

const plan = (id, name, base, seat, gives, facts = {}) => ({
  ...{ id, name, summary: `For ${name.toLowerCase()} use`, gives, by_agreement: false },
  ...{ base: usd(base), per_seat: usd(seat), ...facts },
});

const subscription = {
  plan: "team",
  status: "active",
  seats: 8,
  trial_ends_at: null,
  cancels_at: null,
  next_invoice: { total: usd(14_900), at: ahead(9) },
  self_service: true,
  plans: [
    plan("free", "Free", 0, 0, ["1 seat", "50 runs a month", "3 designs"]),
    plan("team", "Team", 2900, 1500, ["10 seats", "500 runs a month", "50 designs"]),
    plan("business", "Business", 9900, 2500, ["50 seats", "5,000 runs a month", "API keys"]),
    plan("enterprise", "Enterprise", 0, 0, ["Own identity provider"], { by_agreement: true }),
  ],
};

export const organizationAnswers = {
  "/quota-warning": null,
  "/account": {
    ...{ name: "Ada Okafor", email: "ada@example.com", email_verified: true, has_password: true },
    second_factor: { enabled: true, recovery_codes_left: 3 },
    identities: [{ provider: "google", label: "Google", email: "ada@example.com" }],
    created_at: ago(90_000),
  },
  "/account/second-factor": {
    secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    otpauth_url:
      "otpauth://totp/Cloudwright:ada@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Cloudwright",
  },
  "/account/sign-ins": all([
    {
      ...{ id: "sin_1", device: "Firefox on Linux", address: "203.0.113.7", current: true },
      ...{ started_at: ago(4000), last_seen_at: ago(1) },
    },
    {
      ...{ id: "sin_2", device: "Safari on iPhone", address: "2001:db8::4", current: false },
      ...{ started_at: ago(20_000), last_seen_at: ago(600) },
    },
  ]),
  "/organization/members": all([
    member("Ada Okafor", "owner", { self: true }),
    member("Ben Lindqvist", "architect", { second_factor: false, last_active_at: null }),
    member("Maximiliane Featherstonehaugh-Cholmondeley", "billing"),
  ]),
  "/organization/seats": { used: 6, invited: 2, limit: 10 },
  "/organization/seats/price": {
    ...{ seats_free: 0, adds_seat: true, blocked: false, period_ends_at: ahead(9) },
    ...{ prorated: usd(450), monthly: usd(1500) },
  },
  "/organization/invitations": all([
    {
      ...{ id: "inv_1", email: "cleo@example.com", role: "viewer", invited_by: "Ada Okafor" },
      ...{ created_at: ago(2000), expires_at: ahead(5) },
    },
  ]),
  "/organization/domains": all([
    {
      ...{ id: "dom_1", name: "example.com", verified_at: ago(9000) },
      ...{ record_name: "_cloudwright.example.com", record_value: "cw-verify=8fj20dk1" },
    },
    {
      ...{ id: "dom_2", name: "example.org", verified_at: null },
      ...{ record_name: "_cloudwright.example.org", record_value: "cw-verify=a81kd02md93j" },
    },
  ]),
  "/organization/security": {
    ...{ require_second_factor: true, identity_provider: null, sharing: true },
    providers: [{ id: "google", label: "Google" }],
    ip_allow_list: ["203.0.113.0/24"],
    your_address: "203.0.113.7",
  },
  "/organization/api-keys": {
    items: [
      {
        ...{
          id: "key_1",
          name: "Nightly bundle",
          prefix: "cw_live_8Fk2",
          created_by: "Ada Okafor",
        },
        scopes: ["projects:read", "artifacts:download"],
        ...{ created_at: ago(9000), expires_at: ahead(60), last_used_at: ago(300) },
      },
    ],
    scopes: [
      { scope: "projects:read", meaning: "See projects, their requirements and standards" },
      { scope: "artifacts:download", meaning: "Make links that download a bundle" },
    ],
  },
  "/organization/quotas": all([
    quota("runs", "Runs", 410, 500),
    quota("tokens", "Tokens", 2_000_000, 2_000_000, { enforcement: "soft" }),
    quota("projects", "Designs", 12, 50, { resets_at: null }),
    quota("storage_bytes", "Storage", 812_000_000, 5_000_000_000, { resets_at: null }),
    quota("bundles", "Bundles", 31, null),
  ]),
  "/organization/usage": {
    ...{ from: days[0].key, to: days[29].key, rows: days },
    total: { ...usageRow("total", 320), label: "Total" },
  },
  "/organization/audit": {
    ...page([
      entry("members.role_changed", "Ben Lindqvist"),
      entry("keys.created", "Nightly bundle"),
      entry("sign_in.refused", "from an address that is not allowed", { result: "refused" }),
    ]),
    ...{ chain: "intact", actions: ["members.role_changed", "keys.created"] },
  },
  "/billing/subscription": subscription,
  "/billing/invoices": all([
    ...[
      { id: "in_2", number: "CW-0002", at: ago(30_000), total: usd(14_900), status: "paid" },
      { id: "in_1", number: "CW-0001", at: ago(73_000), total: usd(13_400), status: "failed" },
    ].map((invoice) => ({ ...invoice, url: "https://invoice.example.com/1" })),
  ]),
  "/platform/organizations": page([
    {
      ...{ id: "org_1", name: "Example", plan: "team", seats_used: 8, seats_limit: 10 },
      ...{ runs_this_month: 410, created_at: ago(90_000), last_active_at: ago(2) },
      suspended: false,
    },
    {
      ...{ id: "org_2", name: "Late payers", plan: "free", seats_used: 1, seats_limit: null },
      ...{ runs_this_month: 1, created_at: ago(90_000), last_active_at: null, suspended: true },
    },
  ]),
  "/platform/people": page([
    {
      ...{ id: "usr_ada", name: "Ada Okafor", email: "ada@example.com", organizations: 2 },
      ...{ second_factor: true, last_active_at: ago(2) },
    },
  ]),
  "/platform/runs": all([
    {
      ...{ id: "run_1", organization: "Example", person: "Ada Okafor", mode: "implement" },
      ...{ step: "Checking with cfn-lint", started_at: ago(1) },
    },
  ]),
  "/platform/health": {
    dependencies: [
      {
        ...{ id: "db", title: "PostgreSQL", state: "up", milliseconds: 2 },
        detail: "15.8, 12 of 40 connections",
      },
      {
        ...{ id: "redis", title: "Redis", state: "down", milliseconds: null },
        detail: "No answer since 10:21; revocation takes up to 10 s",
      },
    ],
    error_percent: 0.2,
    p95_by_mode: [
      { mode: "brainstorm", milliseconds: 1840 },
      { mode: "implement", milliseconds: 9200 },
    ],
    ...{ queue_depth: 3, version: "0.1.0" },
  },
};

/** Scenes of somebody who may do everything, and of somebody at the door. */
export function organizationScenes({ me, refusal }) {
  const whole = {
    ...me,
    capabilities: everything,
    organizations: [
      { id: "org_1", name: "Local organisation", role: "owner" },
      { id: "org_2", name: "Example", role: "architect" },
    ],
  };
  const paths = Object.keys(organizationAnswers).filter((path) => path !== "/quota-warning");
  const every = (answer) => Object.fromEntries(paths.map((path) => [path, answer]));
  return {
    owner: { "/me": whole },
    "owner-failing": {
      ...every(refusal(503, "DATABASE_UNAVAILABLE", "The database does not answer.")),
      "/me": whole,
    },
    "owner-loading": { ...every("never"), "/me": whole },
    "owner-fresh": {
      "/me": whole,
      "/account": {
        ...organizationAnswers["/account"],
        ...{ email_verified: false, second_factor: { enabled: false, recovery_codes_left: 0 } },
      },
      "/organization/invitations": all([]),
      "/organization/domains": all([]),
      "/organization/api-keys": { items: [], scopes: [] },
      "/organization/usage": { ...organizationAnswers["/organization/usage"], rows: [] },
      "/organization/seats": { used: 10, invited: 0, limit: 10 },
      "/organization/seats/price": {
        ...organizationAnswers["/organization/seats/price"],
        ...{ blocked: true, prorated: null, monthly: null },
      },
      "/billing/subscription": { ...subscription, status: "past_due" },
      "/billing/invoices": all([]),
      "/platform/runs": all([]),
    },
    accounts: {
      "/me": refusal(401, "NOT_SIGNED_IN", "You are not signed in."),
      "/sign-in/options": {
        ...{ local: false, password: true },
        providers: [{ id: "google", label: "Google" }],
      },
      "/sign-in/password": { outcome: "second_factor", challenge: "ch_1" },
      "/password-resets": {},
    },
    "accounts-refusing": {
      "/me": refusal(401, "NOT_SIGNED_IN", "You are not signed in."),
      "/sign-in/options": { local: false, password: true, providers: [] },
      "/sign-in/password": refusal(401, "SIGN_IN_REFUSED", "Refused."),
    },
  };
}

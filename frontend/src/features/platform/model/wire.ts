export interface PlatformOrganization {
  id: string;
  name: string;
  plan: string;
  seats_used: number;
  seats_limit: number | null;
  runs_this_month: number;
  created_at: string;
  last_active_at: string | null;
  suspended: boolean;
}

export interface PlatformPerson {
  id: string;
  name: string;
  email: string;
  organizations: number;
  second_factor: boolean;
  last_active_at: string | null;
}

export interface PlatformRun {
  id: string;
  organization: string;
  person: string;
  mode: string;
  /** The server's words for what it does now. */
  step: string | null;
  started_at: string;
}

export interface Health {
  dependencies: readonly {
    id: string;
    title: string;
    state: "up" | "degraded" | "down";
    detail: string;
    milliseconds: number | null;
  }[];
  /** Of the last hour. */
  error_percent: number;
  p95_by_mode: readonly { mode: string; milliseconds: number }[];
  queue_depth: number;
  version: string;
}

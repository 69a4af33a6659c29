/** Shapes that more than one feature reads. */

/** An exact decimal in text, as the server computed it. */
export interface Money {
  amount: string;
  currency: string;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

interface ModelLabel {
  id: string;
  label: string;
  local: boolean;
}

export interface Me {
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: string;
  model: ModelLabel;
}

export interface ProjectSummary {
  id: string;
  name: string;
  goal: string | null;
  region: string | null;
  created_at: string;
  updated_at: string;
  example: boolean;
  monthly_cost: Money | null;
  open_findings: number | null;
  chosen_option_id: string | null;
  brief_revision: number;
  running_run_id: string | null;
}

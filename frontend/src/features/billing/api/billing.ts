import { read, send } from "@/lib/api/client";

import type { Invoice, Plan, Redirect, Subscription } from "../model/wire";

export function readSubscription(signal: AbortSignal): Promise<Subscription> {
  return read("/billing/subscription", { signal });
}

export function readInvoices(signal: AbortSignal): Promise<{ items: Invoice[] }> {
  return read("/billing/invoices", { signal });
}

export function checkOut({ id }: Plan): Promise<Redirect> {
  return send("POST", "/billing/checkout", { body: { plan: id, interval: "month" } });
}

export function openPortal(): Promise<Redirect> {
  return send("POST", "/billing/portal");
}

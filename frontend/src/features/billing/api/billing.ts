import { read, send } from "@/lib/api/client";

import type { Interval, Invoice, Redirect, Subscription } from "../model/wire";

export function readSubscription(signal: AbortSignal): Promise<Subscription> {
  return read("/billing/subscription", { signal });
}

export function readInvoices(signal: AbortSignal): Promise<{ items: Invoice[] }> {
  return read("/billing/invoices", { signal });
}

export function checkOut(body: { plan: string; interval: Interval }): Promise<Redirect> {
  return send("POST", "/billing/checkout", { body });
}

export function openPortal(): Promise<Redirect> {
  return send("POST", "/billing/portal");
}

import type { Schemas } from "@/lib/api/types";

export type Plan = Schemas["PlanCard"];
export type Subscription = Schemas["SubscriptionView"];
export type Invoice = Schemas["ShownInvoice"];

/** Where Stripe goes on. */
export type Redirect = Schemas["Hosted"];

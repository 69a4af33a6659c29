import type { components } from "@/api/generated/schema";

/** The shapes of the REST API, generated from the backend's description of itself. */
export type Schemas = components["schemas"];

/** An exact decimal in text, as the server computed it. */
export type Money = Schemas["Money"];
export type Me = Schemas["Me"];
export type ProjectSummary = Schemas["Project"];

/** Money as billing counts it: whole minor units of the currency, so 1250 USD is $12.50. */
export interface MinorMoney {
  amount_minor: number;
  currency: string;
}

/** One page of a list; `next_cursor` asks for the next one. */
export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

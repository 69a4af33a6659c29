import { ExternalLink } from "lucide-react";

import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format/date";
import { formatMinor } from "@/lib/format/money";

import { useInvoices } from "../hooks/use-billing";
import { invoiceLooks } from "../model/standing";
import type { Invoice } from "../model/wire";

export function InvoiceList() {
  const invoices = useInvoices();
  return (
    <Section title="Invoices">
      <Loaded query={invoices} things="invoices">
        {({ items }) =>
          items.length === 0 ? (
            <Card className="p-4 text-muted-foreground">Nothing was invoiced yet.</Card>
          ) : (
            <Card>
              <ul aria-label="Invoices" className="divide-y">
                {items.map((invoice) => (
                  <InvoiceRow key={invoice.id} invoice={invoice} />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Section>
  );
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { status, word } = invoiceLooks[invoice.status];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-40">
        <p>{invoice.number}</p>
        <p className="text-xs text-muted-foreground">{formatDateTime(invoice.at)}</p>
      </div>
      <StatusBadge status={status}>{word}</StatusBadge>
      <span className="w-24 text-right tabular-nums">{formatMinor(invoice.total)}</span>
      {invoice.url !== null && (
        <a
          href={invoice.url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Open invoice ${invoice.number}`}
          className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-10"
        >
          <ExternalLink aria-hidden="true" className="size-4" />
        </a>
      )}
    </li>
  );
}

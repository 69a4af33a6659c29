import { KeyRound } from "lucide-react";
import { useState } from "react";

import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDateTime } from "@/lib/format/date";

import { useApiKeyDeeds, useApiKeys } from "../hooks/use-organization";
import type { ApiKey } from "../model/wire";

import { NewKeyDialog } from "./new-key-dialog";
import { SecretDialog } from "./secret-dialog";

/** Keys for programs that use the REST API. */
export function ApiKeysSection() {
  const keys = useApiKeys();
  const { revoke } = useApiKeyDeeds();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  return (
    <Section
      title="API keys"
      description="For programs that use the REST API. A key never does more than its maker may."
      action={
        <Button variant="primary" onClick={() => setMaking(true)}>
          New key
        </Button>
      }
    >
      <Loaded query={keys} things="keys">
        {({ items, scopes }) => (
          <>
            <Card>
              {items.length === 0 ? (
                <EmptyState icon={<KeyRound />} title="No keys yet">
                  A key lets a pipeline read designs or build bundles without a person.
                </EmptyState>
              ) : (
                <ul aria-label="API keys" className="divide-y">
                  {items.map((each) => (
                    <KeyRow key={each.id} apiKey={each} onRevoke={() => setEnding(each)} />
                  ))}
                </ul>
              )}
            </Card>
            {making && (
              <NewKeyDialog
                scopes={scopes}
                onClose={() => setMaking(false)}
                onCreated={(created) => {
                  setMaking(false);
                  setSecret(created.secret);
                }}
              />
            )}
          </>
        )}
      </Loaded>
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
      {ending !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setEnding(null)}
          title={`Revoke “${ending.name}”?`}
          description="Programs that use it are refused within seconds. It cannot be brought back."
          confirmLabel="Revoke key"
          pending={revoke.isPending}
          error={revoke.error?.message ?? null}
          onConfirm={() => revoke.mutate(ending.id, { onSuccess: () => setEnding(null) })}
        />
      )}
    </Section>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="break-words">{apiKey.name}</span>
          <code className="font-mono text-xs text-muted-foreground">{apiKey.prefix}…</code>
        </p>
        <p className="text-xs text-muted-foreground">{apiKey.scopes.join(", ")}</p>
        <p className="text-xs text-muted-foreground">
          by {apiKey.created_by}, <Ago at={apiKey.created_at} /> ·{" "}
          {apiKey.last_used_at === null ? (
            "never used"
          ) : (
            <>
              used <Ago at={apiKey.last_used_at} />
            </>
          )}{" "}
          ·{" "}
          {apiKey.expires_at === null
            ? "does not expire"
            : `until ${formatDateTime(apiKey.expires_at)}`}
        </p>
      </div>
      <Button size="small" onClick={onRevoke} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
    </li>
  );
}

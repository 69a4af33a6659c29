import { useState } from "react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatAgo } from "@/lib/format/date";

import type { ShareLink } from "../api/sharing";
import { useRevokeShareLink } from "../hooks/use-sharing";
import { endWords, openedWords, partWords } from "../model/words";

/** The links of a project, those that still open something first. */
export function LinkList({ projectId, links }: { projectId: string; links: readonly ShareLink[] }) {
  const [asked, setAsked] = useState<ShareLink | null>(null);
  const revoke = useRevokeShareLink(projectId);
  const open = links.filter((each) => each.state === "open");
  const ended = links.filter((each) => each.state !== "open");
  return (
    <section aria-label="Links">
      <h3 className="mb-2 text-sm font-semibold">Links to this project</h3>
      {links.length === 0 ? (
        <p className="text-muted-foreground">Nobody has made one yet.</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-card">
          {[...open, ...ended].map((link) => (
            <LinkRow key={link.id} link={link} onRevoke={() => setAsked(link)} />
          ))}
        </ul>
      )}
      {asked !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title="Revoke this link?"
          description={`Whoever has it sees nothing any more. ${openedWords(asked)}. It cannot be brought back; you can make another one.`}
          confirmLabel="Revoke link"
          pending={revoke.isPending}
          onConfirm={() => revoke.mutate(asked.id, { onSettled: () => setAsked(null) })}
        />
      )}
    </section>
  );
}

function LinkRow({ link, onRevoke }: { link: ShareLink; onRevoke: () => void }) {
  const open = link.state === "open";
  return (
    <li className="flex items-start gap-3 p-3">
      <div className={open ? "min-w-0 flex-1" : "min-w-0 flex-1 text-muted-foreground"}>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">
            {link.option_name}, revision {link.revision_number}
          </span>
          {!open && <Badge>{link.state === "revoked" ? "Revoked" : "Ended"}</Badge>}
        </p>
        <p>{link.parts.map((part) => partWords[part]).join(" · ")}</p>
        <p className="text-xs text-muted-foreground">
          {openedWords(link)}
          {open && ` · ${endWords(link)}`}
          {` · made ${formatAgo(link.created_at)} by ${link.made_by_you ? "you" : link.made_by}`}
        </p>
      </div>
      {open && link.may_revoke && (
        <Button size="small" onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  );
}

"""The audit trail as a table, as RFC 4180 describes it."""

import csv
import io
import json
from collections.abc import Iterable

from cloudwright.audit.schemas import AuditEntry
from cloudwright.kit.spreadsheets import harmless

_HEAD = ("at", "actor", "actor_id", "actor_kind", "action", "subject", "result", "address", "details")


def audit_csv(entries: Iterable[AuditEntry]) -> str:
    """Return one line for each entry, below a head; texts of people are made harmless."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_HEAD)
    for each in entries:
        writer.writerow(harmless(text) for text in _line(each))
    return written.getvalue()


def _line(entry: AuditEntry) -> tuple[str, ...]:
    return (
        entry.at.isoformat(),
        entry.actor.name,
        entry.actor.id,
        entry.actor.kind.value,
        entry.action,
        entry.subject,
        entry.result.value,
        entry.address or "",
        json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True),
    )

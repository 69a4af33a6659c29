"""SQL of the look at a key before its organisation is known; its sessions work for all of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.applications.models import (
    ApplicationRow,
    KeyRow,
    PepperRow,
    RevisionRow,
    SecretRow,
)
from cloudwright.gateway.applications.schemas import KnownKey, KnownSecret, Scope, Standing
from cloudwright.organizations.models import OrganizationRow, RulesRow, SuspensionRow
from cloudwright.rbac.addresses import networks

MOST_SECRETS = 2
"""How many secrets of a key are good at one time: the newest, and the one that it replaces."""


class Lookup:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def key(self, key_id: str) -> tuple[KnownKey | None, int]:
        """Return a key and the revision that it is at least as new as."""
        found = await self._db.execute(
            select(KeyRow, ApplicationRow, RevisionRow.revision)
            .join(
                ApplicationRow,
                (ApplicationRow.organization_id == KeyRow.organization_id)
                & (ApplicationRow.id == KeyRow.application_id),
            )
            .outerjoin(RevisionRow, RevisionRow.organization_id == KeyRow.organization_id)
            .where(KeyRow.id == key_id)
        )
        row = found.one_or_none()
        if row is None:
            return None, 0
        key, application, revision = row
        secrets = await self._db.scalars(
            select(SecretRow)
            .where(SecretRow.organization_id == key.organization_id, SecretRow.key_id == key.id)
            .order_by(SecretRow.made_at.desc(), SecretRow.id.desc())
            .limit(MOST_SECRETS)
        )
        return _known(key, application, secrets=secrets.all()), revision or 0

    async def standing(self, organization_id: str) -> Standing | None:
        """Return how an organisation stands; None when there is none, or it was deleted."""
        of = OrganizationRow.id
        found = await self._db.execute(
            select(RevisionRow.revision, SuspensionRow.since, RulesRow.allowed_networks)
            .select_from(OrganizationRow)
            .outerjoin(RevisionRow, RevisionRow.organization_id == of)
            .outerjoin(SuspensionRow, SuspensionRow.organization_id == of)
            .outerjoin(RulesRow, RulesRow.organization_id == of)
            .where(of == organization_id, OrganizationRow.deleted_at.is_(None))
        )
        row = found.one_or_none()
        if row is None:
            return None
        return Standing(
            revision=row.revision or 0,
            suspended=row.since is not None,
            networks=networks(row.allowed_networks or ()),
        )


class PeppersTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def all(self) -> dict[int, str]:
        """Return every pepper, sealed, by version."""
        return {row.version: row.secret for row in await self._db.scalars(select(PepperRow))}

    async def add(self, version: int, secret: str, *, now: datetime) -> None:
        self._db.add(PepperRow(version=version, secret=secret, made_at=now))
        await self._db.flush()


def _known(key: KeyRow, application: ApplicationRow, *, secrets: Sequence[SecretRow]) -> KnownKey:
    words = set(Scope)
    return KnownKey(
        organization_id=key.organization_id,
        application_id=application.id,
        application=application.name,
        team=application.team,
        profile=application.profile,
        key_id=key.id,
        scopes=frozenset(Scope(word) for word in key.scopes if word in words),
        models=(tuple(application.models), tuple(key.models)),
        networks=(networks(application.addresses), networks(key.addresses)),
        secrets=tuple(KnownSecret(each.id, each.hash, each.pepper, each.not_after) for each in secrets),
        expires_at=key.expires_at,
        ended=key.revoked_at is not None or application.removed_at is not None,
        disabled=application.disabled_at is not None,
    )

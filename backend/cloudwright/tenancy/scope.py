"""Which organisations a session may see, and the filter that makes it so."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column, with_loader_criteria
from sqlalchemy.orm.util import LoaderCriteriaOption

from cloudwright.tenancy.errors import TenantScopeMissing

SCOPE = "tenant_scope"


class TenantOwned:
    """Mixin of every table whose rows belong to one organisation; first column of the primary key."""

    organization_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("organizations.id"), primary_key=True, sort_order=-100
    )


class PersonOwned:
    """Mixin of every table whose rows belong to one person, whatever organisation they work for."""

    person_id: Mapped[str] = mapped_column(String(40), ForeignKey("people.id"), sort_order=-100)


@dataclass(frozen=True, slots=True)
class OneTenant:
    """The session sees and writes the rows of this organisation only, and of this person's own things."""

    organization_id: str
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class EveryTenant:
    """The session works for the whole installation; `reason` says why that is needed.

    On PostgreSQL writers of one `turn` follow each other; without one they wait for nobody.
    """

    reason: str
    turn: str = ""


TenantScope = OneTenant | EveryTenant


def scope_of(db: AsyncSession | Session) -> TenantScope:
    """Return the scope a session was opened with.

    Raises:
        TenantScopeMissing: it was opened without one.
    """
    scope = db.info.get(SCOPE)
    if isinstance(scope, OneTenant | EveryTenant):
        return scope
    raise TenantScopeMissing("This session was opened without saying for which organisation it works.")


def tenant_of(db: AsyncSession | Session) -> str:
    """Return the organisation of a session that works for exactly one."""
    return one_tenant(db).organization_id


def one_tenant(db: AsyncSession | Session) -> OneTenant:
    """Return the scope of a session that works for exactly one organisation."""
    match scope_of(db):
        case OneTenant() as scope:
            return scope
        case EveryTenant(reason, _):
            raise TenantScopeMissing(f"This session works for every organisation ({reason}); one is needed.")


def own_rows(scope: OneTenant) -> tuple[LoaderCriteriaOption, LoaderCriteriaOption]:
    """Return the options that limit a statement to one organisation and person: the only filter there is."""
    organization_id, person_id = scope.organization_id, scope.person_id
    return (
        with_loader_criteria(
            TenantOwned, lambda table: table.organization_id == organization_id, include_aliases=True
        ),
        with_loader_criteria(PersonOwned, lambda table: table.person_id == person_id, include_aliases=True),
    )

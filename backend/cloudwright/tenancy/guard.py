"""Refuses every statement on tenant tables that the tenant filter does not cover.

ORM reads, updates and deletes get the filter. Core statements and text that name a tenant table are
refused, except rows given as parameters that all carry the session's own organisation. What a flush
would write must belong to that organisation too.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Executable, Insert, Table, TextClause, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.sql import ClauseElement, visitors

from cloudwright.database.base import Base
from cloudwright.database.engine import PATIENCE_SECONDS, READ_ONLY
from cloudwright.database.errors import ReadOnlyWork
from cloudwright.database.row_security import (
    SYSTEM_ROLE,
    TENANT_ROLE,
    Actor,
    assume_reading,
    assume_writing,
)
from cloudwright.tenancy.errors import ForeignTenant, UncheckedStatement
from cloudwright.tenancy.scope import (
    SCOPE,
    EveryTenant,
    OneTenant,
    PersonOwned,
    TenantOwned,
    one_tenant,
    own_rows,
    scope_of,
)

_OWNER, _PERSON = "organization_id", "person_id"


class _GuardedSession(Session):
    """The session class that carries the guards."""


def guarded_session() -> type[Session]:
    """Return the session class whose every statement and flush is checked."""
    if not event.contains(_GuardedSession, "do_orm_execute", _check_statement):
        event.listen(_GuardedSession, "do_orm_execute", _check_statement)
        event.listen(_GuardedSession, "before_flush", _check_flush)
        event.listen(_GuardedSession, "after_begin", _assume_role)
    return _GuardedSession


def _assume_role(session: Session, transaction: object, connection: Connection) -> None:
    """On PostgreSQL a transaction works as its scope says; one without a scope has no right at all."""
    del transaction
    actor = _actor(session.info.get(SCOPE))
    if connection.dialect.name != "postgresql" or actor is None:
        return
    if session.info.get(READ_ONLY):
        assume_reading(connection, actor)
    else:
        assume_writing(connection, actor, patience_seconds=session.info[PATIENCE_SECONDS])


def _actor(scope: object) -> Actor | None:
    match scope:
        case OneTenant(organization_id, person_id):
            return Actor(TENANT_ROLE, organization_id, organization_id, person_id)
        case EveryTenant(_, turn):
            return Actor(SYSTEM_ROLE, turn)
        case _:
            return None


def _check_statement(state: ORMExecuteState) -> None:
    if state.session.info.get(READ_ONLY) and not state.is_select:
        raise ReadOnlyWork("A session opened for reading was asked to write.")
    if isinstance(state.session.info.get(SCOPE), EveryTenant):
        return
    if isinstance(state.statement, TextClause) and _names_tables(state.statement):
        raise UncheckedStatement("SQL text cannot be checked for its organisation; write a statement.")
    if not _touches_tenant_rows(state):
        return
    scope = one_tenant(state.session)
    if state.is_insert or (state.is_update and state.parameters):
        _check_rows(state, scope=scope)
    elif not state.is_orm_statement:
        raise UncheckedStatement(
            "A statement on bare tables is not filtered by organisation; use the mapped class."
        )
    elif not state.is_column_load:
        state.statement = _filtered(state.statement, scope=scope)


def _filtered(statement: Executable, *, scope: OneTenant) -> Executable:
    return statement.options(*own_rows(scope))


def _names_tables(statement: TextClause) -> bool:
    words = statement.text.lower()
    return any(table.name in words for table in Base.metadata.tables.values())


def _touches_tenant_rows(state: ORMExecuteState) -> bool:
    if any(issubclass(mapper.class_, TenantOwned | PersonOwned) for mapper in state.all_mappers):
        return True
    statement = state.statement
    if not isinstance(statement, ClauseElement):
        return False
    return any(_owned(part) for part in visitors.iterate(statement))


def _owned(part: object) -> bool:
    return isinstance(part, Table) and (_OWNER in part.columns or _PERSON in part.columns)


def _check_rows(state: ORMExecuteState, *, scope: OneTenant) -> None:
    rows = _rows_to_write(state)
    mapper = state.bind_mapper
    of_person = mapper is not None and issubclass(mapper.class_, PersonOwned)
    column, own = (_PERSON, scope.person_id) if of_person else (_OWNER, scope.organization_id)
    if not rows or any(row.get(column) != own for row in rows):
        raise ForeignTenant("Rows of another organisation cannot be written by this session.")


def _rows_to_write(state: ORMExecuteState) -> Sequence[Mapping[str, object]]:
    parameters = state.parameters
    if isinstance(parameters, Mapping):
        return [parameters]
    if parameters:
        return list(parameters)
    statement = state.statement
    return [statement.compile().params] if isinstance(statement, Insert) else []


def _check_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    del context, instances
    touched = [*session.new, *session.dirty, *session.deleted]
    if touched and session.info.get(READ_ONLY):
        raise ReadOnlyWork("A session opened for reading was asked to write.")
    owned = [row for row in touched if isinstance(row, TenantOwned | PersonOwned)]
    if not owned:
        return
    scope = scope_of(session)
    if isinstance(scope, EveryTenant):
        return
    for row in owned:
        _check_row(row, scope=scope, new=row in session.new)


def _check_row(row: TenantOwned | PersonOwned, *, scope: OneTenant, new: bool) -> None:
    """A new row without an owner gets the session's."""
    if isinstance(row, PersonOwned):
        own = row.person_id == scope.person_id
    else:
        if row.organization_id is None and new:
            row.organization_id = scope.organization_id
        own = row.organization_id == scope.organization_id
    if not own:
        raise ForeignTenant("A row of another organisation cannot be written by this session.")

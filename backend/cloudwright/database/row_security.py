"""Row-level security of PostgreSQL: the database keeps organisations apart even where our code would not.

Two roles own nothing and pass no policy by: one sees the rows of the organisation and the person that
its transaction names, the other works for the whole installation and may do only what a table allows it
(`rights`). Every transaction takes one of them; what logs in has no right of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, inspect, text

from cloudwright.database.rights import rights_of

TENANT_ROLE = "cloudwright_tenant"
SYSTEM_ROLE = "cloudwright_system"

# After a transaction a setting is '' and not NULL; as a subquery it is worked out once for all rows.
_ORGANIZATION = "(SELECT nullif(current_setting('app.organization_id', true), ''))"
_PERSON = "(SELECT nullif(current_setting('app.person_id', true), ''))"
_ASSUME = text(
    "SELECT set_config('role', :role, true), set_config('app.organization_id', :organization, true),"
    " set_config('app.person_id', :person, true), set_config('transaction_read_only', :reads, true),"
    " set_config('lock_timeout', :patience, true)"
)
_POLICIES = ("own_rows", "whole_installation")
_FORCED = text(
    "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace"
)
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:turn, 0))")


@dataclass(frozen=True, slots=True)
class Actor:
    """For whom a transaction works; writers of one `turn` follow each other, as all do on SQLite.

    Without a turn a writer waits for nobody.
    """

    role: str
    turn: str
    organization_id: str = ""
    person_id: str = ""


def assume_reading(connection: Connection, actor: Actor) -> None:
    """Give a transaction that has just begun its role, and let it read and nothing else."""
    _assume(connection, actor, reads="on", patience="0")


def assume_writing(connection: Connection, actor: Actor, *, patience_seconds: float) -> None:
    """Give a transaction that has just begun its role, once earlier writers of its turn have ended.

    It waits for no lock longer than its patience.
    """
    _assume(connection, actor, reads="off", patience=f"{int(patience_seconds * 1000)}ms")
    if actor.turn:
        connection.execute(_TAKE_TURN, {"turn": actor.turn})


def _assume(connection: Connection, actor: Actor, *, reads: str, patience: str) -> None:
    names = {"role": actor.role, "organization": actor.organization_id, "person": actor.person_id}
    connection.execute(_ASSUME, {**names, "reads": reads, "patience": patience})


def relax(connection: Connection) -> None:
    """Let the owner change every table and row until `secure`, in the same transaction."""
    if connection.dialect.name != "postgresql":
        return
    for table in connection.scalars(_FORCED).all():
        connection.execute(text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))
        for policy in _POLICIES:
            connection.execute(text(f"DROP POLICY IF EXISTS {policy} ON {table}"))


def secure(connection: Connection, metadata: MetaData) -> None:
    """Give the roles their rights and every table its policies; repeating it changes nothing.

    Part of every migration: who changes the rights of a table brings a migration with it.
    """
    if connection.dialect.name != "postgresql":
        return
    for role in (TENANT_ROLE, SYSTEM_ROLE):
        connection.execute(text(_role(role)))
    there = set(inspect(connection).get_table_names())
    if "alembic_version" in there:
        connection.execute(text("GRANT SELECT ON alembic_version TO PUBLIC"))
    for table in metadata.sorted_tables:
        if table.name in there:
            for statement in _statements(table):
                connection.execute(text(statement))


def _visible(table: Table) -> str:
    """Return which rows a tenant sees, in SQL; nothing where it sees none."""
    said = rights_of(table.info).visible
    if not said and "organization_id" in table.columns:
        said = "organization_id = {organization}"
    elif not said and "person_id" in table.columns:
        said = "person_id = {person}"
    return said.replace("{organization}", _ORGANIZATION).replace("{person}", _PERSON)


def _role(name: str) -> str:
    """Roles belong to the whole server: another database of it may make them at this very moment."""
    return f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
                CREATE ROLE {name} NOLOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$
    """


def _statements(table: Table) -> Iterator[str]:
    name, may = table.name, rights_of(table.info)
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {name} FROM PUBLIC, {TENANT_ROLE}, {SYSTEM_ROLE}"
    yield from (f"DROP POLICY IF EXISTS {policy} ON {name}" for policy in _POLICIES)
    if rows := _visible(table):
        yield f"CREATE POLICY own_rows ON {name} TO {TENANT_ROLE} USING ({rows}) WITH CHECK ({rows})"
        yield f"GRANT {may.tenant} ON {name} TO {TENANT_ROLE}"
    if may.system:
        yield f"CREATE POLICY whole_installation ON {name} TO {SYSTEM_ROLE} USING (true) WITH CHECK (true)"
        yield f"GRANT {may.system} ON {name} TO {SYSTEM_ROLE}"

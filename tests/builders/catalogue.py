"""What PostgreSQL's own catalogue says about the isolation of organisations (bar B4)."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from cloudwright.database.row_security import SYSTEM_ROLE, TENANT_ROLE

_TABLES = text("""
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) AS owner,
           coalesce((SELECT a.attname = 'organization_id' FROM pg_constraint k JOIN pg_attribute a
                     ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
                     WHERE k.conrelid = c.oid AND k.contype = 'p'), false) AS keyed,
           EXISTS (SELECT FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attname = 'organization_id') AS owned,
           EXISTS (SELECT FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attname = 'person_id') AS personal
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    AND c.relname <> 'alembic_version' ORDER BY c.relname
""")
_POLICIES = text("""
    SELECT tablename, policyname, roles::text[] AS roles, cmd, qual, with_check FROM pg_policies
    WHERE schemaname = 'public' ORDER BY tablename, policyname
""")
_FOREIGN_KEYS = text("""
    SELECT k.conname, k.conrelid::regclass::text AS from_table, k.confrelid::regclass::text AS to_table,
           (SELECT a.attname FROM pg_attribute a
            WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) AS first
    FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY k.conname
""")
_ROLES = text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:names) AND (rolsuper OR rolbypassrls)")
_VIEWS = text("""
    SELECT c.relname FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relnamespace = 'public'::regnamespace
    AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)
""")
_PUBLIC = text("""
    SELECT DISTINCT table_name FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND grantee = 'PUBLIC' AND table_name <> 'alembic_version'
""")
_SHARED = frozenset({"organizations", "people"})  # rows that no single organisation has as its own
_SYSTEM = frozenset(  # rows that no tenant may see
    {
        "address_bans",
        "attempt_buckets",
        "mail_links",
        "operator_entries",
        "signing_keys",
        "application_peppers",
        "webhook_inbox",
    }
)


def gaps(connection: Connection, *, login: str) -> list[str]:
    """Return every way in which the database would let organisations see each other; none is right."""
    return [
        *_tables(connection, login=login),
        *_policies(connection),
        *_keys(connection),
        *_rest(connection, login=login),
    ]


def _tables(connection: Connection, *, login: str) -> Iterator[str]:
    for table in connection.execute(_TABLES):
        if not table.relrowsecurity:
            yield f"{table.relname}: row level security is off"
        if not table.relforcerowsecurity:
            yield f"{table.relname}: its owner passes by the policies"
        if table.owner in {TENANT_ROLE, SYSTEM_ROLE, login}:
            yield f"{table.relname}: belongs to {table.owner}, who works with it"
        if not (table.owned or table.personal or table.relname in _SHARED | _SYSTEM):
            yield f"{table.relname}: has no organisation and no person"
        if table.owned and not table.keyed:
            yield f"{table.relname}: its key does not begin with the organisation"


def _policies(connection: Connection) -> Iterator[str]:
    policies = list(connection.execute(_POLICIES))
    for table in connection.execute(_TABLES):
        own = [p for p in policies if p.tablename == table.relname and TENANT_ROLE in p.roles]
        if table.relname in _SYSTEM:
            yield from (f"{table.relname}: a tenant sees what belongs to the installation" for _ in own)
        elif len(own) != 1 or own[0].cmd != "ALL" or not own[0].qual or own[0].qual != own[0].with_check:
            yield f"{table.relname}: its tenant is not held to its own rows"
        elif table.owned and "app.organization_id" not in own[0].qual:
            yield f"{table.relname}: its policy does not ask for the organisation"
        elif table.personal and not table.owned and "app.person_id" not in own[0].qual:
            yield f"{table.relname}: its policy does not ask for the person"
    for policy in policies:
        if set(policy.roles) - {TENANT_ROLE, SYSTEM_ROLE}:
            yield f"{policy.tablename}: policy {policy.policyname} is for {', '.join(policy.roles)}"


def _keys(connection: Connection) -> Iterator[str]:
    owned = {table.relname for table in connection.execute(_TABLES) if table.owned}
    for key in connection.execute(_FOREIGN_KEYS):
        if key.to_table in owned and key.first != "organization_id":
            yield f"{key.from_table}: {key.conname} may point at another organisation's row"


def _rest(connection: Connection, *, login: str) -> Iterator[str]:
    names = [TENANT_ROLE, SYSTEM_ROLE, login]
    above = connection.scalars(_ROLES, {"names": names})
    yield from (f"{role} passes by row level security" for role in above)
    yield from (f"{view}: a view that shows what its owner sees" for view in connection.scalars(_VIEWS))
    yield from (f"{table}: open to everybody" for table in connection.scalars(_PUBLIC))

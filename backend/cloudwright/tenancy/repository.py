"""SQL over every table that belongs to organisations or persons, whichever tables there are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Table, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapper

from cloudwright.database.base import Base
from cloudwright.database.rights import rights_of
from cloudwright.kit.canonical import JsonValue
from cloudwright.tenancy.scope import PersonOwned, TenantOwned

_MADE_BY = ("person_id", "created_by", "author_id", "actor_id", "invited_by")
_KEPT_BACK = frozenset(
    {
        "answer",
        "token_hash",
        "ticket_hash",
        "code_hash",
        "secret_hash",
        "hash",
        "secret",
        "successor",
        "prefix",
    }
)

Row = Mapping[str, JsonValue]


class TenantRows:
    """The rows of the one organisation that a session works for."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def erase(self) -> None:
        """Delete every row that an organisation may delete, children first; what is only added stays."""
        for mapper in _mappers(TenantOwned):
            if "DELETE" in rights_of(_table(mapper).info).tenant:
                await self._db.execute(delete(mapper.class_), execution_options=_BLIND)

    async def of_person(self, person_id: str) -> Mapping[str, Sequence[Row]]:
        """Return what a person made or wrote here, by table, without what opens anything."""
        found: dict[str, Sequence[Row]] = {}
        for mapper in (*_mappers(TenantOwned), *_mappers(PersonOwned)):
            table = _table(mapper)
            said = [mapper.columns[name] for name in _MADE_BY if name in table.columns]
            if not said or "SELECT" not in rights_of(table.info).tenant:
                continue
            rows = await self._db.scalars(
                select(mapper.class_).where(or_(*(column == person_id for column in said)))
            )
            found[table.name] = [_shown(mapper, row) for row in rows]
        return {name: rows for name, rows in found.items() if rows}


class PersonRows:
    """The rows of one person, in a session for every tenant."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def erase(self, person_id: str) -> None:
        """Delete all that belongs to a person and to no organisation."""
        for mapper in _mappers(PersonOwned):
            mine = mapper.columns["person_id"] == person_id
            await self._db.execute(delete(mapper.class_).where(mine), execution_options=_BLIND)


_BLIND = {"synchronize_session": False}


def _mappers(kind: type[TenantOwned] | type[PersonOwned]) -> Iterator[Mapper[object]]:
    """Return the tables of a kind, those that others refer to last."""
    by_table = {_table(each): each for each in Base.registry.mappers if issubclass(each.class_, kind)}
    return (by_table[table] for table in reversed(Base.metadata.sorted_tables) if table in by_table)


def _table(mapper: Mapper[object]) -> Table:
    table = mapper.local_table
    if not isinstance(table, Table):
        raise TypeError(f"{mapper.class_.__name__} is not mapped to a table")
    return table


def _shown(mapper: Mapper[object], row: object) -> Row:
    return {
        each.key: _plain(getattr(row, each.key)) for each in mapper.column_attrs if each.key not in _KEPT_BACK
    }


def _plain(value: JsonValue | date) -> JsonValue:
    return value.isoformat() if isinstance(value, date) else value

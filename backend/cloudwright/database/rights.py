"""What a table allows to whom, said where the table is; PostgreSQL holds it (`row_security`)."""

from collections.abc import Mapping
from dataclasses import dataclass

_KEY = "rights"
_EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"


@dataclass(frozen=True, slots=True)
class Rights:
    """Commands by role, as SQL lists them; `visible` is a condition in SQL.

    `{organization}` and `{person}` stand for those of the transaction.
    """

    tenant: str
    system: str
    visible: str


def rights(
    *, tenant: str = _EVERYTHING, system: str = "", visible: str = ""
) -> Mapping[str, Mapping[str, Rights]]:
    """Return the last entry of a table's `__table_args__`; without it only its owner may use the table.

    `visible` says which rows a tenant sees where no column `organization_id` or `person_id` does.
    """
    return {"info": {_KEY: Rights(tenant=tenant, system=system, visible=visible)}}


def rights_of(info: Mapping[object, object]) -> Rights:
    """Return the rights that the `info` of a table holds."""
    said = info.get(_KEY)
    return said if isinstance(said, Rights) else Rights(tenant=_EVERYTHING, system="", visible="")

"""Texts of an organisation: every one a version, and which of them hold."""

import asyncio
from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.gateway.policy.errors import PolicyChanged, PolicyInvalid, PolicyVersionNotFound
from cloudwright.gateway.policy.reading import problems
from cloudwright.gateway.policy.repository import PoliciesTable
from cloudwright.gateway.policy.rules import PolicySet
from cloudwright.gateway.policy.schemas import (
    GatewayPolicies,
    NewPolicy,
    Place,
    PolicyCheck,
    PolicyProblem,
    PolicyRule,
    PolicyVersion,
    PolicyVersionLine,
    PolicyVersionPage,
    PolicyWord,
    Restoring,
    Version,
)
from cloudwright.gateway.policy.values import Problem
from cloudwright.gateway.policy.vocabulary import ANNOTATIONS, CONTEXT, DEFAULT, SCHEMA
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.principal import Principal
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

_GONE = "somebody who left"


class Policies:
    """Nothing is changed or removed: to go back is to save an older text again."""

    def __init__(
        self, db: AsyncSession, *, people: People, audit: AuditTrail, clock: Clock = utc_now
    ) -> None:
        self._table = PoliciesTable(db)
        self._people = people
        self._audit = audit
        self._clock = clock

    async def read(self) -> GatewayPolicies:
        """Return what holds, and the words to write rules with."""
        pointers = await self._table.pointers()
        live, shadow = [await self._shown(number) for number in (pointers.live, pointers.shadow)]
        return GatewayPolicies(
            live=live,
            shadow=shadow,
            default_text=DEFAULT,
            schema_text=SCHEMA,
            circumstances=_words(CONTEXT),
            annotations=_words(ANNOTATIONS),
        )

    async def versions(self, *, before: int | None, limit: int) -> PolicyVersionPage:
        """Return a page of versions, the newest first."""
        found = await self._table.newest(before=before, limit=limit + 1)
        shown = found[:limit]
        names = await self._names(shown)
        return PolicyVersionPage(
            items=tuple(_line(each, names) for each in shown),
            next_cursor=shown[-1].number if len(found) > limit else None,
        )

    async def version(self, number: int) -> PolicyVersion:
        """Return one version with its text.

        Raises:
            PolicyVersionNotFound: there is none of this number.
        """
        version = await self._kept(number)
        return _whole(version, await self._names([version]))

    async def save(self, place: Place, new: NewPolicy, *, by: Principal) -> PolicyVersion:
        """Save a text as a new version that holds in this place from now on.

        Raises:
            PolicyInvalid: it cannot be read, or does not fit the schema.
            PolicyChanged: another version holds there than the author knew.
        """
        await refuse_invalid(new.text)
        number = await self._pointed(place, expected=new.expected_version)
        version = Version(number, new.text, new.note, by.user_id, self._clock())
        await self._table.add(version)
        await self._record("policy.saved", place, number=number, by=by, note=new.note)
        return _whole(version, await self._names([version]))

    async def restore(self, number: int, wanted: Restoring, *, by: Principal) -> PolicyVersion:
        """Save the text of an older version as a new one.

        Raises:
            PolicyVersionNotFound: there is none of this number.
            PolicyInvalid: it does not fit the schema of today.
            PolicyChanged: another version holds there than the caller knew.
        """
        old = await self._kept(number)
        note = wanted.note or f"Version {number} again"
        new = NewPolicy(text=old.text, note=note, expected_version=wanted.expected_version)
        return await self.save(wanted.place, new, by=by)

    async def end_shadow(self, *, expected: int | None, by: Principal) -> None:
        """Ask no text beside the live one any more.

        Raises:
            PolicyChanged: another version is the shadow than the caller knew.
        """
        if not await self._table.end_shadow(expected=expected):
            raise await self._changed(Place.SHADOW)
        await self._record("policy.shadow_ended", Place.SHADOW, number=expected, by=by, note="")

    async def _pointed(self, place: Place, *, expected: int | None) -> int:
        number = await self._table.point(place, expected=expected)
        if number is None:
            raise await self._changed(place)
        return number

    async def _changed(self, place: Place) -> PolicyChanged:
        pointers = await self._table.pointers()
        now = pointers.live if place is Place.LIVE else pointers.shadow
        return PolicyChanged(
            "Somebody saved another version since you read this one. Nothing was changed: read it again.",
            details={"place": place.value, "version": now},
        )

    async def _kept(self, number: int) -> Version:
        version = await self._table.version(number)
        if version is None:
            raise PolicyVersionNotFound("There is no version of this number.", details={"number": number})
        return version

    async def _shown(self, number: int | None) -> PolicyVersion | None:
        return None if number is None else await self.version(number)

    async def _names(self, versions: Sequence[Version]) -> Mapping[str, Person]:
        return await self._people.many({each.author_id for each in versions})

    async def _record(
        self, action: str, place: Place, *, number: int | None, by: Principal, note: str
    ) -> None:
        await self._audit.record(
            action,
            by.organization_id,
            actor_id=by.user_id,
            details={"place": place.value, "version": str(number), "note": note},
        )


async def checked(text: str) -> PolicyCheck:
    """Return whether a text may be saved, what is wrong with it, and else its rules."""
    found = await asyncio.to_thread(problems, text)
    rules = () if found else (await asyncio.to_thread(PolicySet.parse, text)).rules
    return PolicyCheck(
        valid=not found,
        problems=_shown_problems(found),
        rules=tuple(
            PolicyRule(name=rule.name, line=rule.line, permits=rule.permits, note=rule.note) for rule in rules
        ),
    )


async def refuse_invalid(text: str) -> None:
    """Raise PolicyInvalid for a text that may not be saved or tried; a long one takes a thread some 0.2 s."""
    if found := await asyncio.to_thread(problems, text):
        first = found[0]
        raise PolicyInvalid(
            f"Line {first.line}: {first.message}. {first.hint} Nothing was saved.",
            details={"problems": [each.model_dump() for each in _shown_problems(found)]},
        )


def _shown_problems(found: Sequence[Problem]) -> tuple[PolicyProblem, ...]:
    return tuple(PolicyProblem.of(each) for each in found)


def _line(version: Version, people: Mapping[str, Person]) -> PolicyVersionLine:
    return PolicyVersionLine(
        number=version.number,
        note=version.note,
        author=_author(version, people),
        created_at=version.created_at,
    )


def _whole(version: Version, people: Mapping[str, Person]) -> PolicyVersion:
    return PolicyVersion(
        number=version.number,
        note=version.note,
        author=_author(version, people),
        created_at=version.created_at,
        text=version.text,
    )


def _author(version: Version, people: Mapping[str, Person]) -> str:
    return people[version.author_id].name if version.author_id in people else _GONE


def _words(meanings: Mapping[str, str]) -> tuple[PolicyWord, ...]:
    return tuple(PolicyWord(word=word, meaning=meaning) for word, meaning in meanings.items())

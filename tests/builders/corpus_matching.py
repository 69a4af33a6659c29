"""Whether what was understood is what the corpus expects: values within 3 %, names by other usual names."""

import re
from collections.abc import Iterable, Sequence

from builders.corpus import Fact
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.model.brief import Requirement, RequirementKind

_TOLERANCE = 0.03
_UNCOMPARED = frozenset({RequirementKind.FUNCTION})  # the corpus lists no fact of this kind
_TO_KB = {"KB": 1.0, "MB": 1000.0, "GB": 1_000_000.0}
_OTHER_NAMES = {
    "uk": "united kingdom",
    "great britain": "united kingdom",
    "european union": "eu",
    "europe": "eu",
    "vm": "ec2",
    "virtual machine": "ec2",
    "server": "ec2",
    "k8s": "kubernetes",
    "eks": "kubernetes",
    "docker": "container",
    "pci": "pci dss",
    "pci-dss": "pci dss",
    "soc2": "soc 2",
    "elastic container registry": "ecr",
    "elastic container service": "ecs",
    "simple queue service": "sqs",
    "simple notification service": "sns",
    "simple storage service": "s3",
}


def recalled(expected: Fact, found: Iterable[Requirement]) -> bool:
    """Say whether some requirement is the expected fact."""
    return any(_same(expected, requirement) for requirement in found)


def invented(found: Iterable[Requirement], allowed: Sequence[Fact]) -> tuple[Requirement, ...]:
    """Return the requirements given as stated that no allowed fact covers."""
    return tuple(
        requirement
        for requirement in found
        if requirement.source == "stated"
        and requirement.kind not in _UNCOMPARED
        and not any(_same(fact, requirement) for fact in allowed)
    )


def _same(fact: Fact, requirement: Requirement) -> bool:
    if fact.kind is not requirement.kind:
        return False
    if isinstance(fact.value, str):
        return bool(_names(str(fact.value)) & _names(str(requirement.value)))
    return _close(fact, requirement)


def _close(fact: Fact, requirement: Requirement) -> bool:
    if isinstance(requirement.value, bool) or not isinstance(requirement.value, int | float):
        return False
    expected, got = float(fact.value), float(requirement.value)
    if fact.kind is RequirementKind.PAYLOAD:
        expected, got = expected * _to_kb(fact.unit), got * _to_kb(requirement.unit)
    if fact.kind is RequirementKind.BUDGET and _currency(fact.unit) != _currency(requirement.unit):
        return False
    return abs(expected - got) <= _TOLERANCE * abs(expected)


def _to_kb(unit: str) -> float:
    return next((factor for name, factor in _TO_KB.items() if unit.startswith(name)), 1.0)


def _currency(unit: str) -> str:
    return unit.split("/", maxsplit=1)[0]


def _names(value: str) -> frozenset[str]:
    """Return the names that mean the same as the value: a service also by its catalogue kind."""
    kind = kinds().get(value)
    known = {value} if kind is None else {value, kind.service, kind.title, *kind.synonyms}
    plain = {_plain(name) for name in known}
    return frozenset(plain | {_OTHER_NAMES[name] for name in plain if name in _OTHER_NAMES})


def _plain(name: str) -> str:
    """Return the name in lower case, in the singular, without whose it is."""
    return re.sub(r"^(?:amazon|aws)\s+|s$", "", name.casefold().strip())

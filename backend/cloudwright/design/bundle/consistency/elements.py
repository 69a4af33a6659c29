"""Compares which components the files name, and what they create for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.bundle.consistency.contents import DESIGN, README, Contents, Disagreement, Root
from cloudwright.design.bundle.consistency.owners import Owners
from cloudwright.design.bundle.consistency.type_map import expected

_TABLE = ("Components",)
_IDLE = "nothing is deployed for it"
_README_IS_OF = "prod"
_NETWORK = ("diagrams/network.svg", "diagrams/network.drawio", "diagrams/network.mmd")


def same_components(contents: Contents) -> Sequence[Disagreement]:
    """Compare every list of components with what most of them say."""
    named = {DESIGN: Counter(list(contents.components))}
    named |= {path: Counter(contents.drawn[path]) for path in _NETWORK if path in contents.drawn}
    if README in contents.pages:
        rows = contents.pages[README].rows(*_TABLE, column="id")
        named[README] = Counter(row["id"] for row in rows)
    return [*_outvoted(named)]


def _outvoted(named: Mapping[str, Counter[str]]) -> Iterator[Disagreement]:
    for element_id in sorted({e for found in named.values() for e in found}):
        having = [path for path, found in named.items() if element_id in found]
        for path, found in named.items():
            if found[element_id] > 1:
                yield Disagreement(path, element_id, f"names {element_id} {found[element_id]} times")
            elif path not in having and 2 * len(having) >= len(named):
                yield Disagreement(path, element_id, f"lacks {element_id}, which {having[0]} has")
            elif path in having and 2 * len(having) < len(named):
                yield Disagreement(path, element_id, f"has {element_id}, which other files lack")


def same_resources(contents: Contents) -> Sequence[Disagreement]:
    """Compare CloudFormation and Terraform, component by component, in each environment."""
    owners = Owners(contents.components)
    return [
        found
        for root in contents.roots
        if root.templates and root.blocks
        for found in (*_strangers(root, owners), *_differences(root, owners))
    ]


def all_created(contents: Contents) -> Sequence[Disagreement]:
    """Look for components without any resource; of what others complete, the README speaks for production."""
    owners = Owners(contents.components)
    idle = _said_to_be_idle(contents)
    inside = {c.id for c in contents.components.values() if not c.outside}
    incomplete = {c.id for c in contents.components.values() if c.incomplete}
    found: list[Disagreement] = []
    for root in contents.roots:
        excused = idle if root.environment == _README_IS_OF else incomplete
        for folder, made in _made(root, owners):
            missing = sorted(inside - excused - made)
            found += [Disagreement(folder, e, f"creates nothing for {e}") for e in missing]
            if root.environment == _README_IS_OF:
                against = sorted(idle & made)
                found += [Disagreement(folder, e, f"creates {e}, against {README}") for e in against]
    return found


def _said_to_be_idle(contents: Contents) -> set[str]:
    if README not in contents.pages:
        return set()
    rows = contents.pages[README].rows(*_TABLE, column="id")
    said = {row["id"] for row in rows if row.get("a month") == _IDLE}
    return {c.id for c in contents.components.values() if c.incomplete and c.id in said}


def _made(root: Root, owners: Owners) -> Iterator[tuple[str, set[str]]]:
    if root.templates:
        yield f"cloudformation/{root.environment}", set(_by_template(root, owners))
    if root.blocks:
        yield f"terraform/{root.environment}", set(_by_block(root, owners))


def _strangers(root: Root, owners: Owners) -> Iterator[Disagreement]:
    for path, template in root.templates.items():
        for name in template.resources:
            if owners.of_logical_id(name) is None:
                yield Disagreement(path, "", f"{name} belongs to no component")
    for path, blocks in root.blocks.items():
        for block in blocks:
            if block.kind == "resource" and owners.of_label(block.labels[1]) is None:
                yield Disagreement(path, "", f"{block.address} belongs to no component")


def _differences(root: Root, owners: Owners) -> Iterator[Disagreement]:
    wanted, made = _by_template(root, owners), _by_block(root, owners)
    for element_id in sorted(wanted.keys() | made.keys()):
        left, right = wanted.get(element_id, Counter()), made.get(element_id, Counter())
        for type_name in sorted(left.keys() | right.keys()):
            if left[type_name] != right[type_name]:
                yield from _difference(
                    root,
                    owners,
                    element_id=element_id,
                    type_name=type_name,
                    counts=(left[type_name], right[type_name]),
                )


def _difference(
    root: Root, owners: Owners, *, element_id: str, type_name: str, counts: tuple[int, int]
) -> Iterator[Disagreement]:
    message = f"{element_id}: {counts[0]} {type_name} by CloudFormation, {counts[1]} by Terraform"
    templates = [
        path
        for path, template in root.templates.items()
        if any(owners.of_logical_id(name) == element_id for name in template.resources)
    ]
    files = [
        path
        for path, blocks in root.blocks.items()
        if any(b.kind == "resource" and owners.of_label(b.labels[1]) == element_id for b in blocks)
    ]
    folder = f"cloudformation/{root.environment}"
    yield from (Disagreement(path, element_id, message) for path in (*(templates or root.templates), folder))
    yield from (Disagreement(path, element_id, message) for path in (*files, f"terraform/{root.environment}"))


def _by_template(root: Root, owners: Owners) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for template in root.templates.values():
        for name, declared in template.resources.items():
            owner = owners.of_logical_id(name)
            if owner is not None:
                found.setdefault(owner, Counter()).update(expected(declared))
    return found


def _by_block(root: Root, owners: Owners) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for blocks in root.blocks.values():
        for block in blocks:
            owner = owners.of_label(block.labels[1]) if block.kind == "resource" else None
            if owner is not None:
                found.setdefault(owner, Counter())[block.labels[0]] += block.count
    return found

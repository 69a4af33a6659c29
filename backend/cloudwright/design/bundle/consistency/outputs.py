"""Compares the outputs of templates, of Terraform and of the README; `CdnUrl` and `cdn_url` are one."""

from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.bundle.consistency.contents import README, Contents, Disagreement, Root
from cloudwright.design.bundle.consistency.owners import Owners

_PRODUCTION = "prod"


def listed(contents: Contents) -> Sequence[Disagreement]:
    """Compare the formats in each environment, and the README with production."""
    owners = Owners(contents.components)
    found: list[Disagreement] = []
    for root in contents.roots:
        named = _named(root)
        if root.environment == _PRODUCTION and README in contents.pages:
            rows = contents.pages[README].rows("Verify", column="output")
            told = (name.strip() for row in rows for name in row["output"].split(","))
            named[README] = {_folded(name): name for name in told}
        found += _differences(named, owners)
    return found


def _named(root: Root) -> dict[str, Mapping[str, str]]:
    """Return the outputs of each format as they are written, by what they have in common."""
    taken = {name for template in root.templates.values() for name in template.parameters}
    named: dict[str, Mapping[str, str]] = {}
    if root.templates:
        outputs = {
            name
            for template in root.templates.values()
            for name in template.outputs - (template.handed_on & taken)
        }
        named[f"cloudformation/{root.environment}"] = {_folded(name): name for name in outputs}
    if root.blocks:
        blocks = [block for found in root.blocks.values() for block in found if block.kind == "output"]
        named[f"terraform/{root.environment}"] = {_folded(b.labels[0]): b.labels[0] for b in blocks}
    return named


def _differences(named: Mapping[str, Mapping[str, str]], owners: Owners) -> Iterator[Disagreement]:
    for folded in sorted({name for names in named.values() for name in names}):
        having = [place for place, names in named.items() if folded in names]
        written = named[having[0]][folded]
        owner = owners.of_logical_id(written) or owners.of_label(written) or ""
        for place in named:
            if place not in having:
                yield Disagreement(place, owner, f"has no output {written}, which {having[0]} has")


def _folded(name: str) -> str:
    return name.replace("_", "").lower()

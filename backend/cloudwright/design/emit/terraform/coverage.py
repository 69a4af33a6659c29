"""What the translators cover, as a table for the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass

from cloudwright.design.emit.terraform.reader import Spec
from cloudwright.design.emit.terraform.registry import TRANSLATORS


@dataclass(frozen=True, slots=True)
class Coverage:
    """One CloudFormation type: the Terraform types it becomes, and every property path that is translated."""

    type: str
    terraform: tuple[str, ...]
    properties: tuple[str, ...]


def coverage() -> tuple[Coverage, ...]:
    """Return all types by name. A property that is not listed is refused, never dropped."""
    return tuple(
        Coverage(
            name,
            (translator.resource, *translator.companions),
            tuple(_paths(translator.arguments)),
        )
        for name, translator in sorted(TRANSLATORS.items())
    )


def coverage_table() -> str:
    """Return the table in Markdown."""
    lines = [
        "| CloudFormation type | Terraform types (provider 5.100) | Properties translated |",
        "|---|---|---|",
    ]
    for row in coverage():
        terraform = ", ".join(f"`{name}`" for name in row.terraform)
        top = ", ".join(dict.fromkeys(path.partition(".")[0] for path in row.properties))
        lines.append(f"| `{row.type}` | {terraform} | {top} |")
    return "\n".join(lines) + "\n"


def _paths(spec: Spec, inside: str = "") -> Iterator[str]:
    for name, target in spec.items():
        path = f"{inside}{name}"
        yield path
        if not isinstance(target, str):
            yield from _paths(target.nested, f"{path}.")

"""consistency.json: whether the files of a bundle say the same."""

from collections.abc import Iterable, Sequence

from cloudwright.design.bundle.consistency.comparison import COMPARISONS
from cloudwright.design.bundle.consistency.contents import Contents, Disagreement
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.model.frozen import Frozen


class Difference(Frozen):
    """What one file says otherwise than the others; `element_id` is empty when it is about no element."""

    file: str
    element_id: str
    message: str


class Verdict(Frozen):
    """One statement about all files, with what contradicts it."""

    id: str
    statement: str
    holds: bool
    differences: tuple[Difference, ...] = ()


class ConsistencyReport(Frozen):
    """`consistent` is true when every statement holds."""

    consistent: bool
    elements: int
    verdicts: tuple[Verdict, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(difference for verdict in self.verdicts for difference in verdict.differences)


def consistency(files: Iterable[BundleFile]) -> ConsistencyReport:
    """Read the files and compare what they say."""
    contents = Contents.of({file.path: file.content for file in files})
    verdicts = tuple(
        _verdict(name, statement, found=compare(contents)) for name, statement, compare in COMPARISONS
    )
    return ConsistencyReport(
        consistent=all(verdict.holds for verdict in verdicts),
        elements=len(contents.components),
        verdicts=verdicts,
    )


def _verdict(name: str, statement: str, *, found: Sequence[Disagreement]) -> Verdict:
    differences = tuple(
        Difference(file=each.file, element_id=each.element_id, message=each.message) for each in sorted(found)
    )
    return Verdict(id=name, statement=statement, holds=not differences, differences=differences)

"""Compares the flow diagrams with each other and with the design."""

from collections.abc import Iterator, Sequence

from cloudwright.design.bundle.consistency import pictures
from cloudwright.design.bundle.consistency.contents import BRIEF, VIEWS, Contents, Disagreement

_FLOW = ("diagrams/flow.svg", "diagrams/flow.drawio", "diagrams/flow.mmd", BRIEF)


def same_flow(contents: Contents) -> Sequence[Disagreement]:
    """Compare the flow diagrams, the brief's among them; what most of them show is taken as meant."""
    return [*_strangers(contents), *_outvoted(contents)]


def same_lines(contents: Contents) -> Sequence[Disagreement]:
    """Compare the connections of each view in the two formats that say what a line connects."""
    found: list[Disagreement] = []
    for view in VIEWS:
        first, second = f"diagrams/{view}.drawio", f"diagrams/{view}.mmd"
        if first not in contents.drawn or second not in contents.drawn:
            continue
        left = pictures.drawio_lines(contents.files[first].decode())
        right = pictures.mermaid_lines(contents.files[second].decode())
        for pair in sorted(left.keys() | right.keys()):
            if left[pair] != right[pair]:
                message = f"{pair[0]} to {pair[1]}: {left[pair]} lines in {first}, {right[pair]} in {second}"
                found += [Disagreement(path, pair[0], message) for path in (first, second)]
    return found


def _strangers(contents: Contents) -> Iterator[Disagreement]:
    for path in _FLOW:
        for element_id in contents.drawn.get(path, ()):
            if element_id not in contents.components:
                yield Disagreement(path, element_id, f"shows {element_id}, which is not designed")


def _outvoted(contents: Contents) -> Iterator[Disagreement]:
    drawn = {path: set(contents.drawn[path]) for path in _FLOW if path in contents.drawn}
    for element_id in sorted({e for found in drawn.values() for e in found}):
        having = [path for path, found in drawn.items() if element_id in found]
        odd = [path for path in drawn if path not in having] if 2 * len(having) >= len(drawn) else having
        for path in odd:
            word = "has" if path in having else "lacks"
            yield Disagreement(path, element_id, f"{word} {element_id}, other flow diagrams differ")

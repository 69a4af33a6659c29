"""From a scene to its drawing, folded where it would not be readable on a printed sheet."""

from collections.abc import Sequence
from math import ceil

from cloudwright.design.diagram.drawing import Drawing
from cloudwright.design.diagram.folding import depth, folded, joined
from cloudwright.design.diagram.ports import Direction, Layout
from cloudwright.design.diagram.positions import drawing
from cloudwright.design.diagram.printing import READABLE, printed_scale
from cloudwright.design.diagram.scene import Scene

_TRIED = 4
_FEWEST = 2


async def arranged(scene: Scene, layout: Layout) -> Drawing:
    """Return the drawing that prints largest: as it flows, or folded where that is too wide.

    Raises LayoutFailed when the engine cannot lay it out.
    """
    best = drawing(scene, await layout.lay_out(scene.graph))
    if scene.graph.direction is Direction.DOWN:
        return best
    most = _most(scene, best)
    for columns in _worth_trying(most):
        if printed_scale(best) >= READABLE:
            break
        laid_out = await layout.lay_out(folded(scene.graph, columns))
        best = max(best, drawing(scene, joined(scene.graph, laid_out)), key=printed_scale)
    return best


def _worth_trying(most: int) -> Sequence[int]:
    """Return numbers of columns: those from the likeliest downwards, and the fewest there can be."""
    nearest = range(most, max(most - _TRIED, _FEWEST), -1)
    return (*nearest, *((_FEWEST,) if most >= _FEWEST else ()))


def _most(scene: Scene, drawn: Drawing) -> int:
    """Return from how many columns on a fold may bring the drawing to the width of a sheet."""
    columns = depth(scene.graph)
    return min(columns - 1, ceil(columns * printed_scale(drawn) / READABLE) + 1)

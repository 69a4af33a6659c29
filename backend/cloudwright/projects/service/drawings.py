"""Drawings of a revision, laid out once and kept while the process lives."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.arranging import arranged
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.ports import Direction, Layout
from cloudwright.design.diagram.scene import scene
from cloudwright.design.evaluation.annotate import annotations
from cloudwright.projects.schemas import RevisionDetail

_KEPT = 256
_Key = tuple[str, str, int, View, Direction]


class Drawings:
    """One per process: drawings are pure functions of a revision and its evaluation."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._kept: OrderedDict[_Key, Drawing] = OrderedDict()

    async def of(
        self, load: Callable[[], Awaitable[RevisionDetail]], view: View, *, direction: Direction
    ) -> Drawing:
        """Return the drawing of the revision that `load` gives."""
        detail = await load()
        key = (detail.summary.id, str(detail.summary.monthly_cost), _findings(detail), view, direction)
        if key not in self._kept:
            self._kept[key] = await self._draw(detail, view, direction=direction)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    async def _draw(self, detail: RevisionDetail, view: View, *, direction: Direction) -> Drawing:
        shown = scene(
            detail.architecture,
            view,
            kinds=kinds(),
            annotations=annotations(
                detail.evaluation,
                revision=f"revision {detail.summary.number}",
                as_of=detail.summary.created_at.date(),
            ),
            direction=direction,
        )
        return await arranged(shown, self._layout)


def _findings(detail: RevisionDetail) -> int:
    return len(detail.evaluation.review.open)

"""Drawings of a revision, laid out once and kept while the process lives."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.arranging import arranged
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.ports import Direction, Layout
from cloudwright.design.diagram.scene import Annotations, scene
from cloudwright.design.evaluation.annotate import annotations
from cloudwright.design.model.architecture import Architecture
from cloudwright.projects.schemas import RevisionDetail

_KEPT = 256
_Key = tuple[str, str, View, Direction]


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
        annotated = annotations(
            detail.evaluation,
            revision=f"revision {detail.summary.number}",
            as_of=detail.summary.created_at.date(),
        )
        return await self.saying(
            annotated,
            detail.architecture,
            revision_id=detail.summary.id,
            view=view,
            direction=direction,
        )

    async def saying(
        self,
        annotated: Annotations,
        architecture: Architecture,
        *,
        revision_id: str,
        view: View,
        direction: Direction,
    ) -> Drawing:
        """Return the drawing of a revision with these words beside it."""
        key = (revision_id, annotated.model_dump_json(), view, direction)
        if key not in self._kept:
            shown = scene(architecture, view, kinds=kinds(), annotations=annotated, direction=direction)
            self._kept[key] = await arranged(shown, self._layout)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

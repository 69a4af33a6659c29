"""The body of a dashboard: for each watched element a heading, and a graph for each of its alarms."""

from collections.abc import Iterator, Sequence

from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.blueprint.values import Join, Scalar, Value
from cloudwright.design.catalog.alarm_sets import GLOBAL_REGION, specs
from cloudwright.design.catalog.json_text import json_parts
from cloudwright.design.catalog.kind import AlarmSpec, LoweringContext

_COLUMNS = 24  # the width of every dashboard
_GRAPH_WIDTH = 8
_GRAPH_HEIGHT = 6
_HEADING_HEIGHT = 1
_PER_ROW = _COLUMNS // _GRAPH_WIDTH


def body(context: LoweringContext, dashboard_id: str) -> Join:
    """Return the JSON text, one widget a line, in the order of the elements' ids."""
    widgets = [*_widgets(context, dashboard_id)]
    parts: list[Scalar] = ['{"widgets":[']
    for position, widget in enumerate(widgets):
        parts.append(",\n" if position else "\n")
        parts += json_parts(widget)
    parts.append("\n]}" if widgets else "]}")
    return Join(tuple(parts))


def _widgets(context: LoweringContext, dashboard_id: str) -> Iterator[Value]:
    top = 0
    by_element: dict[str, list[AlarmSpec]] = {}
    for element, spec in specs(context, dashboard_id):
        by_element.setdefault(element.id, []).append(spec)
    for element_id, graphs in by_element.items():
        title = context.elements[element_id].component.title
        yield _placed("text", {"markdown": f"## {title}"}, at=(0, top), size=(_COLUMNS, _HEADING_HEIGHT))
        top += _HEADING_HEIGHT
        for position, spec in enumerate(graphs):
            row, column = divmod(position, _PER_ROW)
            place = (column * _GRAPH_WIDTH, top + row * _GRAPH_HEIGHT)
            yield _placed("metric", _graph(context, spec), at=place, size=(_GRAPH_WIDTH, _GRAPH_HEIGHT))
        top += -(-len(graphs) // _PER_ROW) * _GRAPH_HEIGHT


def _placed(kind: str, properties: Value, *, at: tuple[int, int], size: tuple[int, int]) -> Value:
    left, top = at
    width, height = size
    return {"type": kind, "x": left, "y": top, "width": width, "height": height, "properties": properties}


def _graph(context: LoweringContext, spec: AlarmSpec) -> Value:
    """Return one metric over time, with the line at which its alarm sounds."""
    metric: Sequence[Value] = [
        spec.namespace,
        spec.metric,
        *(part for name, value in spec.dimensions.items() for part in (name, value)),
    ]
    return {
        "title": spec.title,
        "region": GLOBAL_REGION if spec.stack is Stack.GLOBAL else context.architecture.region,
        "stat": spec.statistic,
        "period": spec.period_seconds,
        "metrics": [list(metric)],
        "annotations": {"horizontal": [{"label": "alarm", "value": spec.threshold}]},
    }

"""Where in a written template something stands."""

from collections.abc import Sequence

import yaml


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line (from 1) of the deepest entry of `path` that the YAML text has."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        marker, node = found
        line = marker.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and str(step).isdigit() and int(step) < len(node.value):
        item = node.value[int(step)]
        return item, item
    return None

"""All shapes, found in `intake.shapes`: one module each, which exports `SHAPE`."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from cloudwright.design.intake import shapes as package
from cloudwright.design.intake.shape_spec import ShapeSpec


@cache
def shapes() -> Mapping[str, ShapeSpec]:
    """Return every shape by its pattern, in that order; raises ValueError when two claim one pattern."""
    found: dict[str, ShapeSpec] = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        spec: ShapeSpec = import_module(module.name).SHAPE
        if spec.pattern in found:
            raise ValueError(f"two shapes are for the pattern '{spec.pattern}'")
        found[spec.pattern] = spec
    return MappingProxyType(dict(sorted(found.items())))

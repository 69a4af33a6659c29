"""All makers of candidates, found in `options.makers`: one module each, which exports `MAKER`."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from cloudwright.design.options import makers as package
from cloudwright.design.options.maker import Maker


@cache
def makers() -> Mapping[str, Maker]:
    """Return every maker by its pattern, in that order; raises ValueError when two claim one pattern."""
    found: dict[str, Maker] = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        maker: Maker = import_module(module.name).MAKER
        if maker.pattern in found:
            raise ValueError(f"two makers are for the pattern '{maker.pattern}'")
        found[maker.pattern] = maker
    return MappingProxyType(dict(sorted(found.items())))

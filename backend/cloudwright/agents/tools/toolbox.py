"""All of our own tools."""

from collections.abc import Sequence
from typing import Any

from cloudwright.agents.tools.design_tool import DesignTool
from cloudwright.tenancy.work import UnitsOfWork


def design_tools(units: UnitsOfWork) -> Sequence[DesignTool[Any]]:
    """Return one of each."""
    del units
    return ()

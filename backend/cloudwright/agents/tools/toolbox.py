"""All of our own tools."""

from collections.abc import Sequence
from typing import Any

from cloudwright.agents.tools import (
    answer_question,
    edit_design,
    get_design,
    price_design,
    propose_options,
    read_requirements,
    run_checks,
    undo_change,
)
from cloudwright.agents.tools.design_tool import DesignTool
from cloudwright.tenancy.work import UnitsOfWork


def design_tools(units: UnitsOfWork) -> Sequence[DesignTool[Any]]:
    """Return one of each."""
    return [
        DesignTool(module.DEFINITION, module.Arguments, work=module.work, units=units)
        for module in (
            read_requirements,
            answer_question,
            propose_options,
            get_design,
            edit_design,
            undo_change,
            run_checks,
            price_design,
        )
    ]

"""All of our own tools."""

from collections.abc import Sequence
from typing import Any, Protocol

from cloudwright.agents.ports import Bundler
from cloudwright.agents.tools import (
    answer_question,
    build_bundle,
    choose_option,
    edit_design,
    edit_requirements,
    explain_design,
    get_design,
    imagine_budget,
    imagine_load,
    plan_bundle,
    price_design,
    propose_options,
    read_requirements,
    returning,
    run_checks,
)
from cloudwright.agents.tools.design_tool import Definition, DesignTool, UseCases


class _Made(Protocol):
    """What a tool is made of: a module, or one of several of a shape."""

    @property
    def DEFINITION(self) -> Definition: ...  # noqa: N802  # named as in a module of its own
    @property
    def Arguments(self) -> type[Any]: ...  # noqa: N802  # named as in a module of its own
    @property
    def work(self) -> Any: ...


_MODULES: tuple[_Made, ...] = (
    read_requirements,
    edit_requirements,
    answer_question,
    propose_options,
    choose_option,
    get_design,
    edit_design,
    returning.UNDO,
    returning.REDO,
    returning.RETURN,
    run_checks,
    price_design,
    explain_design,
    imagine_load,
    imagine_budget,
    plan_bundle,
)


def design_tools(use_cases: UseCases) -> Sequence[DesignTool[Any]]:
    """Return one of each but the one that builds."""
    return [
        DesignTool(module.DEFINITION, module.Arguments, work=module.work, use_cases=use_cases)
        for module in _MODULES
    ]


def building_tool(use_cases: UseCases, bundler: Bundler) -> DesignTool[Any]:
    """Return the tool that builds bundles."""
    work = build_bundle.Building(bundler).work
    return DesignTool(build_bundle.DEFINITION, build_bundle.Arguments, work=work, use_cases=use_cases)

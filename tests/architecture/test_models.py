"""Models are made in one place, and agents never fall back to a vendor's default."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "backend" / "cloudwright"
MAKERS = ("gateway", "agents/designer", "adapters/providers")


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_only_the_gateway_and_its_sources_know_model_classes() -> None:
    strangers = [
        str(path.relative_to(PACKAGE))
        for path in _modules()
        if any(name.startswith("strands.models") for name in _imports(path))
        and not str(path.relative_to(PACKAGE)).startswith(MAKERS)
    ]

    assert strangers == []


def test_every_agent_is_given_a_model_and_no_printing_callback() -> None:
    made = [
        {keyword.arg for keyword in node.keywords}
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Agent"
    ]

    assert made
    assert all({"model", "callback_handler", "retry_strategy", "interventions"} <= given for given in made)

"""Who may touch what: the database, the environment, the models, the log, and the types."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

from builders.source_code import ROOT, Module, listed, modules, modules_of_tests, tracked

STATEMENTS = frozenset({"select", "insert", "update", "delete", "text"})
READS_THE_ENVIRONMENT: Mapping[str, str] = {
    "backend/cloudwright/config.py": "the settings",
    "backend/cloudwright/adapters/mcp/clients.py": "tool servers get the variables they name, and no other",
}
BUILDS_MODELS = ("gateway/", "agents/designer/", "adapters/providers/")
LOG_METHODS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
SUPPRESSION = re.compile(r"#\s*(?:type:\s*ignore|noqa)(?P<code>\[[\w\-, ]+\]|:\s*[A-Z0-9, ]+)?(?P<reason>.*)")
FORBIDDEN_TEXT = re.compile(
    r"/wor[k]/|/home/(?!ada/)[a-z]|/Users/[A-Za-z]|/roo[t]/|python[h]osted\.org|npm[j]s\.org|py[p]i\.org"
)
TEXT_SUFFIXES = frozenset(
    {
        ".py",
        ".md",
        ".toml",
        ".yaml",
        ".yml",
        ".json",
        ".ts",
        ".tsx",
        ".css",
        ".html",
        ".lock",
        ".sh",
        ".cfg",
        ".txt",
        "",
    }
)


def test_services_never_commit() -> None:
    committing = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        if not module.under("database/")
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback"}
    ]
    assert not committing, listed(committing)


def test_sql_is_written_in_repositories_only() -> None:
    writing = [
        module.name
        for module in modules()
        if module.stem not in {"repository", "models"}
        and not module.under("database/")
        and _writes_sql(module)
    ]
    assert not writing, listed(writing)


def test_only_the_settings_read_the_environment() -> None:
    reading = [
        module.name
        for module in modules()
        if module.name not in READS_THE_ENVIRONMENT and _reads_environment(module)
    ]
    assert not reading, listed(reading)


def test_models_are_built_by_the_gateway_and_the_built_in_designer_only() -> None:
    building = [
        module.name
        for module in modules()
        if not module.under(*BUILDS_MODELS)
        and any(name.startswith("strands.models") for name in module.imports())
    ]
    assert not building, listed(building)


def test_log_messages_are_fixed_texts() -> None:
    composed = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        for call in module.calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in LOG_METHODS
        and ast.unparse(call.func.value) in {"log", "logger", "self._log"}
        and call.args
        and not isinstance(call.args[0], ast.Constant)
    ]
    assert not composed, listed(composed)


def test_everything_that_silences_a_check_says_why() -> None:
    silent = [
        f"{module.name}:{number}"
        for module in (*modules(), *modules_of_tests())
        for number, line in enumerate(module.text.splitlines(), start=1)
        if (found := SUPPRESSION.search(line)) and _unexplained(found)
    ]
    assert not silent, listed(silent)


def test_nothing_that_is_stored_names_a_machine_or_a_registry() -> None:
    naming = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in TEXT_SUFFIXES and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1)
        if FORBIDDEN_TEXT.search(line)
    ]
    assert not naming, listed(naming)


def test_public_functions_of_the_core_and_of_services_say_what_they_do() -> None:
    silent = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules()
        if module.under("design/") or "/service" in module.name
        for node in _public(module)
        if ast.get_docstring(node) is None and _needs_words(node)
    ]
    assert not silent, listed(silent)


def _reads_environment(module: Module) -> bool:
    return any(
        isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}
        for node in module.nodes
    )


def _writes_sql(module: Module) -> bool:
    imported = {name.rpartition(".")[2] for name in module.imports() if name.startswith("sqlalchemy")}
    return bool(imported & STATEMENTS)


def _unexplained(found: re.Match[str]) -> bool:
    return found["code"] is None or not found["reason"].strip(" #-")


def _public(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions at the top of a module that others may call."""
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]


def _needs_words(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Short functions whose name and types say it all need none."""
    return (node.end_lineno or node.lineno) - node.lineno > 12

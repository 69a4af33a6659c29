"""Sizes, names and packages: what STYLE says about shape, held without exceptions."""

import ast
import re
from pathlib import Path

from builders.source_code import BACKEND, FRONTEND, Function, Module, listed, modules, modules_of_tests

MOST_MODULE_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_TSX_LINES = 250
BANNED_WORDS = frozenset(
    {"handle", "handler", "process", "manager", "helper", "helpers", "util", "utils", "common", "misc"}
)
DOMAINS = (
    "artifacts",
    "audit",
    "auth",
    "billing",
    "conversations",
    "encryption",
    "events",
    "gateway",
    "notifications",
    "organizations",
    "projects",
    "quotas",
    "rbac",
    "users",
)
FRAMEWORKS_OF_A_DOMAIN = ("fastapi", "starlette", "sqlalchemy")
NAMED_FILES = frozenset(
    {
        "endpoints",
        "websocket",
        "dependencies",
        "tasks",
        "service",
        "repository",
        "models",
        "ports",
        "schemas",
        "errors",
    }
)


def test_modules_fit_four_hundred_lines() -> None:
    found = [f"{m.name}: {m.lines}" for m in (*modules(), *modules_of_tests()) if m.lines > MOST_MODULE_LINES]
    assert not found, listed(found)


def test_functions_fit_forty_lines() -> None:
    found = [
        f"{module.name}:{function.lineno} {function.name}: {_length(function)}"
        for module in (*modules(), *modules_of_tests())
        for function in module.functions()
        if _length(function) > MOST_FUNCTION_LINES
    ]
    assert not found, listed(found)


def test_components_of_the_front_end_fit_two_hundred_and_fifty_lines() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FRONTEND.rglob("*.tsx")}
    found = [f"{path}: {size}" for path, size in sizes.items() if size > MOST_TSX_LINES]
    assert not found, listed(found)


def test_package_files_hold_no_code() -> None:
    found = [m.name for m in modules() if m.stem == "__init__" and not _only_names(m)]
    assert not found, listed(found)


def test_no_module_or_function_has_a_name_that_says_nothing() -> None:
    named = [
        f"{module.name}: {name}"
        for module in modules()
        for name in (module.stem, *(f.name for f in module.functions() if not _named_by_a_library(f)))
        if BANNED_WORDS.intersection(_words(name))
    ]
    assert not named, listed(named)


def _named_by_a_library(function: Function) -> bool:
    """Say whether the function overrides one of a base class, whose name is not ours to choose."""
    return any(isinstance(d, ast.Name) and d.id == "override" for d in function.decorator_list)


def test_no_class_has_a_name_that_says_nothing() -> None:
    named = [
        f"{module.name}: {node.name}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.ClassDef) and BANNED_WORDS.intersection(_words(node.name))
    ]
    assert not named, listed(named)


def test_files_of_a_domain_that_need_a_framework_have_their_usual_names() -> None:
    unusual = [
        module.name
        for module in modules()
        if module.under(*(f"{domain}/" for domain in DOMAINS))
        and module.stem not in NAMED_FILES
        and Path(module.name).parent.name != "service"
        and any(_framework(name) for name in module.imports())
    ]
    assert not unusual, listed(unusual)


def test_every_domain_declares_its_errors_in_its_own_module() -> None:
    strays = [
        f"{module.name}: {node.name}"
        for module in modules()
        if module.under(*(f"{domain}/" for domain in DOMAINS)) and module.stem != "errors"
        for node in module.nodes
        if isinstance(node, ast.ClassDef) and "CloudwrightError" in {_base(base) for base in node.bases}
    ]
    assert not strays, listed(strays)


def test_every_package_of_the_backend_says_what_it_is_for() -> None:
    packages = sorted(BACKEND.rglob("__init__.py"))
    found = [str(p) for p in packages if ast.get_docstring(ast.parse(p.read_text(encoding="utf-8"))) is None]
    assert not found, listed(found)


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _only_names(module: Module) -> bool:
    return all(_docstring(node) or _exported(node) for node in module.tree.body)


def _docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _exported(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["__all__"]


def _words(name: str) -> set[str]:
    name = re.sub(
        r"in_process|InProcess|^process_(bind_param|result_value)$", "", name
    )  # a noun; SQLAlchemy's names
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _framework(name: str) -> bool:
    return name.startswith(
        tuple(f"{framework}." for framework in FRAMEWORKS_OF_A_DOMAIN)
    ) and not name.endswith(("AsyncSession", "IntegrityError", "SQLAlchemyError"))


def _base(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]

"""The source code of this repository, read for the tests of its shape."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend" / "cloudwright"
FRONTEND = ROOT / "frontend" / "src"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python module; `name` is its path below the repository."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def stem(self) -> str:
        return Path(self.name).stem

    def under(self, *folders: str) -> bool:
        return any(self.name.startswith(f"backend/cloudwright/{folder}") for folder in folders)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, at any depth."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imports(self) -> Iterator[str]:
        """Yield `package.name` for everything imported, at any depth."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in self.nodes if isinstance(node, ast.Call))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git knows and that is still there; without git, every file of the tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return tuple(ROOT / name for name in listed if name and (ROOT / name).is_file())


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product."""
    return tuple(_module(path) for path in sorted(BACKEND.rglob("*.py")))


@cache
def modules_of_tests() -> tuple[Module, ...]:
    """Return all but the placeholders in the bundles of tests/golden/unpacked, written for others."""
    found = sorted((ROOT / "tests").rglob("*.py"))
    return tuple(_module(path) for path in found if "golden" not in path.parts)


def listed(found: Iterable[str]) -> str:
    """Everything found, one a line, for a failing test."""
    return "\n".join(["", *found])


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text))

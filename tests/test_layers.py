"""No room imports a room above it, and no module leads back to itself: in the order that docs/design.md gives."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")


def order() -> list[str]:
    """The rooms from the lowest to the highest, as the design says: the first column of its table."""
    table = DESIGN.partition("## The order of the rooms")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)`", table, re.MULTILINE)


def modules() -> dict[str, Path]:
    """Every module by its dotted name; a package by its own."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, known: dict[str, Path], *, only_top: bool = False) -> Iterator[str]:
    """The modules of this package that one imports, within functions too; those for type checkers alone are left out."""
    tree = ast.parse(path.read_text("utf-8"))
    body: list[ast.AST] = [node for node in tree.body if not _for_types(node)]
    nodes = body if only_top else [inner for node in body for inner in ast.walk(node)]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "extract":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def every_import(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The same with those for type checkers: a room above is a room above."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "extract":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def test_every_room_has_its_place() -> None:
    there = {room(name) for name in modules() if name != "extract"} - {"__main__"}
    assert sorted(order()) == sorted(there)


def test_no_room_imports_a_room_above_it() -> None:
    known, place = modules(), {name: number for number, name in enumerate(order())}
    wrong = {
        f"{name} imports {other}"
        for name, path in known.items()
        if room(name) in place
        for other in every_import(path, known)
        if other != "extract" and place[room(other)] > place[room(name)]
    }
    assert wrong == set()


def test_reading_does_not_import_understanding() -> None:
    known = modules()
    above = {"fields", "records"}
    wrong = {
        f"{name} imports {other}"
        for name, path in known.items()
        if room(name) in {"reading", "language", "rules"}
        for other in every_import(path, known)
        if room(other) in above
    }
    assert wrong == set()


def test_no_module_leads_back_to_itself() -> None:
    known = modules()
    graph = {name: {other for other in imports(path, known) if other != name} for name, path in known.items()}
    found = rings(graph)
    assert [sorted(ring) for ring in found] == []


def rings(graph: dict[str, set[str]]) -> list[set[str]]:
    """The groups of modules that lead to each other (Tarjan's strongly connected components of more than one)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            ring = set()
            while True:
                last = stack.pop()
                ring.add(last)
                if last == name:
                    break
            if len(ring) > 1:
                found.append(ring)

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found


def test_the_registry_loads_no_spacy(tmp_path: Path) -> None:
    program = "import sys; from extract.fields.registry import all_fields; all_fields(); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=_env(), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}

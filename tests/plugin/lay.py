"""Lays a package beside the others as pip would: its modules, and a ``.dist-info`` with its entry points."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import extract

SOURCE = Path(__file__).resolve().parent / "extract_money"
ENTRY_POINTS = {
    "extract.fields": {"amounts": "extract_money:FIELD"},
    "spacy_factories": {"extract_amounts": "extract_money.component:create"},
}


def lay(site: Path, name: str, modules: Mapping[str, str], entry_points: Mapping[str, Mapping[str, str]]) -> Path:
    """Writes the modules (path in the package to text) and the metadata into ``site``."""
    for path, text in modules.items():
        (site / name / path).parent.mkdir(parents=True, exist_ok=True)
        (site / name / path).write_text(text, "utf-8")
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0\n", "utf-8")
    lines = []
    for group, points in entry_points.items():
        lines += [f"[{group}]", *(f"{point} = {where}" for point, where in points.items()), ""]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    return site


def lay_money(site: Path) -> Path:
    """The field of amounts of money."""
    modules = {path.name: path.read_text("utf-8") for path in SOURCE.glob("*.py")}
    return lay(site, "extract_money", modules, ENTRY_POINTS)


def forget_fields() -> None:
    """Has this process look for the fields anew: what was worked out from the old ones is forgotten."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "extract":
            for part in list(vars(module).values()):
                if hasattr(part, "cache_clear"):
                    part.cache_clear()


def with_site(site: Path) -> dict[str, str]:
    """The environment of a process in which the package is installed."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(Path(extract.__file__).parents[1])])}


def command(site: Path, *arguments: str | Path, cwd: Path) -> str:
    """Runs ``extract`` where the package is installed; gives what it prints."""
    program = "import sys; from extract.cli import main; sys.argv[0] = 'extract'; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        check=False,
        cwd=cwd,
        env=with_site(site),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

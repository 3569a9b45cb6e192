"""The walks of docs/rules.md do what they say."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from extract.explain import show
from extract.explain.explanation import explain
from extract.language.context import Context

GUIDE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide")
    files = re.findall(r"```\w+ file=(\S+)\n(.*?)```", GUIDE, re.DOTALL)
    assert len(files) == 4
    for name, text in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder / "mine"


def shown() -> Iterator[tuple[str, list[str]]]:
    for block in re.findall(r"```console\n\$ (.*?)```", GUIDE, re.DOTALL):
        command, *lines = block.strip().split("\n")
        words = shlex.split(command)
        assert words[:2] == ["extract", "explain"]
        assert words[3:] == ["--patterns", "mine"]
        yield words[2], lines


@pytest.mark.parametrize(("text", "lines"), list(shown()), ids=lambda value: value[:24] if isinstance(value, str) else "")
def test_what_the_guide_shows_comes_out(text: str, lines: list[str], mine: Path) -> None:
    console = Console(file=io.StringIO(), width=400)
    console.print(show.terminal(explain(text, Context(), mine)))
    for line in lines:
        assert line in console.file.getvalue()


@pytest.mark.slow
def test_the_guides_rules_hold(mine: Path) -> None:
    from extract.checking.check import check

    assert [one for one in check(mine) if "mine" in one.file] == []

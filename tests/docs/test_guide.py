"""The snippets of the guides run, and every command that a page names is there."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from extract.cli import Commands, cli
from extract.output.write import Output, write_output
from tests.records.make import record

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_data_frame_snippet_adds_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "guide.md").read_text("utf-8"), re.DOTALL)
    assert snippet
    write_output(tmp_path / "output", Output([record()], [], [], {"versions": {}, "patterns": {}, "warnings": []}))
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(snippet.group(1), {})
    assert out.getvalue().startswith("40 ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_that_a_page_names_is_there(page: Path) -> None:
    for line in re.findall(
        r"extract (?:run|diff|review|eval|explain|patterns|validate|schema|verify|report|init)\b[^`\n|#]*",
        page.read_text("utf-8"),
    ):
        name = line.split()[1]
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for sub in getattr(command, "commands", {}).values():
            known |= {option for parameter in sub.params for option in parameter.opts}
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line):
            assert option in known | {"--help"}, f"{page.name}: extract {name} has no {option}"


def test_the_readme_lists_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in Commands.order if f"`extract {name}" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_data_dictionary_is_as_the_software_says() -> None:
    from extract.output.dictionary import markdown

    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == markdown()

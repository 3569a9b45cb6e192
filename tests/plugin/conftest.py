"""A package that brings a field of its own, and what two runs with it gave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugin.lay import command, forget_fields, lay_money

TEXT = (
    "In May, UNDP trained 40 teachers in Kapoeta with a grant of US$ 2.5 million from the European Union. "
    "A further €300,000 went to school books."
)
LATER = TEXT.replace("2.5 million", "3.5 million").replace("300,000", "300,000 and £1,200.50")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of installed packages that holds the one with the field."""
    return lay_money(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def runs(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ``extract run`` has written ``old`` and ``new``."""
    folder = tmp_path_factory.mktemp("runs")
    for name, text in (("old", TEXT), ("new", LATER)):
        line = {"id": "a", "text": text, "context": {"title": "Schools", "countries": ["SSD"], "reporter": "UNDP"}}
        (folder / "report.jsonl").write_text(json.dumps(line), "utf-8")
        command(site, "run", "report.jsonl", "-o", name, "--jobs", "1", "--quiet", cwd=folder)
    return folder


@pytest.fixture
def installed(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This very process with the package installed."""
    monkeypatch.syspath_prepend(str(site))
    forget_fields()
    yield
    monkeypatch.undo()
    forget_fields()

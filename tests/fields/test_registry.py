"""What a package brings that is no field, or one that cannot be had, is said in one line that names the package."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract.errors import UserError
from extract.fields.registry import all_fields, by_name, in_order_of_need
from tests.plugin.lay import forget_fields, lay

Bring = Callable[..., None]


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bring]:
    """Installs a package ``brought`` with the given module and entry point, in this process alone."""

    def install(module: str, where: str = "brought:FIELD") -> None:
        site = lay(tmp_path / "site", "brought", {"__init__.py": module}, {"extract.fields": {"odd": where}})
        monkeypatch.syspath_prepend(str(site))
        forget_fields()

    yield install
    sys.modules.pop("brought", None)
    monkeypatch.undo()
    forget_fields()


def test_the_bundled_fields_come_first_and_in_their_order() -> None:
    assert [one.name for one in all_fields()][:4] == ["countries", "partners", "trained", "resolutions"]
    assert all(one.bundled for one in all_fields()[:4])


def test_a_component_runs_behind_those_that_it_needs() -> None:
    order = [one.name for one in in_order_of_need()]
    for one in all_fields():
        assert all(order.index(other) < order.index(one.name) for other in one.needs)


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("FIELD = 3", "brought:FIELD of brought is no field"),
        ("raise ImportError('no such thing')", r"the field odd of brought cannot be loaded \(no such thing\)"),
        ("from extract.fields.countries.field import FIELD", "the field countries of brought has a name that is taken"),
    ],
)
def test_what_is_no_field_is_said_with_its_package(bring: Bring, module: str, said: str) -> None:
    bring(module)
    with pytest.raises(UserError, match=said):
        all_fields()


def test_every_field_says_what_people_need() -> None:
    for one in all_fields():
        assert by_name(one.name) is one
        assert one.label
        assert one.about.endswith(".")
        assert {column.shows for column in one.columns} & set(one.attributes())
        assert set(one.form.labels) <= set(one.attributes())
        assert set(one.told) | set(one.follows) | set(one.form.beside) <= set(one.attributes())

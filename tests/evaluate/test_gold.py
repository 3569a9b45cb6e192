"""Gold is read line by line, and a wrong line is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.evaluate.gold import GoldError, read_gold
from tests.evaluate.make import TEXT, trained

LINE: dict[str, Any] = {"id": "a", "text": TEXT, "countries": [], "partners": [], "trained": [], "resolutions": []}


def written(tmp_path: Path, *lines: dict[str, Any]) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_a_folder_gives_the_items_of_its_files_in_order(tmp_path: Path) -> None:
    written(tmp_path, LINE).rename(tmp_path / "b.jsonl")
    written(tmp_path, LINE | {"id": "first", "trained": [trained(40), trained(3, part_of=0)]}).rename(tmp_path / "a.jsonl")
    items = read_gold(tmp_path)
    assert [item.id for item in items] == ["first", "a"]
    assert [one.part for one in items[0].wanted["trained"]] == [False, True]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"countries": [{"iso3": "XYZ", "via": "name"}]}, "XYZ is no alpha-3 country code"),
        ({"partners": [{"name": "UNICEF", "role": "helper"}]}, "role 'helper' is none of implementer, funder, counterpart"),
        ({"trained": [trained(4, part_of=3)]}, "part_of 3 is no index"),
        ({"trained": [{"count": 4}]}, "lacks 'qualifier'"),
        ({"text": 3}, "text must be a text"),
        ({"id": "a"}, "has the id a of"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    path = written(tmp_path, LINE, LINE | {"id": "b"} | change)
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert said in str(caught.value)


def test_a_place_without_gold_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold there"):
        read_gold(tmp_path)

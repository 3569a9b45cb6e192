"""A record that does not hold is named: field and reason; in a file also its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.records.record import plain_record
from extract.records.validate import problems, validate_file
from tests.records.make import TEXT, record


def good() -> dict[str, Any]:
    return plain_record(record())


def changed(path: list[str | int], value: object) -> dict[str, Any]:
    found: Any = good()
    whole = found
    for step in path[:-1]:
        found = found[step]
    found[path[-1]] = value
    return whole


def test_a_record_that_holds_has_no_problem() -> None:
    assert problems(good()) == []


@pytest.mark.parametrize(
    ("path", "value", "field", "words"),
    [
        (["trained", 0, "count"], "40", "trained[0].count", "not of type 'integer'"),
        (["trained", 0, "count"], -1, "trained[0].count", "less than the minimum"),
        (["trained", 0, "count"], True, "trained[0].count", "not of type 'integer'"),
        (["trained", 0, "count"], 10**12, "trained[0].count", "greater than the maximum"),
        (["trained", 0, "count"], 40.0, "trained[0].count", "decimal point"),
        (["trained", 0, "mentions", 0, "start"], 28.0, "trained[0].mentions[0].start", "decimal point"),
        (["trained", 0, "qualifier"], "about", "trained[0].qualifier", "not one of"),
        (["trained", 0, "part_of"], 0, "trained[0].part_of", "part of itself"),
        (["trained", 0, "part_of"], 7, "trained[0].part_of", "there are 1"),
        (["trained", 0, "countries"], ["XXQ"], "trained[0].countries[0]", "no ISO 3166-1"),
        (["countries", 0, "iso3"], "ZZZ", "countries[0].iso3", "no ISO 3166-1"),
        (["countries", 0, "iso3"], "SSD\n", "countries[0].iso3", "no ISO 3166-1"),
        (["countries", 0, "via"], "context", "countries[0]", "the text does say it"),
        (["partners", 0, "mentions"], [], "partners[0]", "no mention"),
        (["partners", 0, "type"], "club", "partners[0].type", "not one of"),
        (["resolutions", 0, "mentions", 0, "text"], "resolution 2156 (2014)", "resolutions[0].mentions[0]", "the text has no"),
        (["resolutions", 0, "mentions", 0, "end"], 10_000, "resolutions[0].mentions[0]", "the text has no"),
        (["source", "title"], "cut \ud83d off", "source", "surrogate"),
        (["source", "sha256"], "abc", "source.sha256", "does not match"),
        (["colour"], "red", "record", "'colour' was unexpected"),
    ],
)
def test_what_does_not_hold_is_named(path: list[str | int], value: object, field: str, words: str) -> None:
    found = problems(changed(path, value))
    assert [one.field for one in found] == [field]
    assert words in found[0].reason
    assert "\n" not in found[0].reason


def test_parts_that_go_round_in_a_circle_are_named() -> None:
    found = good()
    found["trained"] = [found["trained"][0] | {"part_of": 1}, found["trained"][0] | {"part_of": 0}]
    assert {one.field for one in problems(found)} == {"trained[0].part_of", "trained[1].part_of"}


def test_a_country_is_written_once() -> None:
    found = good()
    found["countries"] *= 2
    assert [one.reason for one in problems(found)] == ["SSD stands there twice"]


def test_kosovo_and_a_country_from_the_header_hold() -> None:
    country = {"iso3": "XKX", "name": "Kosovo", "m49": None, "via": "context", "mentions": [], "confidence": 1.0}
    assert problems(changed(["countries"], [country])) == []


def test_a_persons_word_holds_without_a_mention() -> None:
    partner = good()["partners"][0] | {"mentions": [], "review": "corrected", "machine": {"name": "UNDPA"}}
    assert problems(changed(["partners"], [partner])) == []


def test_a_long_value_does_not_flood_the_reason() -> None:
    [found] = problems(changed(["source", "number"], [TEXT] * 100))
    assert len(found.reason) < 300


@pytest.mark.parametrize("wrong", [None, [], "record", 7])
def test_what_is_no_record_at_all_is_named(wrong: object) -> None:
    assert [one.field for one in problems(wrong)] == ["record"]


def test_a_file_is_checked_line_by_line(tmp_path: Path) -> None:
    whole = json.dumps(good()).encode()
    short = json.dumps({key: value for key, value in good().items() if key != "text"} | {"id": "b"}).encode()
    lines = [
        b"\xef\xbb\xbf" + whole,
        b"",
        b"{oops",
        b'{"id": "caf\xe9"}',
        b"[" * 100_000,
        b'{"id": "a", "id": "b"}',
        b'{"id": NaN}',
        short,
        whole + b"\r",
    ]
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"\n".join(lines))
    found = [(one.line, one.id, one.field) for one in validate_file(file)]
    mine = good()["id"]
    none = [(line, None, "line") for line in (3, 4, 5, 6, 7)]
    assert found == [*none, (8, "b", "record"), (9, mine, "id")]
    reasons = {one.line: one.reason for one in validate_file(file)}
    assert "not UTF-8" in reasons[4]
    assert "given twice" in reasons[6]
    assert reasons[9] == "stands in line 1 too"


def test_line_separators_inside_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    found = good() | {"text": TEXT + " One.\u2028Two.\x85Three."}
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")
    assert list(validate_file(file)) == []


def test_a_list_of_records_is_checked_by_place(tmp_path: Path) -> None:
    file = tmp_path / "records.json"
    file.write_text(json.dumps([good(), good() | {"id": ""}]), encoding="utf-8")
    assert [(one.line, one.field) for one in validate_file(file)] == [(2, "id")]
    file.write_text("[{", encoding="utf-8")
    assert [(one.line, one.field) for one in validate_file(file)] == [(1, "line")]

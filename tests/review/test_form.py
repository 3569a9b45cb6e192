from __future__ import annotations

import pytest

from extract.fields.registry import by_name
from extract.review.form import form, suggested
from extract.rules.load import Patterns, load_patterns
from tests.records.make import TEXT
from tests.review.make import OTHER


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns()


def of(patterns: Patterns, name: str, text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return suggested(patterns, by_name(name), text, start, start + len(words), {"countries": ["SSD"]})


def test_marked_words_come_to_a_value_to_begin_with(patterns: Patterns) -> None:
    assert of(patterns, "countries", TEXT, "Kapoeta") == {"iso3": "SSD", "via": "place"}
    assert of(patterns, "partners", TEXT, "UNDP")["type"] == "un"
    assert of(patterns, "resolutions", TEXT, "resolution 2155 (2014)")["symbol"] == "S/RES/2155 (2014)"
    people = of(patterns, "trained", OTHER, "25 nurses (20 women)")
    assert (people["count"], people["group"], people["countries"]) == (25, "nurses", ["SSD"])


def test_marked_words_that_say_nothing_known_still_give_a_form(patterns: Patterns) -> None:
    assert of(patterns, "countries", TEXT, "course") == {"iso3": "", "via": "name"}
    assert of(patterns, "partners", TEXT, "the Mission") == {
        "name": "Mission",
        "acronym": None,
        "type": "other",
        "role": "implementer",
    }
    assert of(patterns, "trained", TEXT, "police officers")["count"] is None
    assert of(patterns, "resolutions", TEXT, "course")["symbol"] == "course"


def test_the_form_knows_the_schema(patterns: Patterns) -> None:
    given = form(patterns, [])
    fields = {one["name"]: {part["name"]: part for part in one["attributes"]} for one in given["fields"]}
    trained = fields["trained"]
    assert trained["qualifier"]["choices"] == ["exact", "at_least", "at_most", "approximately"]
    assert (trained["female"]["kind"], trained["female"]["empty"]) == ("integer", True)
    assert (trained["cumulative"]["kind"], trained["female_share"]["kind"]) == ("boolean", "number")
    assert list(fields["countries"]) == ["iso3", "via"]
    assert "context" not in fields["countries"]["via"]["choices"]
    assert "confidence" not in trained
    assert given["countries"]["SSD"] == "South Sudan"
    assert "SSD" in {one["key"] for one in given["offers"]["countries"]}
    assert any(one["brings"]["acronym"] == "UNDP" for one in given["offers"]["partners"])

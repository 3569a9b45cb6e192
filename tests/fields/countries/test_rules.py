"""An analyst's names and places, laid over the bundled ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.fields.countries.references import country_spans
from extract.rules.load import PatternError, load_patterns


def laid(folder: Path, name: str, text: str) -> Path:
    path = folder / "countries" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def found(text: str, folder: Path | None = None) -> list[tuple[str, str]]:
    return [(text[start:end], iso3) for start, end, iso3 in country_spans(text, load_patterns(folder))]


def test_a_place_of_ones_own(tmp_path: Path) -> None:
    text = "Clerks in Mtakuja were trained."
    assert found(text) == []
    laid(tmp_path, "places.csv", "id,iso3,known,local,source\nmine.camps,KEN,Mtakuja|Mtakuja West,,our field offices\n")
    assert found(text, tmp_path) == [("Mtakuja", "KEN")]


def test_a_people_of_ones_own(tmp_path: Path) -> None:
    text = "Zanzibaris were trained."
    assert found(text) == []
    row = next(row for row in load_patterns().table("countries/countries.csv") if row["iso3"] == "TZA")
    cells = dict(row.cells) | {"peoples": row["peoples"] + "|Zanzibaris"}
    laid(tmp_path, "countries.csv", ",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n")
    assert found(text, tmp_path) == [("Zanzibaris", "TZA")]


def test_words_that_are_no_country(tmp_path: Path) -> None:
    text = "The Chad Initiative gave a grant."
    assert found(text) == [("Chad", "TCD")]
    rule = "- id: mine.chad\n  reason: a fund\n  use: phrase\n  words: [Chad Initiative]\n  examples: [The Chad Initiative]\n"
    laid(tmp_path, "not_countries.yaml", rule)
    assert found(text, tmp_path) == []


def test_a_rule_that_is_turned_off(tmp_path: Path) -> None:
    text = "The course cost US$ 40."
    assert found(text) == []
    laid(tmp_path, "not_countries.yaml", "- id: country.not.dollar\n  off: true\n")
    assert found(text, tmp_path) == [("US", "USA")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("countries.csv", "id,iso3,name\nmine.land,,Nowhere\n", r"countries\.csv:2: mine\.land: needs iso3 and name"),
        (
            "not_countries.yaml",
            "- {id: m.x, reason: r, use: around, kinds: [name]}\n",
            r"yaml:1: rule m\.x: needs before or after",
        ),
        ("not_countries.yaml", "- {id: m.x, reason: r, use: around, kinds: [name], before: '('}\n", "is no regular expression"),
        ("signs.yaml", "- {id: m.x, reason: r, use: besides, pattern: x}\n", "use must be one of before, after"),
        ("ambiguous.yaml", "- {id: m.x, reason: r, forms: [Guiana], countries: [GUX]}\n", "alpha-3 codes"),
    ],
)
def test_a_wrong_entry_names_file_line_and_reason(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(PatternError, match=said):
        found("Clerks in Nowhere were trained.", laid(tmp_path, name, text))

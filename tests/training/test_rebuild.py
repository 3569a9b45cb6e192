"""Annotations without text, and the gold paragraphs that come back out of them where the reports are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.training.rebuild import Rebuilt, rebuild
from extract.training.textless import rolling, textless, told

FIRST = (
    "In Zomba the Lakeshore Fund and the Ministry of Education (MoE) taught thirty clerks, 18 of them women, to keep the books."
)
SECOND = "MoE lent two halls. Radio spots reached 40,000 people."
REPORT = f"# Annual report 2024\n\n## Courses\n\n{FIRST}\n\n{SECOND}\n\nNothing else was held.\n"


def paragraph(text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": "R/1",
        "report": "a.md",
        "file": "shared/a.md",
        "ordinal": 1,
        "context": {"title": "Annual report 2024", "countries": ["MWI"], "reporter": None},
        "section": "Courses",
        "text": text,
        "countries": [],
        "partners": [],
        "trained": [],
        "others": [],
        "resolutions": [],
        **more,
    }


def item(at: str, group: str, **more: Any) -> dict[str, Any]:
    given = {"count": 30, "qualifier": "exact", "female": 18, "male": None, "status": "completed", "part_of": None}
    return {"at": at, "group": group, **given, "countries": ["MWI"], "activity": "training", "cumulative": False, **more}


GOLD = paragraph(
    FIRST,
    countries=[{"iso3": "MWI", "via": "place"}],
    partners=[
        {"name": "Lakeshore Fund", "role": "funder", "roles": ["funder", "implementer"]},
        {"name": "Ministry of Education", "role": "implementer", "also": ["MoE"], "optional": True},
    ],
    trained=[item("thirty clerks", "clerks")],
    others=[{"at": "18 of them", "why": "sex"}],
    resolutions=["S/RES/1325 (2000)"],
)


def rebuilt(folder: Path, text: str, *gold: dict[str, Any], name: str = "a.md") -> Rebuilt:
    (folder / "shared").mkdir(exist_ok=True)
    (folder / "shared" / name).write_text(text, encoding="utf-8")
    return rebuild([json.loads(json.dumps(textless(one))) for one in gold], [folder])


def test_a_paragraph_comes_back_as_it_was_annotated(tmp_path: Path) -> None:
    found = rebuilt(tmp_path, REPORT, GOLD)
    assert found.gold == (GOLD,)
    assert not found.missing
    assert not found.changed


def test_nothing_of_the_text_is_left_in_the_annotation() -> None:
    kept = json.dumps(textless(GOLD))
    told_words = set(re.findall(r"[a-z]{4,}", FIRST.casefold())) | {"courses", "annual"}
    assert not told_words & set(re.findall(r"[a-z]{4,}", kept.casefold()))
    assert "2024" not in kept


def test_lines_that_are_joined_otherwise_move_no_offset(tmp_path: Path) -> None:
    wrapped = REPORT.replace("the Lakeshore Fund", "the Lakeshore\nFund").replace("thirty clerks", "thirty\u00a0 clerks")
    (back,) = rebuilt(tmp_path, wrapped, GOLD).gold
    assert [re.sub(r"\s+", " ", one["name"]) for one in back["partners"]] == ["Lakeshore Fund", "Ministry of Education"]
    assert re.sub(r"\s+", " ", back["trained"][0]["at"]) == "thirty clerks"
    assert back["trained"][0]["at"] in back["text"]


def test_a_paragraph_that_is_cut_elsewhere_today_is_found(tmp_path: Path) -> None:
    apart = REPORT.replace(" taught thirty", "\n\ntaught thirty")
    (back,) = rebuilt(tmp_path, apart, GOLD).gold
    assert back == GOLD
    joined = REPORT.replace(f"{FIRST}\n\n", f"The year was dry. {FIRST} ")
    (back,) = rebuilt(tmp_path, joined, GOLD).gold
    assert back == GOLD


def test_of_two_paragraphs_of_one_text_the_annotated_one_comes_back(tmp_path: Path) -> None:
    twice = "# Annual report 2024\n\n## Courses\n\nTwelve came.\n\n## Exams\n\nTwelve came.\n"
    found = rebuilt(tmp_path, twice, paragraph("Twelve came.", ordinal=2, section="Exams"))
    assert [one["section"] for one in found.gold] == ["Exams"]
    assert not found.changed


def test_what_the_report_says_of_itself_today_is_taken_and_told(tmp_path: Path) -> None:
    found = rebuilt(tmp_path, REPORT.replace("## Courses", "## Lessons"), GOLD)
    assert found.gold[0]["section"] == "Lessons"
    assert found.changed == {"R/1": ("section",)}


def test_a_partner_that_is_today_read_as_the_reporter_is_no_sure_partner(tmp_path: Path) -> None:
    found = rebuilt(tmp_path, f"---\nreporter: Lakeshore Fund\ntitle: Annual report 2024\n---\n\n## Courses\n\n{FIRST}\n", GOLD)
    assert found.changed == {"R/1": ("reporter",)}
    assert found.gold[0]["context"]["reporter"] == "Lakeshore Fund"
    assert [(one["name"], one.get("optional")) for one in found.gold[0]["partners"]] == [
        ("Lakeshore Fund", True),
        ("Ministry of Education", True),
    ]


def test_what_cannot_be_rebuilt_says_why(tmp_path: Path) -> None:
    absent = paragraph(SECOND, id="R/2", file="shared/b.md")
    broken = paragraph(SECOND, id="R/3", file="shared/c.pdf")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "c.pdf").write_bytes(b"%PDF-1.4 nothing")
    found = rebuilt(tmp_path, REPORT.replace("thirty", "forty"), GOLD, absent, broken, paragraph(SECOND, id="R/4"))
    assert [one["id"] for one in found.gold] == ["R/4"]
    assert [(one.id, one.file) for one in found.missing] == [
        ("R/1", "shared/a.md"),
        ("R/2", "shared/b.md"),
        ("R/3", "shared/c.pdf"),
    ]
    assert "does not hold the paragraph" in found.missing[0].reason
    assert "in none of the folders" in found.missing[1].reason
    assert found.missing[2].reason


def test_the_folder_itself_may_be_given(tmp_path: Path) -> None:
    rebuilt(tmp_path, REPORT, GOLD)
    found = rebuild([textless(GOLD)], [tmp_path / "elsewhere", tmp_path / "shared"])
    assert found.gold == (GOLD,)


@pytest.mark.parametrize(
    "wrong",
    [
        paragraph("Nine and nine.", trained=[item("ine", "")]),
        paragraph("Nine.", trained=[item("Nine", "clerks")]),
        paragraph("Nine.", partners=[{"name": "UNDP", "role": "funder"}]),
    ],
)
def test_what_does_not_stand_in_the_text_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="stand"):
        textless(wrong)


def test_other_names_that_do_not_stand_in_the_text_are_left_out() -> None:
    kept = textless(paragraph("UNDP came.", partners=[{"name": "UNDP", "role": "funder", "also": ["Development Programme"]}]))
    assert told(kept, "UNDP came.")["partners"] == [{"name": "UNDP", "role": "funder"}]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_text_and_any_offsets_come_back(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Any paragraphs in a report of paragraphs (JSON Lines keeps them as they are), any spans in them."""
    texts = data.draw(
        st.lists(
            st.text(min_size=1, max_size=60).filter(str.strip),
            min_size=1,
            max_size=4,
            unique_by=lambda one: "".join(one.split()),
        )
    )
    folder = tmp_path_factory.mktemp("any")
    lines = [json.dumps({"id": f"p{number}", "text": text}) for number, text in enumerate(texts)]
    gold = []
    for number, text in enumerate(texts):
        spans = [span for _ in range(3) if (span := drawn_span(data, text)) is not None]
        only = [one for one in spans if text.count(one) == 1]
        gold.append(
            paragraph(
                text,
                id=f"R/{number}",
                ordinal=number + 1,
                file="shared/a.jsonl",
                context={"title": None, "countries": [], "reporter": None},
                section=None,
                partners=[{"name": one, "role": "funder", "also": spans} for one in spans],
                trained=[item(one, group) for one, group in zip(only, spans, strict=False)],
                others=[{"at": one, "why": "staff"} for one in only],
            )
        )
    found = rebuilt(folder, "\n".join(lines), *gold, name="a.jsonl")
    assert not found.missing
    assert list(found.gold) == gold


def drawn_span(data: st.DataObject, text: str) -> str | None:
    """A stretch of the text that begins and ends on something printed."""
    start = data.draw(st.integers(0, len(text) - 1))
    return text[start : data.draw(st.integers(start + 1, len(text)))].strip() or None


@settings(max_examples=40, deadline=None)
@given(before=st.text(), after=st.text(), text=st.text(min_size=1))
def test_a_stretch_of_a_report_is_found_wherever_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str, text: str
) -> None:
    assume(text.strip())
    folder = tmp_path_factory.mktemp("cut")
    line = json.dumps({"id": "p", "text": before + text + after})
    found = rebuilt(folder, line, paragraph(text, file="shared/a.jsonl"), name="a.jsonl")
    assert [one["text"] for one in found.gold] == [text.strip()]


@given(st.text(), st.text())
def test_the_rolling_check_tells_texts_apart_but_not_their_white_space(one: str, other: str) -> None:
    assert (rolling(one) == rolling(other)) == ("".join(one.split()) == "".join(other.split()))

"""Plain text, as people and programs save it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.encoding import decoded
from extract.reading.formats.plain import read_plain
from tests.reading.make import check_fragments, report, texts

WRAPPED = """Annual report of the Hillside Trust
===================================

1. Introduction

1.1  In 2030 the Trust trained 40 nurses (25 women)
     in Nairobi, together with the Ministry of
     Health.
1.2  It also reached 12 schools.

Page 3 of 10

- 30 teachers from Kisumu;
- 20 clerks.

Group\tWomen\tMen
Police\t10\t20
"""


def test_wrapped_lines_are_joined_numbers_and_bullets_taken_off(tmp_path: Path) -> None:
    one = report(tmp_path, "a.txt", WRAPPED)
    assert texts(one) == [
        "In 2030 the Trust trained 40 nurses (25 women) in Nairobi, together with the Ministry of Health.",
        "It also reached 12 schools.",
        "30 teachers from Kisumu;",
        "20 clerks.",
        "Police; Women: 10; Men: 20",
    ]
    assert [paragraph.number for paragraph in one.paragraphs[:3]] == ["1.1", "1.2", None]
    assert one.paragraphs[0].section == "Introduction"
    assert (one.header.reporter, one.header.year) == ("Hillside Trust", 2030)
    check_fragments(one)


def test_each_piece_of_a_paragraph_knows_its_line(tmp_path: Path) -> None:
    first = report(tmp_path, "a.txt", WRAPPED).paragraphs[0]
    lines = [line.strip() for line in WRAPPED.split("\n")]
    for fragment in first.fragments:
        assert first.text[fragment.start : fragment.end] in lines[fragment.block or 0]


def test_a_menu_word_is_no_heading(tmp_path: Path) -> None:
    text = "Search\nThe trust trained ten judges in Accra and twelve in Kumasi.\nThe courses were paid for by the Government of Japan.\n"
    one = report(tmp_path, "saved_page.txt", text)
    assert len(one.paragraphs) == 2
    assert one.paragraphs[0].section is None


def test_one_paragraph_a_line_where_no_line_is_blank(tmp_path: Path) -> None:
    lines = ["Training", "Ten judges were trained. " * 12, "45 officers took part", "A short one that ends with a stop."]
    one = report(tmp_path, "a.txt", "\n".join(lines))
    assert texts(one) == [lines[1].strip(), lines[2], lines[3]]
    assert one.paragraphs[0].section == "Training"


def test_broken_lines_without_blank_ones_are_parted_by_indents(tmp_path: Path) -> None:
    text = """   In 2030 the association, which works in six districts of the north,
trained 60 midwives and 12 doctors in emergency care, with the help of
the Ministry of Health and of two universities.
   Forty of them were women. The courses were held at the regional
hospital, and those who took part were certified at a ceremony in June.
   The association will train 200 more in 2031, if the grant is paid in
time."""
    found = texts(report(tmp_path, "a.txt", text))
    assert [line.split()[0] for line in found] == ["In", "Forty", "The"]
    assert found[2].endswith("if the grant is paid in time.")


def test_legacy_encodings_and_utf_16(tmp_path: Path) -> None:
    text = "Café owners’ training – 30 clerks (12 women) were taught in Côte d’Ivoire.\n\nTwenty “judges” were trained there, too, in a second course.\n"
    wanted = [line for line in text.split("\n") if line]
    assert texts(report(tmp_path, "a.txt", text.encode("cp1252"))) == wanted
    assert [notice.code for notice in report(tmp_path, "a.txt", text.encode("cp1252")).notices] == ["legacy_encoding"]
    for encoding in ("utf-16", "utf-8-sig", "utf-8", "utf-32"):
        one = report(tmp_path, "b.txt", text.replace("\n", "\r\n").encode(encoding))
        assert texts(one) == wanted
        assert one.notices == ()


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("Séguéla: the hall was lent.", "cp1252", "windows-1252"),
        (
            "Le ministère a formé quarante agents à la mairie où l'équipe était présente; les élèves étaient là.",
            "cp1252",
            "windows-1252",
        ),
        ("El Ministerio capacitó a las niñas en el año pasado, según la información de la región.", "latin-1", "windows-1252"),
        (
            "A formação de agentes em São Tomé foi concluída pela Direção, com a participação de todos.",
            "cp1252",
            "windows-1252",
        ),
        (
            "Ministerstwo przeszkoliło czterdziestu urzędników; łącznie źródła wskazują więcej osób niż w zeszłym roku.",
            "cp1250",
            "windows-1250",
        ),
        ("Министерство обучило сорок сотрудников в городе. Следующий курс пройдет осенью.", "cp1251", "cp1251"),
    ],
)
def test_a_legacy_encoding_is_read_as_its_language_writes_it(text: str, encoding: str, told: str) -> None:
    read, [notice] = decoded("\n".join([text] * 3).encode(encoding))
    assert read.split("\n")[0] == text
    assert f"read as {told}:" in notice.message


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n"), max_size=400))
def test_no_word_is_lost_whatever_the_layout(text: str) -> None:
    lines = [f"Word{number} {line}" for number, line in enumerate(text.replace("\r", "\n").split("\n"))]
    content = read_plain("\n".join(lines).encode("utf-8"), Path("a.txt"))
    kept = " ".join([*(p.text for p in content.paragraphs), *(line for p in content.paragraphs for line in p.headings)])
    body = [line for line in lines[:-1] if len(line) > 100]
    assert all(f"Word{lines.index(line)} " in kept for line in body)

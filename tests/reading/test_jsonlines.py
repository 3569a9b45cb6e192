"""JSON Lines of paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.formats.jsonlines import read_jsonlines
from extract.reading.report import ReadError
from tests.reading.make import reports, texts


def test_lines_of_one_context_are_one_report(tmp_path: Path) -> None:
    about = {"title": "Year 2030", "reporter": "UNMISS", "countries": ["SSD", "Kenya"]}
    lines = [
        {"id": "a", "text": "Ten judges were trained.", "context": about, "page": 3, "number": 12, "section": "Training"},
        {"text": "No context here."},
        {"id": 7, "text": " Blanks stay. ", "context": about},
    ]
    first, second = reports(tmp_path, "a.jsonl", "\n".join(json.dumps(line) for line in lines))
    assert texts(first) == ["Ten judges were trained.", " Blanks stay. "]
    assert (first.header.reporter, first.header.countries) == ("UNMISS", ("SSD", "KEN"))
    one = first.paragraphs[0]
    assert (one.source_id, one.page, one.number, one.section) == ("a", 3, "12", "Training")
    assert first.paragraphs[1].source_id == "7"
    assert texts(second) == ["No context here."]


def test_each_wrong_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + b"\r\n".join(
        [
            b'{"id": "1", "text": "Ten judges were trained."}',
            b"{bad",
            b'{"id": "1", "text": "The same id again."}',
            b'{"id": "2"}',
            b'{"text": "half \\ud800"}',
            b"[1]",
            b"",
            b'{"id": {"a": 1}, "text": "An id that is none."}',
            b"[" * 100_000,
            b'{"id": "9", "text": "The last."}',
        ]
    )
    (one,) = reports(tmp_path, "a.jsonl", data)
    assert texts(one) == ["Ten judges were trained.", "The last."]
    told = [notice.message for notice in one.notices]
    assert [line.split()[1] for line in told] == ["2", "3", "4", "5", "6", "8", "9"]
    assert "has the id 1 of line 1" in told[1]
    assert "has no text" in told[2]


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="line 1 is not JSON"):
        reports(tmp_path, "a.jsonl", "no json\n")


@settings(deadline=None)
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_texts_stay_to_the_letter(lines: list[str]) -> None:
    data = "\n".join(json.dumps({"text": line}) for line in lines)
    (content,) = read_jsonlines(data.encode("utf-8"))
    assert [paragraph.text for paragraph in content.paragraphs] == lines

"""The page: one file, nothing from a network, report text never markup, each row's sentence in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.errors import UserError
from extract.output.page.render import page, report
from extract.output.write import Output, write_output
from extract.records.read import read_records
from tests.records.make import TEXT, record, source, trained

MADE = {"cite": "Records drawn with extract 1."}


def test_the_sentence_behind_each_number_is_in_the_page() -> None:
    text = page([record(trained=(trained(female=12),))], MADE)
    assert "<mark>40</mark> police officers (12 women) in Kapoeta" in text
    assert "paragraph 23, page 4" in text
    assert MADE["cite"] in text


def test_report_text_is_never_markup() -> None:
    evil = "<script>alert(1)</script> 40 & more"
    one = record(
        text=evil,
        source=source(title="<img src=x onerror=alert(2)>"),
        trained=(trained(text=evil, group='"><b>'),),
        partners=(),
        countries=(),
        resolutions=(),
    )
    text = page([one], MADE)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "<b>" not in text
    assert len(re.findall(r"<script\b", text)) == 1


def test_nothing_is_fetched() -> None:
    text = page([record()], MADE)
    assert "default-src 'none'" in text
    assert not re.findall(r"(?:src|@import|url\()\s*=?\s*[\"']?https?:", text)


def test_an_output_without_numbers_is_a_page_too() -> None:
    assert "No number of people trained is stated." in page([], MADE)


def test_it_is_written_by_a_run_and_anew_from_its_records(tmp_path: Path) -> None:
    info = {"versions": {"extract": "1"}, "patterns": {"fingerprint": "0123456789abcdef"}, "warnings": []}
    write_output(tmp_path / "out", Output([record()], [], [], info))
    first = (tmp_path / "out" / "report.html").read_bytes()
    (tmp_path / "out" / "report.html").unlink()
    assert report(tmp_path / "out") == tmp_path / "out" / "report.html"
    assert (tmp_path / "out" / "report.html").read_bytes() == first


def test_records_read_back_know_the_pages_of_their_values(tmp_path: Path) -> None:
    info = {"versions": {"extract": "1"}, "patterns": {"fingerprint": "0123456789abcdef"}, "warnings": []}
    write_output(tmp_path / "out", Output([record()], [], [], info))
    [back] = read_records(tmp_path / "out")
    assert back == record()
    assert back.page_at(TEXT.index("resolution 2155")) == 5
    assert back.page_at(TEXT.index("40")) == 4


def test_a_folder_without_records_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="give the output folder"):
        report(tmp_path)

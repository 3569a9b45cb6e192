"""One file to its reports: by what it holds, whatever its name says; and nothing but ReadError for what cannot be read."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.inbox import InboxFile
from extract.reading.parting import LONGEST
from extract.reading.read import read
from extract.reading.report import Header, ReadError
from tests.reading.make import NAMES, check_fragments, report, saved, texts, word

SENTENCE = "Ten judges were trained in Accra. "


def document() -> bytes:
    made = word()
    made.add_heading("Training", 1)
    made.add_paragraph(SENTENCE)
    made.add_table(1, 1).rows[0].cells[0].text = "Five clerks"
    return saved(made)


SAMPLES = {
    "a.docx": document(),
    "a.html": f"<html><head><title>T</title></head><body><h1>Training</h1><p>{SENTENCE * 9}</p><ul><li>Five clerks</li></ul></body></html>".encode(),
    "a.md": f"---\ntitle: T\n---\n# Training\n\n{SENTENCE}\n\n| a | b |\n|---|---|\n| c | d |\n".encode(),
    "a.txt": f"Training\n\n1. {SENTENCE}\n\n- Five clerks\n".encode(),
    "a.jsonl": b'{"id": "1", "text": "Ten judges were trained.", "context": {"countries": ["GHA"]}}\n{"text": "x"}\n',
    "reports.csv": b"file,year\na.txt,2030\n",
}


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "reports.csv"])
@settings(deadline=None, max_examples=60)
@given(cut=st.floats(0, 1), at=st.floats(0, 1), put=st.binary(max_size=12), times=st.integers(1, 3))
def test_garbled_files_give_paragraphs_or_a_read_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, cut: float, at: float, put: bytes, times: int
) -> None:
    data = bytearray(SAMPLES[name])
    del data[int(len(data) * cut) + 1 :]
    for _ in range(times):
        place = int(len(data) * at)
        data[place : place + len(put)] = put
    path = tmp_path_factory.mktemp("garbled") / name
    path.write_bytes(bytes(data))
    try:
        for one in read(InboxFile(name, path, len(data))):
            check_fragments(one)
    except ReadError as error:
        assert error.reason
        assert "\n" not in error.reason


@pytest.mark.parametrize("name", ["a.docx"])
@settings(deadline=None, max_examples=60)
@given(at=st.floats(0, 1), put=st.binary(max_size=8))
def test_garbled_xml_inside_a_word_file(tmp_path_factory: pytest.TempPathFactory, name: str, at: float, put: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name])) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            data = bytearray(old.read(part))
            if part in {"word/document.xml", "word/numbering.xml", "word/styles.xml"}:
                place = int(len(data) * at)
                data[place : place + len(put)] = put
            new.writestr(part, bytes(data))
    path = tmp_path_factory.mktemp("garbled") / name
    path.write_bytes(target.getvalue())
    try:
        read(InboxFile(name, path, 1))
    except ReadError as error:
        assert error.hint


@settings(deadline=None, max_examples=60)
@given(data=st.binary(min_size=1, max_size=300), name=st.sampled_from([*SAMPLES, "a", "a.bin", "a.mht"]))
def test_any_bytes_under_any_name(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    try:
        read(InboxFile(name, path, len(data)))
    except ReadError as error:
        assert error.reason


@pytest.mark.parametrize(
    ("name", "named"), [("a.pdf", "a.docx"), ("a.txt", "a.html"), ("a.docx", "a.html"), ("a.md", "a.docx")]
)
def test_a_mislabelled_file_is_read_for_what_it_is(tmp_path: Path, name: str, named: str) -> None:
    one = report(tmp_path, name, SAMPLES[named])
    assert SENTENCE.strip() in " ".join(texts(one))
    assert [notice.code for notice in one.notices] == ["mislabelled"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"\x00\x00\n", "is empty"),
        ("a.pdf", b"no PDF at all", "is no .pdf file"),
        ("a.docx", b"no Word file", "is no .docx file"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Office file"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("a.bin", bytes(range(256)) * 9, "is of a kind that is not read"),
        ("a.txt", bytes(range(256)) * 9, "is no text"),
        ("a.csv", b"a,b\n1,2\n", "holds data and no column of text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        report(tmp_path, name, data)
    assert caught.value.reason.startswith(reason)
    assert caught.value.hint


def test_workbooks_and_archives(tmp_path: Path) -> None:
    for part, reason in (("xl/workbook.xml", "damaged .xlsx"), ("mimetype", "OpenDocument"), ("a.txt", "archive")):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made:
            made.writestr(part, "x")
        with pytest.raises(ReadError, match=reason):
            report(tmp_path, "a.docx", target.getvalue())


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, os.strerror(13), str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match="cannot be opened") as caught:
        read(InboxFile("a.txt", tmp_path / "a.txt", 1))
    assert "permission" in caught.value.hint


def test_what_is_given_fills_what_the_file_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Annual report of UNICEF Kenya\n\nTen judges were trained.\n", "utf-8")
    row = Header(reporter="UNMISS")
    (one,) = read(InboxFile("a.md", path, 1, row), Header(reporter="Other", year=2030, countries=("UGA",)), None, NAMES)
    assert (one.header.reporter, one.header.year, one.header.countries) == ("UNMISS", 2030, ("KEN",))


def test_a_folder_of_patterns_lays_publishers_over_the_bundled_ones(tmp_path: Path) -> None:
    over = tmp_path / "mine" / "reading"
    over.mkdir(parents=True)
    row = "id,acronym,name,aliases,kind,symbol,title,countries,source\nreporter.own,HLN,Hill Lawyers,,organization,,,,own\n"
    (over / "reporters.csv").write_text(row, "utf-8")
    path = tmp_path / "a.txt"
    path.write_text("Hill Lawyers\nAnnual report 2030\n\nTen judges were trained.\n", "utf-8")
    assert read(InboxFile("a.txt", path, 1), None, tmp_path / "mine")[0].header.reporter == "HLN"


def test_a_very_long_paragraph_is_parted_at_sentences(tmp_path: Path) -> None:
    one = report(tmp_path, "a.txt", SENTENCE * 1200)
    assert len(one.paragraphs) > 2
    assert all(len(paragraph.text) <= LONGEST for paragraph in one.paragraphs)
    assert " ".join(texts(one)) == (SENTENCE * 1200).strip()
    assert [paragraph.ordinal for paragraph in one.paragraphs] == list(range(1, len(one.paragraphs) + 1))
    check_fragments(one)

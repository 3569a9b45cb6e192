"""Saved web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.reading.report import ReadError
from tests.reading.make import check_fragments, report, texts

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Annual report 2031 | Harbour Aid Foundation</title></head><body>
<div id="cookie-banner"><p>We use cookies to improve your visit to this site. Accept all cookies now, please.</p></div>
<nav><ul><li><a href="/">Home</a></li><li>About us</li></ul></nav>
<div class="content"><h1>Annual report 2031</h1><h2>Training</h2>
<p>In 2031 the foundation trained 45 nurses in Kenya’s north, with UNICEF.<br><br>It also trained 12 midwives in
Mombasa, with funds of the Government of Japan.</p>
<ul><li>30 police officers<ul><li>10 women</li></ul></li><li>20 judges in Kisumu</li></ul>
<table><tr><th>Group</th><th>Number</th></tr><tr><td>Teachers</td><td>15</td></tr></table>
<div>Loose text of a div that is a paragraph: 33 clerks were trained in cafés.</div></div>
<footer><p>Copyright 2031 Harbour Aid, all rights reserved, and so on</p></footer></body></html>"""


def test_the_article_and_nothing_else(tmp_path: Path) -> None:
    one = report(tmp_path, "a.html", PAGE.encode("cp1252"))
    assert texts(one) == [
        "In 2031 the foundation trained 45 nurses in Kenya’s north, with UNICEF.",
        "It also trained 12 midwives in Mombasa, with funds of the Government of Japan.",
        "30 police officers",
        "10 women",
        "20 judges in Kisumu",
        "Teachers; Number: 15",
        "Loose text of a div that is a paragraph: 33 clerks were trained in cafés.",
    ]
    assert one.paragraphs[0].headings == ("Annual report 2031", "Training")
    assert one.pages is None
    check_fragments(one)


def test_title_and_publisher_of_a_page(tmp_path: Path) -> None:
    header = report(tmp_path, "a.html", PAGE.encode("cp1252")).header
    assert (header.title, header.reporter, header.year) == ("Annual report 2031", "Harbour Aid Foundation", 2031)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8", "iso-8859-15", "windows-1250", "shift_jis"])
def test_declared_encodings(tmp_path: Path, encoding: str) -> None:
    word = "学校" if encoding == "shift_jis" else "café"
    page = f"<!DOCTYPE html><html><head><meta charset='{encoding}'></head><body><p>Ten clerks of the {word} were trained.</p></body></html>"
    one = report(tmp_path, "a.html", page.encode(encoding))
    assert texts(one) == [f"Ten clerks of the {word} were trained."]
    assert one.notices == ()


def test_a_page_of_short_pieces_is_read_whole(tmp_path: Path) -> None:
    page = "<html><body><h2>Results</h2><p>Ten judges.</p><p>Five clerks.</p></body></html>"
    assert texts(report(tmp_path, "a.htm", page)) == ["Ten judges.", "Five clerks."]


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    one = report(tmp_path, "a.html", "<html><body><script>let x = 'text';</script></body></html>")
    assert one.paragraphs == ()
    assert [notice.code for notice in one.notices] == ["no_text"]


def test_a_web_archive_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="web archive") as caught:
        report(
            tmp_path,
            "a.mht",
            "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>",
        )
    assert "save" in caught.value.hint


def test_a_form_around_the_whole_page_is_no_reason_to_drop_it(tmp_path: Path) -> None:
    inner = "".join(
        f"<p>In town {number} the service trained ten clerks of the court in the keeping of files.</p>" for number in range(9)
    )
    page = f"<html><body><form name='aspnetForm'><input type='hidden'><header><h1>Courts</h1></header><div>{inner}</div></form></body></html>"
    one = report(tmp_path, "a.html", page)
    assert len(one.paragraphs) == 9
    assert one.paragraphs[0].section == "Courts"

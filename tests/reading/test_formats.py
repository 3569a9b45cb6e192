"""Formats beside PDF, Word and text that people send; each file made here."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from pptx import Presentation
from pptx.util import Inches

from extract.reading.formats import old_word
from extract.reading.report import ReadError
from tests.reading.make import check_fragments, report, reports, saved, texts, word

ROW = "Nurses; Target: 40; Trained: 38"
GRID = (("Group", "Target", "Trained"), ("Nurses", "40", "38"))


def test_rich_text(tmp_path: Path) -> None:
    cells = "".join(rf"\trowd {' '.join(value + chr(92) + 'cell' for value in row)}\row " for row in GRID)
    data = rf"{{\rtf1\ansi The Fund met.\par It trained 40 nurses in Cura\'e7ao.\par {cells}\pard All went home.\par}}"
    one = report(tmp_path, "a.rtf", data)
    check_fragments(one)
    assert texts(one) == ["The Fund met.", "It trained 40 nurses in Curaçao.", ROW, "All went home."]


def test_open_document(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(odf_text.H(outlinelevel=1, text="Lessons"))
    document.text.addElement(odf_text.P(text="In 2031 the Fund trained:"))
    items = odf_text.List()
    item = odf_text.ListItem()
    item.addElement(odf_text.P(text="40 nurses;"))
    items.addElement(item)
    document.text.addElement(items)
    grid = odf_table.Table()
    for values in GRID:
        row = odf_table.TableRow()
        for value in values:
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=value))
            row.addElement(cell)
        grid.addElement(row)
    document.text.addElement(grid)
    target = io.BytesIO()
    document.save(target)
    one = report(tmp_path, "a.odt", target.getvalue())
    check_fragments(one)
    assert texts(one) == ["In 2031 the Fund trained:", "40 nurses;", ROW]
    assert (one.paragraphs[1].lead_in, one.paragraphs[1].section) == ("In 2031 the Fund trained:", "Lessons")


def test_slides(tmp_path: Path) -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Lessons of the year"
    box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(4), Inches(1))
    box.text_frame.text = "The Fund trained 40 nurses in Chad."
    grid = slide.shapes.add_table(2, 3, Inches(1), Inches(4), Inches(6), Inches(1)).table
    for at, row in enumerate(GRID):
        for column, value in enumerate(row):
            grid.cell(at, column).text = value
    target = io.BytesIO()
    show.save(target)
    one = report(tmp_path, "a.pptx", target.getvalue())
    check_fragments(one)
    assert texts(one) == ["Lessons of the year", "The Fund trained 40 nurses in Chad.", ROW]
    assert one.paragraphs[1].section == "Slide 1: Lessons of the year"


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Results"
    for row in GRID:
        book.active.append([int(value) if value.isdigit() else value for value in row])
    hidden = book.create_sheet("Lists")
    hidden.append(["Yes", "No"])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    one = report(tmp_path, "a.xlsx", target.getvalue())
    assert [(paragraph.text, paragraph.section) for paragraph in one.paragraphs] == [(ROW, "Results")]


def test_csv_with_a_column_of_text(tmp_path: Path) -> None:
    told = "The Fund trained 40 nurses of the northern district, together with the Ministry of Health."
    one = report(tmp_path, "a.csv", f"Town;What was done\nKiri;{told}\n")
    assert [paragraph.table.label for paragraph in one.paragraphs if paragraph.table] == ["Kiri"]
    assert texts(one) == [f"Kiri; {told}"]
    with pytest.raises(ReadError, match="no column of text"):
        report(tmp_path, "b.csv", "Town;People\nKiri;40\n")


def test_electronic_book_in_the_order_of_its_spine(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="in/a.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "in/a.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Lessons after the '
            'rains</dc:title></metadata><manifest><item id="b" href="b.xhtml"/><item id="a" href="a.xhtml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        )
        for name, text in (("a", "The Fund met."), ("b", "It trained 40 nurses.")):
            archive.writestr(f"in/{name}.xhtml", f"<html><body><h1>Part {name}</h1><p>{text}</p></body></html>")
    one = report(tmp_path, "a.epub", target.getvalue())
    assert [(paragraph.text, paragraph.section) for paragraph in one.paragraphs] == [
        ("The Fund met.", "Part a"),
        ("It trained 40 nurses.", "Part b"),
    ]
    assert one.header.title == "Lessons after the rains"


def test_mail_with_attachments(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "Report of the Lakeside Trust",
        "clerk@example.org",
        "Tue, 4 Mar 2031 10:00:00 +0000",
    )
    mail.set_content("Please find the report.\n")
    document = word()
    document.add_paragraph("The Trust trained 40 nurses.")
    mail.add_attachment(saved(document), maintype="application", subtype="octet-stream", filename="report.docx")
    mail.add_attachment(b"\x89PNG" + bytes(99), maintype="image", subtype="png", filename="logo.png")
    one = report(tmp_path, "a.eml", mail.as_bytes())
    assert [(paragraph.text, paragraph.section) for paragraph in one.paragraphs] == [
        ("Please find the report.", None),
        ("The Trust trained 40 nurses.", "Attachment: report.docx"),
    ]
    assert one.notices[0].message.startswith("its attachment logo.png is a picture")


def test_old_word_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word.shutil, "which", lambda program: None)
    with pytest.raises(ReadError) as caught:
        report(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert (caught.value.reason, caught.value.hint) == (
        "is an old Word file (.doc)",
        "open it and save it as .docx, or install LibreOffice",
    )


@pytest.mark.parametrize("name", ["a.pptx", "a.xlsx", "a.odt", "a.epub", "a.rtf"])
def test_a_broken_file_is_one_clear_line(tmp_path: Path, name: str) -> None:
    for data in (b"PK\x03\x04" + bytes(300), b"no such file at all, but text"):
        with pytest.raises(ReadError):
            reports(tmp_path, name, data)

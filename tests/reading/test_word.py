"""Word documents, as offices make them."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from extract.reading.report import ReadError
from tests.reading.make import check_fragments, report, saved, texts, word

_W = nsdecls("w")
_LIST = f"""<w:abstractNum {_W} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>"""


def numbered(document: Document, text: str, depth: int = 0, num_id: int = 90) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{depth}"/><w:numId w:val="{num_id}"/></w:numPr>')
    )  # fmt: skip


def with_list(document: Document) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(_LIST))
    root.append(parse_xml(f'<w:num {_W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    root.append(
        parse_xml(
            f'<w:num {_W} w:numId="91"><w:abstractNumId w:val="90"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
        )
    )


def test_headings_lists_and_numbers_that_word_computes(tmp_path: Path) -> None:
    document = word()
    with_list(document)
    document.add_heading("Report of the Mission", 0)
    document.add_heading("Training", 1)
    numbered(document, "Ten judges were trained.")
    numbered(document, "Five of them were women.", 1)
    numbered(document, "In the capital.", 2)
    numbered(document, "Four clerks were trained.")
    numbered(document, "A new list begins.", 0, 91)
    document.add_paragraph("Six drivers", style="List Bullet")
    document.add_paragraph("8. A number typed by hand.")
    one = report(tmp_path, "a.docx", saved(document))
    assert [(p.number, p.text) for p in one.paragraphs] == [
        ("1", "Ten judges were trained."),
        ("1.1", "Five of them were women."),
        (None, "In the capital."),
        ("2", "Four clerks were trained."),
        ("7", "A new list begins."),
        (None, "Six drivers"),
        ("8", "A number typed by hand."),
    ]
    assert one.paragraphs[0].headings == ("Report of the Mission", "Training")
    check_fragments(one)


def test_tables_row_by_row_and_forms_paragraph_by_paragraph(tmp_path: Path) -> None:
    document = word()
    table = document.add_table(3, 3)
    for row, values in zip(table.rows, (("Group", "Women", "Men"), ("Police", "20", "20")), strict=False):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    answer = table.rows[2].cells[1]
    answer.text = "In the first half of the year the project trained twenty teachers in the two districts."
    answer.add_paragraph("In the second half it trained thirty more, with the help of the Ministry of Education.")
    table.rows[2].cells[0].text = "What was done?"
    inner = table.rows[2].cells[2].add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Inner", "5"
    one = report(tmp_path, "a.docx", saved(document))
    assert texts(one) == [
        "Police; Women: 20; Men: 20",
        "What was done?",
        "In the first half of the year the project trained twenty teachers in the two districts.",
        "In the second half it trained thirty more, with the help of the Ministry of Education.",
        "Inner; 5",
    ]


def test_tracked_changes_hidden_text_boxes_and_breaks(tmp_path: Path) -> None:
    document = word()
    changed = document.add_paragraph("The Mission trained ")._p
    changed.append(parse_xml(f'<w:del {_W}><w:r><w:delText>40</w:delText></w:r></w:del>'))  # fmt: skip
    changed.append(parse_xml(f'<w:ins {_W}><w:r><w:t>45 clerks</w:t></w:r></w:ins>'))  # fmt: skip
    changed.append(parse_xml(f'<w:r {_W}><w:rPr><w:vanish/></w:rPr><w:t> SECRET</w:t></w:r>'))  # fmt: skip
    changed.append(parse_xml(f'<w:r {_W}><w:br/><w:t>in two towns.</w:t></w:r>'))  # fmt: skip
    box = f'<w:txbxContent {_W}><w:p><w:r><w:t>In a box: 12 nurses were trained.</w:t></w:r></w:p></w:txbxContent>'  # fmt: skip
    outer = document.add_paragraph("Beside the box.")._p
    outer.append(parse_xml(f'<w:r {_W}><w:pict>{box}</w:pict></w:r>'))  # fmt: skip
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "Beside a box in a cell."
    cell.paragraphs[0]._p.append(copy.deepcopy(outer[-1]))
    assert texts(report(tmp_path, "a.docx", saved(document))) == [
        "The Mission trained 45 clerks in two towns.",
        "Beside the box.",
        "In a box: 12 nurses were trained.",
        "Beside a box in a cell.",
        "In a box: 12 nurses were trained.",
    ]


def test_headings_by_outline_and_by_bold_type_and_no_table_of_contents(tmp_path: Path) -> None:
    document = word()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Training\t4", style="toc 1")
    outlined = document.add_paragraph("Results of the year")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {_W} w:val="0"/>'))
    document.add_paragraph().add_run("Courses in the north").bold = True
    document.add_paragraph("Ten judges were trained.")
    document.add_paragraph().add_run("Ten judges, in bold, were trained again.").bold = True
    one = report(tmp_path, "a.docx", saved(document))
    assert texts(one) == ["Ten judges were trained.", "Ten judges, in bold, were trained again."]
    assert one.paragraphs[0].headings == ("Results of the year", "Courses in the north")


def test_properties_and_masthead_in_a_table(tmp_path: Path) -> None:
    document = word()
    document.core_properties.title = "Annual report 2030"
    document.core_properties.author = "Lakeside Relief Foundation"
    document.add_paragraph("Ten judges were trained.")
    header = report(tmp_path, "a.docx", saved(document)).header
    assert (header.title, header.reporter, header.year) == ("Annual report 2030", "Lakeside Relief Foundation", 2030)

    document = word()
    table = document.add_table(2, 2)
    for cell, value in zip(table._cells, ("United Nations", "S/2031/7", "Security Council", "Distr.: General"), strict=True):
        cell.text = value
    for line in (
        "4 March 2031",
        "United Nations Support Mission in Libya",
        "Report of the Secretary-General",
        "I. Introduction",
    ):
        document.add_paragraph(line)
    header = report(tmp_path, "b.docx", saved(document)).header
    assert (header.symbol, header.reporter, header.countries) == ("S/2031/7", "UNSMIL", ("LBY",))


def test_damaged_parts_are_read_errors(tmp_path: Path) -> None:
    document = word()
    document.add_paragraph("Ten judges were trained.")
    data = saved(document)
    with pytest.raises(ReadError, match="damaged"):
        report(tmp_path, "a.docx", data[: len(data) // 2])
    wrong = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(wrong, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    with pytest.raises(ReadError, match="damaged"):
        report(tmp_path, "a.docx", wrong.getvalue())
    assert document.element.body.find(qn("w:p")) is not None

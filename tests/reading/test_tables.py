"""Tables of results in each format: a row is a paragraph that says what is target and what was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.reading.report import HeaderCell, Paragraph
from tests.reading.make import check_fragments, report, saved, texts, word

INDICATORS = (("Indicator", "Baseline", "Target", "Progress"), ("Nurses trained in first aid", "0", "400", "385"))


def _word() -> bytes:
    document = word()
    document.add_paragraph("Table 1: What the lake programme did")
    table = document.add_table(2, 4)
    for row, values in zip(table.rows, INDICATORS, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    return saved(document)


def _html() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in INDICATORS)
    return f"<html><body><p>Table 1: What the lake programme did</p><table>{rows}</table></body></html>"


def _markdown() -> str:
    rows = [f"| {' | '.join(row)} |" for row in INDICATORS]
    return "\n".join(["Table 1: What the lake programme did", "", rows[0], "|---|---|---|---|", *rows[1:]])


def _text() -> str:
    return "Table 1: What the lake programme did\n\n" + "\n".join("\t".join(row) for row in INDICATORS)


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", _word()), ("a.html", _html()), ("a.md", _markdown()), ("a.txt", _text())]
)
def test_a_row_says_its_headers_and_holds_its_cells(tmp_path: Path, name: str, data: bytes | str) -> None:
    one = report(tmp_path, name, data)
    check_fragments(one)
    row = one.paragraphs[-1]
    assert row.text == "Nurses trained in first aid; Baseline: 0; Target: 400; Progress: 385"
    assert row.table is not None
    assert (row.table.table, row.table.row, row.table.label) == (1, 2, "Nurses trained in first aid")
    assert row.table.caption == "Table 1: What the lake programme did"
    assert [(row.text[cell.start : cell.end], row.table.headers_of(cell)) for cell in row.table.cells] == [
        ("Nurses trained in first aid", ("Indicator",)),
        ("0", ("Baseline",)),
        ("400", ("Target",)),
        ("385", ("Progress",)),
    ]


def _cells(row: Paragraph) -> list[tuple[str, tuple[str, ...]]]:
    assert row.table is not None
    return [(row.text[cell.start : cell.end], row.table.headers_of(cell)) for cell in row.table.cells]


def test_headers_over_several_columns_and_labels_down_several_rows(tmp_path: Path) -> None:
    page = """<html><body><table>
    <tr><th rowspan=2>Country</th><th rowspan=2>Course</th><th colspan=2>2031</th></tr>
    <tr><th>Women</th><th>Men</th></tr>
    <tr><td colspan=4>Outcome A: safer roads</td></tr>
    <tr><td rowspan=2>Chad</td><td>Drivers</td><td>12</td><td>30</td></tr>
    <tr><td>Nurses</td><td>40</td><td>9</td></tr>
    <tr><td>Total</td><td></td><td>52</td><td>39</td></tr></table></body></html>"""
    one = report(tmp_path, "a.html", page)
    check_fragments(one)
    assert texts(one) == [
        "Outcome A: safer roads",
        "Chad; Course: Drivers; 2031 Women: 12; 2031 Men: 30",
        "Chad; Course: Nurses; 2031 Women: 40; 2031 Men: 9",
        "Total; 2031 Women: 52; 2031 Men: 39",
    ]
    nurses = one.paragraphs[2]
    assert nurses.table is not None
    assert nurses.table.header[2] == HeaderCell("2031", 3, 2)
    assert (nurses.table.group, nurses.table.label) == ("Outcome A: safer roads", "Chad")
    assert _cells(nurses)[2] == ("40", ("2031", "Women"))


def test_a_figure_that_reaches_over_rows_is_told_once_and_no_number_of_a_header_counts_in_each_row(tmp_path: Path) -> None:
    page = """<html><body><table><tr><th>Town</th><th>Target (90 nurses)</th><th>Trained</th></tr>
    <tr><td>Kiri</td><td>30</td><td rowspan=2>77</td></tr><tr><td>Portsands</td><td>47</td></tr></table></body></html>"""
    one = report(tmp_path, "a.html", page)
    assert texts(one) == ["Town; Target (90 nurses); Trained", "Kiri; 30; Trained: 77", "Portsands; 47"]
    assert _cells(one.paragraphs[2])[1] == ("47", ("Target (90 nurses)",))


def test_word_cells_merged_over_columns_and_rows(tmp_path: Path) -> None:
    document = word()
    table = document.add_table(4, 3)
    for at, value in enumerate(("Group", "People trained", "")):
        table.cell(0, at).text = value
    table.cell(0, 1).merge(table.cell(0, 2))
    for at, value in enumerate(("", "Planned", "Actual")):
        table.cell(1, at).text = value
    for row, values in ((2, ("Midwives", "40", "38")), (3, ("", "12", "15"))):
        for at, value in enumerate(values):
            table.cell(row, at).text = value
    table.cell(2, 0).merge(table.cell(3, 0))
    one = report(tmp_path, "a.docx", saved(document))
    check_fragments(one)
    assert texts(one) == [
        "Midwives; People trained Planned: 40; People trained Actual: 38",
        "Midwives; People trained Planned: 12; People trained Actual: 15",
    ]


def test_a_table_around_one_column_only_sets_text_apart(tmp_path: Path) -> None:
    document = word()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "In 2031 the Fund trained:"
    cell.add_paragraph("40 nurses;", style="List Bullet")
    one = report(tmp_path, "a.docx", saved(document))
    assert [(paragraph.text, paragraph.lead_in, paragraph.table) for paragraph in one.paragraphs] == [
        ("In 2031 the Fund trained:", None, None),
        ("40 nurses;", "In 2031 the Fund trained:", None),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.md",
            "In 2031 the Fund trained:\n\n- 40 cooks in Chad;\n- two groups:\n    - 12 nurses\n- 9 clerks.\n\nAll went home.",
        ),
        (
            "a.html",
            "<html><body><p>In 2031 the Fund trained:</p><ul><li>40 cooks in Chad;</li><li>two groups:<ul><li>12 nurses</li></ul>"
            "</li><li>9 clerks.</li></ul><p>All went home.</p></body></html>",
        ),
    ],
)
def test_items_of_a_list_carry_what_leads_to_them(tmp_path: Path, name: str, data: str) -> None:
    one = report(tmp_path, name, data)
    lead = "In 2031 the Fund trained:"
    assert [(paragraph.text, paragraph.lead_in) for paragraph in one.paragraphs] == [
        (lead, None),
        ("40 cooks in Chad;", lead),
        ("two groups:", lead),
        ("12 nurses", "two groups:"),
        ("9 clerks.", lead),
        ("All went home.", None),
    ]


def test_struck_out_and_raised_text_is_no_part_of_what_it_stands_behind(tmp_path: Path) -> None:
    document = word()
    paragraph = document.add_paragraph("The Fund")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" trained ")
    paragraph.add_run("140").font.strike = True
    paragraph.add_run(" 120")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" nurses of the 4")
    paragraph.add_run("th").font.superscript = True
    paragraph.add_run(" district, of 30 km")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(".")
    told = "The Fund trained 120 nurses of the 4th district, of 30 km2."
    assert texts(report(tmp_path, "a.docx", saved(document))) == [told]
    page = (
        "<p>The Fund<sup>1</sup> trained <del>140</del> 120<a href='#n2'>2</a> nurses of the 4<sup>th</sup> district, of 30 km"
        "<sup>2</sup>.</p><p hidden>WHO trained 9 clerks.</p><p style='display: none'>WHO trained 8 clerks.</p>"
        "<noscript>WHO trained 7 clerks.</noscript>"
    )
    assert texts(report(tmp_path, "a.html", f"<html><body>{page}</body></html>")) == [told]
    line = "The Fund^1^ trained ~~140~~ 120<sup>2</sup> nurses of the 4^th^ district, of 30 km^2^."
    assert texts(report(tmp_path, "a.md", line)) == [told]


def test_text_straight_in_a_page_is_read_in_its_place(tmp_path: Path) -> None:
    page = "<html><body><p>First.</p>WHO trained 412 nurses in <b>Uganda</b>.<p>Second.</p>And 413 in Chad.</body></html>"
    assert texts(report(tmp_path, "a.html", page)) == [
        "First.",
        "WHO trained 412 nurses in Uganda.",
        "Second.",
        "And 413 in Chad.",
    ]
    page = "<html><body><p>It rained<br><b>Lessons</b> were given to 40 clerks.</p></body></html>"
    assert texts(report(tmp_path, "a.html", page)) == ["It rained", "Lessons were given to 40 clerks."]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
def test_characters_of_no_width_and_ligatures_part_no_words(tmp_path: Path, name: str) -> None:
    text = "The Fund trained 1,\u200b250 po\u00adlice o\ufb03cers in Timor\u2011Leste and 30\u00a0clerks."
    document = word()
    document.add_paragraph(text)
    one = report(
        tmp_path, name, saved(document) if name.endswith("docx") else f"<p>{text}</p>" if name.endswith("html") else text
    )
    check_fragments(one)
    assert texts(one) == ["The Fund trained 1,250 police officers in Timor-Leste and 30 clerks."]

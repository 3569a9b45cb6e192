"""Tables on pages, ruled and not; made here with fpdf2."""

from __future__ import annotations

from fpdf import FPDF

from extract.reading.report import Paragraph
from tests.reading.test_pdf import LONG, body, paper, read


def _rows(pdf: FPDF) -> list[Paragraph]:
    return [one for one in read(pdf).paragraphs if one.table]


def test_a_ruled_table_gives_rows_with_their_headers_on_each_page() -> None:
    pdf = paper()
    body(pdf, LONG)
    pdf.set_y(700)
    values = [("Nurses", "400", "385"), ("Midwives", "90", "91"), ("Drivers", "12", "7"), ("Total", "502", "483")]
    pdf.set_auto_page_break(True, 40)
    with pdf.table(width=390, col_widths=(150, 120, 120), line_height=24, repeat_headings=0) as table:
        for row in [("People trained", "Target", "Reached"), *values]:
            table.row(row)
    rows = _rows(pdf)
    assert pdf.page_no() == 2
    assert [row.text for row in rows] == [f"{group}; Target: {aim}; Reached: {done}" for group, aim, done in values]
    places = [row.table for row in rows if row.table]
    assert [(place.table, place.row, place.label) for place in places] == [
        (1, number, group) for number, (group, *_) in enumerate(values, 2)
    ]
    assert {row.page for row in rows} == {1, 2}
    last = rows[-1]
    cell = places[-1].cells[2]
    assert (last.text[cell.start : cell.end], places[-1].headers_of(cell)) == ("483", ("Reached",))
    assert last.page_at(cell.start) == 2
    header = last.text.index("Reached")
    assert last.page_at(header) == 1  # the header stands where it is printed


def test_cells_over_several_columns_and_rows() -> None:
    pdf = paper()
    with pdf.table(width=360, col_widths=(90, 90, 90, 90), line_height=18, num_heading_rows=2) as table:
        row = table.row()
        row.cell("Country", rowspan=2)
        row.cell("Course", rowspan=2)
        row.cell("Learners", colspan=2)
        row = table.row()
        row.cell("Women")
        row.cell("Others")
        row = table.row()
        row.cell("Chad", rowspan=2)
        for value in ("First aid", "12", "30"):
            row.cell(value)
        row = table.row()
        for value in ("Driving", "40", "9"):
            row.cell(value)
    assert [row.text for row in _rows(pdf)] == [
        "Chad; Course: First aid; Learners Women: 12; Learners Others: 30",
        "Chad; Course: Driving; Learners Women: 40; Learners Others: 9",
    ]


def test_the_ground_of_cells_parts_no_rows_and_headers_may_stand_over_the_upper_line() -> None:
    pdf = paper()
    body(pdf, LONG)
    top = pdf.get_y() + 30
    pdf.set_fill_color(200, 220, 240)
    for at, head in enumerate(("Activity", "Planned", "Done")):
        pdf.text(60 + 150 * at, top - 6, head)
    for row, (first, second, *figures) in enumerate(
        (("Courses on fair", "trials", "40", "38"), ("Courses on the", "market", "20", "21"))
    ):
        y = top + 40 * row
        for line in range(2):  # a cell's ground, made of one box a line
            pdf.rect(56, y + 20 * line, 450, 20, "F")
        pdf.line(56, y, 506, y)
        pdf.text(60, y + 14, first)
        pdf.text(60, y + 28, second)
        for at, figure in enumerate(figures):
            pdf.text(210 + 150 * at, y + 14, figure)
    pdf.line(56, top + 80, 506, top + 80)
    for x in (56, 206, 356, 506):
        pdf.line(x, top, x, top + 80)
    assert [row.text for row in _rows(pdf)] == [
        "Courses on fair trials; Planned: 40; Done: 38",
        "Courses on the market; Planned: 20; Done: 21",
    ]


def test_figures_without_a_line_between_them_are_rows_of_their_own() -> None:
    pdf = paper()
    body(pdf, LONG)
    top = pdf.get_y() + 30
    for y in (top, top + 20, top + 60):
        pdf.line(56, y, 406, y)
    for x in (56, 206, 306, 406):
        pdf.line(x, top, x, top + 60)
    for column, cells in enumerate((("Town", "Kiri", "Portsands"), ("Target", "30", "12"), ("Trained", "28", "14"))):
        for at, value in enumerate(cells):
            pdf.text((60, 210, 310)[column], top + 14 + 18 * at + 4 * (at > 0), value)
    assert [row.text for row in _rows(pdf)] == ["Kiri; Target: 30; Trained: 28", "Portsands; Target: 12; Trained: 14"]


def test_boxes_of_running_text_side_by_side_are_no_table() -> None:
    pdf = paper()
    pdf.set_font("Times", size=10)
    for left in (60, 320):
        pdf.rect(left, 90, 230, 260)
        pdf.set_xy(left + 5, 100)
        pdf.multi_cell(220, 12, f"{LONG} {LONG} {LONG}")
    assert [row for row in _rows(pdf) if row.table and len(row.table.cells) > 1] == []


def test_items_of_a_list_on_a_page_carry_what_leads_to_them() -> None:
    pdf = paper()
    body(pdf, "In 2031 the Fund trained:")
    for item in ("40 nurses of the northern district;", "12 drivers;"):
        pdf.set_x(90)
        pdf.cell(text=f"- {item}")
        pdf.ln(14)
    found = read(pdf).paragraphs
    assert [(one.text, one.lead_in) for one in found[1:]] == [
        ("40 nurses of the northern district;", "In 2031 the Fund trained:"),
        ("12 drivers;", "In 2031 the Fund trained:"),
    ]

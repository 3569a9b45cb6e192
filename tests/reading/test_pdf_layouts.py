"""Pages that designers make: boxes, columns, cells, initials; made here with fpdf2."""

from __future__ import annotations

from fpdf import FPDF

from tests.reading.test_pdf import LONG, body, bold, paper, read

SHORT = "The station in Eastlake was opened in March."


def texts(pdf: FPDF) -> list[str]:
    return [one.text for one in read(pdf).paragraphs]


def column(pdf: FPDF, left: float, top: float, width: float, text: str) -> float:
    """A paragraph in a column; gives the height where it ends."""
    pdf.set_xy(left, top)
    pdf.multi_cell(width, 12, text, new_x="LMARGIN", new_y="NEXT")
    return float(pdf.get_y())


def test_a_box_beside_the_text_is_kept_apart_from_it() -> None:
    pdf = paper()
    pdf.rect(330, 640, 130, 110)
    pdf.set_xy(336, 646)
    pdf.multi_cell(
        118, 12, "Learners of the year came from six districts and two islands of the lake and from the port", align="L"
    )
    first, rest = LONG[:150], LONG[150:]
    words = first.split()
    cut = " ".join(words[:-4])
    column(pdf, 100, 600, 220, cut)
    pdf.add_page()
    pdf.set_font("Times", size=10)
    column(pdf, 100, 90, 360, " ".join(words[-4:]) + rest)
    found = texts(pdf)
    assert LONG in found
    assert any(one.startswith("Learners of the year") and one.endswith("the port") for one in found)


def test_a_box_across_the_text_does_not_cut_the_paragraph_that_goes_round_it() -> None:
    pdf = paper()
    before, after = LONG.split(" and handed ", 1)
    body(pdf, before, gap=20)
    top = pdf.get_y()
    pdf.rect(96, top - 8, 368, 64)
    bold(pdf, "A day in Eastlake", 10)
    body(pdf, SHORT, gap=30)
    body(pdf, f"and handed {after}")
    found = read(pdf).paragraphs
    assert [one.text for one in found] == [f"{before} and handed {after}", SHORT]
    assert [one.section for one in found] == [None, "A day in Eastlake"]


def test_three_columns_of_unequal_beginnings_are_read_one_after_the_other() -> None:
    pdf = paper()
    sentences = [f"{name} had a course for wardens of the port and the market, which ran for three weeks." for name in "ABCDEF"]
    pdf.set_font("Times", "B", 13)
    pdf.text(60, 102, "Courses of the year")
    pdf.text(60, 122, "North")
    pdf.set_font("Times", size=10)
    for at, top in enumerate((126, 112, 112)):
        middle = column(pdf, 60 + 165 * at, top, 150, sentences[2 * at])
        column(pdf, 60 + 165 * at, middle + 8, 150, sentences[2 * at + 1])
    assert texts(pdf) == sentences


def test_printed_lines_part_the_cells_of_a_table() -> None:
    pdf = paper()
    with pdf.table(width=300, col_widths=(60, 170, 35, 35), line_height=14) as table:
        for row in [
            ("Town", "What was done there", "All", "Them"),
            ("Portsands", "A course on fair trials and hearings", "112", "48"),
            ("Kiri", "A course for the wardens of the market", "204", "71"),
        ]:
            table.row(row)
    assert texts(pdf) == [
        "Portsands; What was done there: A course on fair trials and hearings; All: 112; Them: 48",
        "Kiri; What was done there: A course for the wardens of the market; All: 204; Them: 71",
    ]


def test_the_border_of_a_cell_is_no_rule_over_footnotes() -> None:
    pdf = paper()
    body(pdf, LONG)
    body(pdf, LONG)
    pdf.set_font("Times", size=8)
    top = pdf.get_y()
    for row in range(3):
        pdf.line(100, top + 24 * row, 280, top + 24 * row)
        column(pdf, 102, top + 24 * row + 4, 170, f"Item {row + 1} was handed over in June")
    pdf.line(100, top + 72, 280, top + 72)
    assert sum("was handed over in June" in one for one in texts(pdf)) == 3


def test_notes_as_typewriters_set_them_are_left_out() -> None:
    pdf = paper()
    body(pdf, LONG)
    pdf.line(100, 700, 240, 700)
    pdf.text(110, 716, "1/")
    pdf.text(130, 716, "See the report of the Works Board.")
    assert texts(pdf) == [LONG]


def test_an_initial_over_several_lines_belongs_to_its_word() -> None:
    pdf = paper()
    pdf.set_font("Times", size=44)
    pdf.text(100, 132, "T")
    pdf.set_font("Times", size=10)
    words = LONG[1:].split()
    column(pdf, 128, 92, 330, " ".join(words[:16]))
    column(pdf, 128, 104, 330, " ".join(words[16:18]))
    assert texts(pdf)[0].startswith("The Lakeside Mission trained 40 court clerks")


def test_large_figures_side_by_side_go_with_what_they_count() -> None:
    pdf = paper()
    body(pdf, LONG)
    body(pdf, LONG)
    for left, figure, what in (
        (100, "1,450", "wardens trained"),
        (220, "85", "towns reached"),
        (340, "64%", "of learners women"),
    ):
        pdf.set_font("Times", "B", 28)
        pdf.text(left, 300, figure)
        pdf.set_font("Times", size=9)
        pdf.text(left, 316, what)
    assert texts(pdf)[2:] == ["1,450 wardens trained", "85 towns reached", "64% of learners women"]


def test_letters_spaced_out_are_words() -> None:
    pdf = paper()
    pdf.set_font("Times", "B", 12)
    left = 100.0
    for letter in "HEALTH AND WORK":
        pdf.text(left, 100, letter)
        left += pdf.get_string_width(letter) + 6
    pdf.set_font("Times", size=10)
    pdf.set_y(115)
    body(pdf, LONG)
    (paragraph,) = read(pdf).paragraphs
    assert paragraph.section == "HEALTH AND WORK"


def test_small_type_in_a_narrow_column_is_text() -> None:
    pdf = paper()
    body(pdf, LONG)
    body(pdf, LONG)
    pdf.set_font("Times", size=8)
    pdf.multi_cell(90, 10, LONG, align="L", new_x="LMARGIN", new_y="NEXT")
    assert texts(pdf) == [LONG, LONG, LONG]


def test_a_table_is_named_by_what_stands_under_it_in_one_line() -> None:
    pdf = paper()
    body(pdf, "Source: Works Board.")
    body(pdf, "Note: " + LONG)
    assert texts(pdf) == ["Note: " + LONG]

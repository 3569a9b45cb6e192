"""What stands on pages beside running text, and pages set otherwise; made here with fpdf2."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from extract.reading.inbox import InboxFile
from extract.reading.read import read as read_file
from extract.reading.report import Header, Report
from tests.reading.test_pdf import LONG, body, bold, paper, read


def _report(pdf: FPDF, folder: Path, given: Header | None = None) -> Report:
    path = folder / "report.pdf"
    path.write_bytes(bytes(pdf.output()))
    (only,) = read_file(InboxFile("report.pdf", path, path.stat().st_size), given)
    return only


def test_a_figure_called_out_in_large_type_is_text_and_heads_nothing() -> None:
    pdf = paper()
    bold(pdf, "Lessons after the rains", 14)
    body(pdf, LONG)
    for call in ("1,250 teachers trained in Kenya", "340 NURSES TRAINED", "Courses held in 2031"):
        pdf.set_font("Times", size=20)
        pdf.multi_cell(360, 24, call, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(8)
        pdf.set_font("Times", size=10)
        body(pdf, LONG)
    found = read(pdf).paragraphs
    assert [one.text for one in found if one.text != LONG] == ["1,250 teachers trained in Kenya", "340 NURSES TRAINED"]
    assert found[-1].section == "Courses held in 2031"
    assert {one.section for one in found[:-1]} == {"Lessons after the rains"}


def test_numbers_of_lines_in_the_margin_are_no_text() -> None:
    pdf = paper()
    lines = [
        "The Fund and its partners trained a total of",
        "41 teachers in the northern district and of",
        "12 nurses in the southern one, who came",
    ]
    lines = [line for line in lines for _ in range(5)]
    for number, line in enumerate(lines, 1):
        if number % 5 == 0:
            pdf.text(70, 100 + 14 * number, str(number))
        pdf.text(100, 100 + 14 * number, line)
    (paragraph,) = read(pdf).paragraphs
    assert paragraph.text == " ".join(lines)


def test_notes_at_the_foot_without_a_line_above_them_are_left_out_and_counted(tmp_path: Path) -> None:
    pdf = paper()
    for _ in range(4):
        body(pdf, LONG)
    pdf.set_font("Times", size=8)
    pdf.text(100, 760, "1  In 2029, the Mission trained 999 clerks elsewhere.")
    pdf.text(100, 772, "2  In 2028, it trained 888.")
    one = _report(pdf, tmp_path)
    assert {paragraph.text for paragraph in one.paragraphs} == {LONG}
    assert one.coverage is not None
    assert (one.coverage.left_out, one.coverage.explained) == ({"notes": 65}, 1.0)


def test_a_short_document_set_in_a_narrow_column_parts_its_words() -> None:
    pdf = paper()
    lines = [
        "The Mission held instruc-",
        "tion for the inspec-",
        "tors of the provin-",
        "cial capital, with addi-",
        "tional help of a cross-",
        "border body of clerks.",
    ]
    for at, line in enumerate(lines):
        pdf.text(100, 120 + 12 * at, line)
    (paragraph,) = read(pdf).paragraphs
    assert paragraph.text == (
        "The Mission held instruction for the inspectors of the provincial capital, with additional help of a cross-border body of clerks."
    )


def test_a_page_set_sideways_is_read_and_its_boxes_lie_where_it_shows_the_words(tmp_path: Path) -> None:
    pdf = paper()
    body(pdf, LONG)
    pdf.add_page()
    with pdf.rotation(90, 300, 400):
        for at in range(3):
            pdf.text(150, 300 + 12 * at, "The Lakeside Mission trained 77 nurses in the south.")
    one = _report(pdf, tmp_path)
    sideways = one.paragraphs[-1]
    assert sideways.text.startswith("The Lakeside Mission trained 77 nurses in the south.")
    (left, bottom, right, top) = sideways.fragments[0].box or (0, 0, 0, 0)
    assert sideways.page == 2
    assert top - bottom > 5 * (right - left) > 0


def test_a_report_in_another_language_is_named(tmp_path: Path) -> None:
    pdf = paper()
    french = (
        "Le Fonds a formé quarante enseignants dans les deux districts du nord, avec l'appui du ministère, et a remis une salle "
        "de classe aux habitants, afin que le cours puisse avoir lieu chaque année près de leurs villages et de leurs écoles."
    )
    for _ in range(4):
        body(pdf, french)
    one = _report(pdf, tmp_path)
    assert one.languages == ("fr",)
    assert [notice.code for notice in one.notices] == ["language"]
    assert "is in French (fr)" in one.notices[0].message
    assert _report(pdf, tmp_path, Header(language="en")).notices == ()


def test_a_part_in_another_language_is_named_with_its_pages(tmp_path: Path) -> None:
    pdf = paper()
    for _ in range(8):
        body(pdf, LONG)
    pdf.add_page()
    for _ in range(8):
        body(
            pdf,
            "El Fondo capacitó a cuarenta maestros en los dos distritos del norte, con la ayuda del ministerio, y entregó un aula a los "
            "habitantes, para que el curso pueda celebrarse cada año cerca de sus pueblos y de sus escuelas.",
        )
    one = _report(pdf, tmp_path)
    assert one.languages == ("en", "es")
    assert [notice.message for notice in one.notices] == [
        "a part of it (pages 2) is in Spanish (es), which is not understood yet"
    ]


def test_what_the_user_says_of_all_reports_goes_before_a_guess(tmp_path: Path) -> None:
    pdf = paper()
    bold(pdf, "Lessons after the rains", 14)
    body(pdf, "The Lakeside Fund works in two districts. " + LONG)
    assert _report(pdf, tmp_path).header.reporter == "Lakeside Fund"
    assert _report(pdf, tmp_path, Header(reporter="Lakeshore Learning Fund")).header.reporter == "Lakeshore Learning Fund"

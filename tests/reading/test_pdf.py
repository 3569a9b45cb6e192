"""Reading PDF files: made here with fpdf2, read back, every character where it was put."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from extract.reading.formats.pdf import read_pdf
from extract.reading.pdf.characters import PageChars, page_chars
from extract.reading.pdf.notices import page_notices
from extract.reading.read import Content
from extract.reading.report import ReadError

LONG = (
    "The Lakeside Mission trained 40 court clerks in the northern district, together with the Ministry of Works, and handed "
    "over a classroom, so that the yearly course can be held close to where most of the learners live and work."
)


def paper() -> FPDF:
    """A document of plain pages in Times, 10 points."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_margins(100, 90)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Times", size=10)
    return pdf


def body(pdf: FPDF, text: str, gap: float = 6) -> None:
    """A justified paragraph in the column."""
    pdf.multi_cell(360, 12, text, align="J", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(gap)


def bold(pdf: FPDF, text: str, size: float = 12) -> None:
    """A heading."""
    pdf.set_font("Times", "B", size)
    pdf.multi_cell(360, size + 2, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(6)
    pdf.set_font("Times", size=10)


def read(pdf: FPDF) -> Content:
    return read_pdf(bytes(pdf.output()), Path("report.pdf"))


def test_numbered_paragraphs_stand_under_their_headings() -> None:
    pdf = paper()
    bold(pdf, "I.  Training", 14)
    body(pdf, f"1.  {LONG}")
    body(pdf, f"2.  {LONG}")
    bold(pdf, "A.  Courts", 12)
    body(pdf, f"3.  {LONG}")
    found = read(pdf).paragraphs
    assert [(one.number, one.headings) for one in found] == [
        ("1", ("Training",)),
        ("2", ("Training",)),
        ("3", ("Training", "Courts")),
    ]
    assert all(one.text == LONG for one in found)


def test_each_character_knows_its_place() -> None:
    pdf = paper()
    body(pdf, LONG)
    (paragraph,) = read(pdf).paragraphs
    covered = "".join(paragraph.text[part.start : part.end] for part in paragraph.fragments)
    assert covered.replace(" ", "") == paragraph.text.replace(" ", "")
    for part in paragraph.fragments:
        assert part.page == 1 and part.box is not None and part.edges is not None
        assert len(part.edges) == 2 * (part.end - part.start)
        assert part.box[0] >= 99 and part.box[2] <= 470 and part.box[1] < part.box[3]
        lefts, rights = part.edges[::2], part.edges[1::2]
        assert list(lefts) == sorted(lefts) and all(left <= right for left, right in zip(lefts, rights, strict=True))


def test_a_paragraph_that_runs_over_pages_is_one() -> None:
    pdf = paper()
    text = " ".join([LONG] * 3)
    words = text.split()
    body(pdf, f"7.  {' '.join(words[:60])}")
    pdf.add_page()
    body(pdf, " ".join(words[60:]))
    (paragraph,) = read(pdf).paragraphs
    assert (paragraph.number, paragraph.text) == ("7", text)
    assert paragraph.page == 1 and paragraph.page_at(len(text) - 1) == 2


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pdf = paper()
    places = ("In Arden", "Near Bell", "At Corwen", "By the sea")
    for number, place in enumerate(places, 1):
        if number > 1:
            pdf.add_page()
        pdf.set_y(30)
        pdf.cell(360, 12, "Lakeside Trust: yearly report")
        pdf.set_y(810)
        pdf.cell(360, 12, f"{number}/4")
        pdf.set_y(90)
        body(pdf, f"{number}.  {place}, {LONG}")
    assert [one.text for one in read(pdf).paragraphs] == [f"{place}, {LONG}" for place in places]


def test_footnotes_and_their_marks_are_left_out() -> None:
    pdf = paper()
    pdf.write(12, "The Mission trained 40 clerks")
    pdf.char_vpos = "SUP"
    pdf.write(12, "3")
    pdf.char_vpos = "LINE"
    pdf.write(12, " in the northern district, and more are to follow.")
    pdf.line(100, 740, 180, 740)
    pdf.set_xy(100, 745)
    pdf.set_font("Times", size=8)
    pdf.cell(360, 10, "3 See the report of the year before, page 12.")
    assert [one.text for one in read(pdf).paragraphs] == [
        "The Mission trained 40 clerks in the northern district, and more are to follow."
    ]


def test_bullets_are_paragraphs_and_lettered_items_stay() -> None:
    pdf = paper()
    body(pdf, "4.  The workshops were held in three places:")
    body(pdf, "-  Twenty judges met in the old harbour hall in May.")
    body(pdf, "-  Thirty nurses met in the school by the lake in June.")
    body(pdf, "5.  The Trust:")
    body(pdf, "(a)  Trained 20 teachers;")
    body(pdf, "(b)  Built two wells.")
    found = [(one.number, one.text) for one in read(pdf).paragraphs]
    assert found == [
        ("4", "The workshops were held in three places:"),
        (None, "Twenty judges met in the old harbour hall in May."),
        (None, "Thirty nurses met in the school by the lake in June."),
        ("5", "The Trust: (a) Trained 20 teachers; (b) Built two wells."),
    ]


def test_columns_are_read_one_after_the_other() -> None:
    pdf = paper()
    left = (
        "The left column tells of the training of midwives in the hills, which went on from spring to autumn of the year. " * 3
    )
    right = "The right column tells of the repair of roads near the coast, for which no training was held in the year. " * 3
    for x, text in ((60, left), (320, right)):
        pdf.set_xy(x, 100)
        pdf.multi_cell(210, 12, text.strip(), align="L")
    assert [one.text for one in read(pdf).paragraphs] == [left.strip(), right.strip()]


def test_rows_of_tables_are_paragraphs_of_their_own() -> None:
    pdf = paper()
    body(pdf, LONG)
    for row in (("District", "Trained", "Women"), ("Northern hills", "120", "61"), ("Southern coast", "80", "44")):
        for cell in row:
            pdf.cell(120, 14, cell)
        pdf.ln(14)
    texts = [one.text for one in read(pdf).paragraphs]
    assert texts[0] == LONG
    assert "Northern hills; Trained: 120; Women: 61" in texts and "Southern coast; Trained: 80; Women: 44" in texts


def test_a_table_of_contents_is_left_out() -> None:
    pdf = paper()
    bold(pdf, "Contents")
    for number, name in enumerate(("Courts", "Police", "Schools", "Health"), 1):
        pdf.cell(360, 14, f"{name} {'.' * 60} {number + 2}", new_x="LMARGIN", new_y="NEXT")
    pdf.add_page()
    body(pdf, f"1.  {LONG}")
    assert [one.text for one in read(pdf).paragraphs] == [LONG]


def test_words_parted_at_a_lines_end() -> None:
    pdf = paper()
    lines = (
        "The implementation of the plan went well, and the imple-",
        "mentation report says so. A cross-border team and a cross-",
        "border patrol took part in the exercise of the year.",
    )
    for line in lines:
        pdf.cell(360, 12, line, new_x="LMARGIN", new_y="NEXT")
    (paragraph,) = read(pdf).paragraphs
    assert "the implementation report" in paragraph.text
    assert paragraph.text.count("cross-border") == 2


def test_a_page_without_text_asks_for_recognition() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (200, 280), "grey").save(picture, "PNG")
    pdf = paper()
    body(pdf, LONG)
    pdf.add_page()
    pdf.image(picture, 0, 0, 595, 842)
    content = read(pdf)
    assert [(one.code, one.page) for one in content.notices] == [("needs_ocr", 2)]
    assert "ocrmypdf" in content.notices[0].message
    assert content.pages == 2 and len(content.paragraphs) == 1


def test_a_password_is_needed_or_not() -> None:
    for user, fails in (("secret", True), ("", False)):
        pdf = paper()
        body(pdf, LONG)
        pdf.set_encryption(owner_password="owner", user_password=user, permissions=AccessPermission.none())
        if fails:
            with pytest.raises(ReadError, match="encrypted"):
                read(pdf)
        else:
            assert read(pdf).paragraphs[0].text == LONG


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n1 0 obj\n<<"])
def test_a_damaged_file_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadError) as raised:
        read_pdf(data, Path("report.pdf"))
    assert "\n" not in raised.value.reason and raised.value.hint


def test_the_same_bytes_give_the_same_paragraphs() -> None:
    pdf = paper()
    body(pdf, LONG)
    data = bytes(pdf.output())
    assert read_pdf(data, Path("a.pdf")) == read_pdf(data, Path("b.pdf"))


def test_no_page_is_text_without_pages() -> None:
    import pypdfium2

    empty = io.BytesIO()
    pypdfium2.PdfDocument.new().save(empty)
    with pytest.raises(ReadError, match="without pages"):
        read_pdf(empty.getvalue(), Path("report.pdf"))


def test_a_page_that_cannot_be_read_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    from extract.reading.formats import pdf as module

    def failing(page: object, number: int) -> object:
        if number == 2:
            raise pypdfium2.PdfiumError("broken")
        return page_chars(page, number)

    monkeypatch.setattr(module, "page_chars", failing)
    pdf = paper()
    for number in range(3):
        if number:
            pdf.add_page()
            pdf.set_font("Times", size=10)
        body(pdf, f"{number + 1}.  {LONG}")
    content = read(pdf)
    assert [one.number for one in content.paragraphs] == ["1", "3"]
    assert [(one.code, one.page) for one in content.notices] == [("page_not_read", 2)]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"(cid:{code})" for code in range(40, 160)),
        "".join(chr(ord(letter) - 29) if ord(letter) > 62 else letter for letter in LONG * 4),
    ],
)
def test_text_that_is_none_is_told(text: str) -> None:
    pdf = paper()
    body(pdf, text)
    pdf.add_page()
    pdf.set_font("Times", size=10)
    body(pdf, LONG)
    content = read(pdf)
    assert [(one.code, one.page) for one in content.notices] == [("garbled_text", 1)]
    assert "ocrmypdf --force-ocr" in content.notices[0].message
    assert content.paragraphs[-1].text == LONG


def test_letters_without_meaning_are_told() -> None:
    pdf = paper()
    body(pdf, LONG * 3)
    data = bytes(pdf.output())
    chars = {1: read_page(data)}
    assert not page_notices(chars.values())
    assert [one.code for one in page_notices([replace(chars[1], runs=(), unknown=400)])] == ["garbled_text"]


@pytest.mark.parametrize("language", ["fr", "pl", "tr"])
def test_other_languages_are_text(language: str) -> None:
    words = {
        "fr": "Les formateurs du tribunal ont reçu trente greffiers pendant une semaine entière au bord du lac",
        "pl": "Szkolenie prowadzone przez stowarzyszenie ukończyło trzydziestu pracowników wodociągów miejskich",
        "tr": "Belediyenin düzenlediği eğitime otuz öğretmen katıldı ve köylerdeki okullara geri döndüler",
    }[language]
    run = replace(read_page(bytes(_plain().output())).runs[0], text=" ".join([words] * 5))
    page = replace(read_page(bytes(_plain().output())), runs=(run,))
    assert not page_notices([page])


def _plain() -> FPDF:
    pdf = paper()
    body(pdf, LONG)
    return pdf


def read_page(data: bytes) -> PageChars:
    import pypdfium2

    return page_chars(pypdfium2.PdfDocument(data)[0], 1)


def test_an_analysts_wordings_reach_the_pages(tmp_path: Path) -> None:
    folder = tmp_path / "patterns" / "reading"
    folder.mkdir(parents=True)
    (folder / "page.csv").write_text(
        "id,kind,pattern,example,reason\npage.source.drawn,source,MachineParagraph by .*,MachineParagraph by the Works Board,What stands under a map\n",
        encoding="utf-8",
    )
    pdf = paper()
    body(pdf, LONG)
    body(pdf, "MachineParagraph by the Works Board")
    data = bytes(pdf.output())
    assert len(read_pdf(data, Path("report.pdf")).paragraphs) == 2
    assert len(read_pdf(data, Path("report.pdf"), tmp_path / "patterns").paragraphs) == 1

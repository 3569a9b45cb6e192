"""The workbook: the tables as typed, filterable Excel tables with frozen headers, and a sheet About."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.fields.column import Cell, Column
from extract.fields.registry import all_fields
from extract.output.dictionary import entries
from extract.output.figures import TOTALS, total_rows
from extract.records.breakdown import Figure, figures_of
from extract.records.counting import Count, count
from extract.records.record import Record
from extract.records.tables import RECORDS, columns, rows

# Limits of the format (Microsoft, Excel specifications and limits); characters are counted in UTF-16.
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
SHEET_LINKS = 65_530
LINK_CHARACTERS = 2_079
# A workbook's creation date would differ in every run; equal inputs give equal bytes.
_CREATED = datetime.datetime(2000, 1, 1)
_NUMBERS = ("number", "decimal")
_WRAPPED_FROM = 30
# Excel fits a row to its wrapped text when it opens the file; other programs keep the height they are told.
_LINE_POINTS = 15
_MOST_LINES = 20


@dataclass(slots=True)
class _Book:
    """The workbook being written, and its formats."""

    book: Any
    formats: dict[str, Any] = field(default_factory=dict)

    def format(self, **properties: Any) -> Any:
        key = repr(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top"} | properties)
        return self.formats[key]


def write_workbook(
    path: Path,
    records: Sequence[Record],
    about: Mapping[str, Any],
    done: Count | None = None,
    totals: Sequence[Figure] | None = None,
) -> list[str]:
    """Writes the workbook, a row at a time; gives one line for each thing that the format could not hold.

    ``about`` holds ``cite`` (a sentence) and ``versions`` (name to version); ``done`` says what may be
    added up and ``totals`` the figures of the sheet totals, where they were found before. Raises ``OSError``.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    book.set_properties({"title": "Records drawn from reports", "comments": "Written by extract", "created": _CREATED})
    known = done or count(records)
    lost: list[str] = []
    for table in _order():
        lost += _sheet(_Book(book), table, records, known)
    _totals(_Book(book), figures_of(known) if totals is None else totals)
    _about(_Book(book), about)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        # A full disk, say: XlsxWriter wraps what the system said.
        raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from None
    return lost


@dataclass(slots=True)
class _Lost:
    """What a sheet could not hold."""

    rows: int = 0
    cut: int = 0
    links: int = 0

    def lines(self, table: str) -> list[str]:
        told = (
            (self.rows, f"of the table's rows do not fit into a sheet; {table}.csv has them"),
            (self.cut, f"of its cells held more than {CELL_CHARACTERS:,} characters and were cut"),
            (self.links, "of its links are beyond what Excel allows and stand there as text"),
        )
        return [f"records.xlsx: sheet {table}: {number:,} {words}" for number, words in told if number]


def _order() -> tuple[str, ...]:
    """The sheets: what is most often asked for comes first, the numbers of people; the records last."""
    fields = sorted(all_fields(), key=lambda field: (not field.adds_up, not field.needs))
    return (*(field.name for field in fields), RECORDS)


def _sheet(book: _Book, table: str, records: Sequence[Record], done: Count) -> list[str]:
    sheet = book.book.add_worksheet(table)
    heads = columns(table)
    total = len(records) if table == RECORDS else sum(len(record.values(table)) for record in records)
    shown = min(total, SHEET_ROWS - 1)
    lost = _Lost(rows=total - shown)
    _lay_out(sheet, book, table, heads, shown)
    styles = [_style(book, head) for head in heads]
    links = 0
    for line, row in enumerate(rows(table, records, done), 1):
        if line > shown:
            break
        sheet.set_row(line, _LINE_POINTS * _lines(heads, row))
        for index, (head, cell) in enumerate(zip(heads, row, strict=True)):
            if cell is None or cell == "":  # An empty text would count as filled.
                continue
            if isinstance(cell, int | float):
                sheet.write_number(line, index, cell, styles[index])
            elif head.kind == "link":
                links += 1
                lost.links += _link(sheet, (line, index), cell, styles[index], room=links <= SHEET_LINKS)
            else:
                lost.cut += _text(sheet, (line, index), cell, styles[index])
    return lost.lines(table)


def _totals(book: _Book, figures: Sequence[Figure]) -> None:
    """The sheet of the run's figures, by activity and kind of people."""
    sheet = book.book.add_worksheet("totals")
    _lay_out(sheet, book, "totals", TOTALS, len(figures))
    styles = [_style(book, head) for head in TOTALS]
    for line, row in enumerate(total_rows(figures), 1):
        for index, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(line, index, cell, styles[index])
            elif cell is not None:
                _text(sheet, (line, index), cell, styles[index])


def _style(book: _Book, head: Column) -> Any:
    if head.kind == "number":
        return book.format(num_format="#,##0" if head.thousands else "0")
    if head.kind == "decimal":
        return book.format(num_format="#,##0.00")
    if head.kind == "link":
        return book.format(font_color="#0563C1", underline=1)
    return book.format(text_wrap=head.width >= _WRAPPED_FROM, align="left", indent=1)


def _lines(heads: Sequence[Column], row: Sequence[Cell]) -> int:
    """How many lines a row needs, by the width of its wrapped columns."""
    most = 1
    for head, cell in zip(heads, row, strict=True):
        if isinstance(cell, str) and head.width >= _WRAPPED_FROM and head.kind == "text":
            most = max(most, sum(1 + len(line) // (head.width - 1) for line in cell.split("\n")))
    return min(most, _MOST_LINES)


def _lay_out(sheet: Any, book: _Book, table: str, heads: Sequence[Column], shown: int) -> None:
    """Everything but the cells: it has to be said before them, as rows are written once and forgotten."""
    for index, head in enumerate(heads):
        sheet.set_column(index, index, head.width)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.repeat_rows(0)
    last = max(shown, 1)  # An Excel table needs one row of data; an empty one is a header and a blank row.
    # Paragraph 4.2 and M49 code 050 are text that looks like numbers, and meant to be.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    options = {"name": f"t_{table}", "columns": [{"header": head.name} for head in heads], "style": "Table Style Light 1"}
    # XlsxWriter declines tables in constant_memory mode because it may come back to earlier rows; this one has no totals
    # and no formulas, so nothing but its header is written, once more below in the form that the mode asks for.
    sheet.constant_memory = False
    sheet.add_table(0, 0, last, len(heads) - 1, options)
    sheet.constant_memory = True
    # It remembers each cell of a table against overlaps; there is no second one, and there may be millions of cells.
    sheet.table_cells.clear()
    for index, head in enumerate(heads):
        align = "right" if head.kind in _NUMBERS else "left"
        style = book.format(bold=True, bg_color="#E7EDF3", bottom=1, align=align, indent=0 if head.kind in _NUMBERS else 1)
        sheet.write_string(0, index, head.name, style)


def _text(sheet: Any, at: tuple[int, int], text: str, style: Any) -> int:
    """Writes a text, as text whatever it begins with; 1 where it had to be cut."""
    # XlsxWriter takes what begins so for its own mark-up of rich text.
    shown = f" {text}" if text.startswith("<r>") else text
    cut = _cut(shown)
    sheet.write_string(*at, cut, style)
    return int(len(cut) < len(shown))


def _cut(text: str) -> str:
    if len(text) * 2 <= CELL_CHARACTERS:
        return text
    return text.encode("utf-16-le")[: CELL_CHARACTERS * 2].decode("utf-16-le", errors="ignore")


def _link(sheet: Any, at: tuple[int, int], url: str, style: Any, room: bool) -> int:
    """Writes a link that can be clicked; 1 where it can only be a text."""
    if room and url.startswith("https://") and len(url) < LINK_CHARACTERS:
        sheet.write_url(*at, url, style, string=url)
        return 0
    _text(sheet, at, url, None)
    return 1


def _about(book: _Book, about: Mapping[str, Any]) -> None:
    sheet = book.book.add_worksheet("About")
    wrap = book.format(text_wrap=True)
    bold = book.format(bold=True)
    for index, width in enumerate((18, 18, 9, 100)):
        sheet.set_column(index, index, width)
    line = 0

    def put(*texts: str, style: Any = wrap) -> None:
        nonlocal line
        for index, text in enumerate(texts):
            if text:
                _text(sheet, (line, index), text, style)
        line += 1

    put("Records drawn from reports", style=bold)
    put("", "", "", "Each row stands beside the sentence and the page it was drawn from.")
    put("", "", "", "To add up people trained, sum column count of sheet trained over the rows whose in_total is yes.")
    put("", "", "", "Sheet totals has the sums by activity and kind of people, each with its range.")
    put("How to cite", "", "", str(about.get("cite", "")))
    put()
    put("Versions", style=bold)
    for name, version in about.get("versions", {}).items():
        put(name, str(version))
    put()
    put("Sheet", "Column", "Holds", "Meaning", style=bold)
    for table in _order():
        for entry in entries(table):
            put(table, entry.column, entry.holds, entry.meaning)
    for column in TOTALS:
        put("totals", column.name, column.kind, column.meaning)

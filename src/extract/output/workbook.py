"""The workbook: the five tables as typed, filterable Excel tables with frozen headers, and a sheet About."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.records.record import Record
from extract.records.tables import TABLES, Cell, Column, columns, rows

# Limits of the format (Microsoft, Excel specifications and limits).
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
# A workbook's creation date would differ in every run; equal inputs give equal bytes.
_CREATED = datetime.datetime(2000, 1, 1)


def write_workbook(path: Path, records: Sequence[Record], about: Mapping[str, Any]) -> list[str]:
    """Writes the workbook; gives one line for each thing that the format could not hold."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": "Records drawn from reports", "comments": "Written by extract", "created": _CREATED})
    lost: list[str] = []
    for table in ("trained", "partners", "countries", "resolutions", "records"):
        lost += _sheet(book, table, records)
    _about(book, about)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        # A full disk, say: XlsxWriter wraps what the system said.
        raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from None
    return lost


def _sheet(book: Any, table: str, records: Sequence[Record]) -> list[str]:
    sheet = book.add_worksheet(table)
    heads = columns(table)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    top = book.add_format({"valign": "top"})
    number = book.add_format({"valign": "top", "num_format": "#,##0"})
    plain_number = book.add_format({"valign": "top", "num_format": "0"})
    lost: list[str] = []
    written = 0
    cut = 0
    for row in rows(table, records):
        if written + 2 > SHEET_ROWS:
            lost.append(f"records.xlsx: sheet {table} is full; the CSV table holds the rest")
            break
        written += 1
        for index, (head, cell) in enumerate(zip(heads, row, strict=True)):
            style = {"number": number if head.name in {"count", "female", "male", "people_trained"} else plain_number}.get(
                head.kind, wrap if head.width >= 30 else top
            )
            cut += _cell(sheet, written, index, head, cell, style)
    if cut:
        lost.append(
            f"records.xlsx: {cut} cells of sheet {table} are longer than Excel's {CELL_CHARACTERS:,} characters and were cut"
        )
    for index, head in enumerate(heads):
        sheet.set_column(index, index, head.width)
    names = [{"header": head.name} for head in heads]
    # An Excel table needs one row of data; an empty one is a header and a blank row.
    sheet.add_table(
        0, 0, max(written, 1), len(heads) - 1, {"name": f"t_{table}", "columns": names, "style": "Table Style Light 1"}
    )
    sheet.freeze_panes(1, 1)
    return lost


def _cell(sheet: Any, row: int, index: int, head: Column, cell: Cell, style: Any) -> int:
    """Writes one cell; 1 where its text had to be cut."""
    if cell is None:
        sheet.write_blank(row, index, None, style)
    elif isinstance(cell, int):
        sheet.write_number(row, index, cell, style)
    elif head.kind == "link" and cell.startswith("https://"):
        sheet.write_url(row, index, cell, string=cell)
    else:
        sheet.write_string(row, index, cell[:CELL_CHARACTERS], style)
        return int(len(cell) > CELL_CHARACTERS)
    return 0


def _about(book: Any, about: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("About")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 100)
    line = 0

    def put(first: str, second: str, third: str, style: Any = wrap) -> None:
        nonlocal line
        for index, text in enumerate((first, second, third)):
            sheet.write_string(line, index, text, style)
        line += 1

    put("Records drawn from reports", "", "", bold)
    put("", "", "Each row stands beside the sentence and page it was drawn from. Sum trained[count] where in_total is yes.")
    put("How to cite", "", str(about.get("cite", "")))
    line += 1
    put("Versions", "", "", bold)
    for name, version in about.get("versions", {}).items():
        put(name, str(version), "")
    line += 1
    put("Table", "Column", "Meaning", bold)
    for table in TABLES:
        for head in columns(table):
            put(table, head.name, head.meaning)

"""Workbooks (.xlsx) and tables saved as text (.csv, .tsv): each sheet a heading with its rows below it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.encoding import decoded
from extract.reading.flow import Block, Table, cell, one, paragraphs
from extract.reading.report import ReadError
from extract.reading.tables import is_figure

# Rows of a sheet that are read; more are data, not a report.
_MOST_ROWS = 20_000
# A table saved as text is read where one of its columns holds text: cells of so many characters.
_TEXT = 40


def read_workbook(data: bytes, path: Path) -> Content:
    """The content of an .xlsx file; headings name the sheet. Raises ``ReadError``."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        blocks = [block for sheet in book.worksheets if sheet.sheet_state == "visible" for block in _sheet(sheet)]
        properties = {"title": book.properties.title or "", "author": book.properties.creator or ""}
    except ReadError:
        raise
    except Exception as error:  # openpyxl lets errors of many kinds through
        raise ReadError(f"is a damaged .xlsx file ({type(error).__name__})", "open it in Excel and save it again") from None
    return Content(tuple(paragraphs(blocks)), properties=properties)


def _sheet(sheet: Any) -> Iterator[Block | Table]:
    yield one(str(sheet.title), 0, 1)
    rows = ([_shown(value) for value in row] for row in sheet.iter_rows(values_only=True, max_row=_MOST_ROWS))
    yield from _tables(rows)


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _tables(rows: Iterable[Sequence[str]]) -> Iterator[Block | Table]:
    """Rows as tables that empty rows part; a row with one cell is a line of text."""
    table: list[tuple[Any, ...]] = []
    for number, row in enumerate([*rows, ()]):
        filled = [text for text in row if text.strip()]
        if len(filled) > 1:
            heads = not table and all(len(text) <= _TEXT and not is_figure(text) for text in filled)
            table.append(tuple(cell([text], number, at, 1, heads) for at, text in enumerate(row, 1) if text.strip()))
            continue
        if table:
            yield Table(tuple(table))
            table = []
        if filled:
            yield one(filled[0], number)


def read_separated(data: bytes, path: Path) -> Content:
    """The content of a .csv or .tsv file with a column of text. Raises ``ReadError`` where it holds only data."""
    text, notices = decoded(data)
    first = text.split("\n", 1)[0]
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count)))
    except csv.Error as error:
        raise ReadError(f"is no CSV ({error})", "save it again as CSV, or as .xlsx") from None
    if not any(len(value) >= _TEXT and " " in value for row in rows for value in row):
        raise ReadError("holds data and no column of text", "leave it out, or save the report as PDF, .docx or .xlsx")
    return Content(tuple(paragraphs(_tables(rows[:_MOST_ROWS]))), notices=notices)

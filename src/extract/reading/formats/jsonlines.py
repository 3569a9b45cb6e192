"""JSON Lines of paragraphs: ``{"id", "text", "context": {"title", "countries", "reporter"}}``, context optional."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extract.reading.content import Content
from extract.reading.encoding import decoded
from extract.reading.report import Fragment, Header, Notice, Paragraph, ReadError


def read_jsonlines(data: bytes) -> list[Content]:
    """One content a report or context that the lines name, in the order of their first lines; texts stay to the letter.

    Beside id, text and context a line may hold report (a symbol), page, number, section or headings, and year; all else is
    left alone. A line that cannot be read gives a notice, and the others are still read. Raises ``ReadError`` where none can be.
    """
    text, notices = decoded(data)
    found: dict[Header, list[Paragraph]] = {}
    wrong: list[Notice] = list(notices)
    seen: dict[str, int] = {}
    for line, raw in enumerate(text.split("\n")):
        if not raw.strip():
            continue
        try:
            header, paragraph = _paragraph(_loaded(raw), line)
            if paragraph.source_id is not None:
                first = seen.setdefault(paragraph.source_id, line)
                if first != line:
                    raise ValueError(f"has the id {paragraph.source_id} of line {first + 1}; give it one of its own")
        except ValueError as error:
            reason = f"is not JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else str(error)
            wrong.append(Notice("bad_line", f"line {line + 1} {reason}; it was left out"))
        else:
            found.setdefault(header, []).append(paragraph)
    if not found:
        raise ReadError(wrong[-1].message if wrong else "holds no line", 'one JSON object a line: {"id": …, "text": …}')
    contents = [Content(tuple(paragraphs), header) for header, paragraphs in found.items()]
    contents[0] = Content(contents[0].paragraphs, contents[0].header, None, tuple(wrong))
    return contents


def _loaded(raw: str) -> Any:
    """A line's value. Raises ``ValueError`` in words for the user."""
    try:
        item = json.loads(raw)
        json.dumps(item, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except UnicodeEncodeError:
        raise ValueError("holds half a character (a lone surrogate)") from None
    return item


def _paragraph(item: Any, line: int) -> tuple[Header, Paragraph]:
    if not isinstance(item, dict):
        raise ValueError("is no JSON object")
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("has no text")
    source_id = item.get("id")
    if isinstance(source_id, dict | list | bool | float):
        raise ValueError("has an id that is neither text nor a whole number")
    headings = item.get("headings") if isinstance(item.get("headings"), list) else [item.get("section")]
    page = item.get("page")
    page = page if isinstance(page, int) and not isinstance(page, bool) and page > 0 else None
    paragraph = Paragraph(
        ordinal=line + 1,
        text=text,
        page=page,
        number=_text(item.get("number")),
        headings=tuple(str(one) for one in headings or () if one),
        fragments=(Fragment(0, len(text), page=page, block=line),),
        source_id=_text(source_id),
    )
    return _header(item), paragraph


def _header(item: Mapping[str, Any]) -> Header:
    context = item.get("context")
    given: Mapping[str, Any] = context if isinstance(context, dict) else {}
    countries = given.get("countries")
    codes = tuple(str(code) for code in countries) if isinstance(countries, list) else ()
    year = given.get("year", item.get("year"))
    return Header(
        symbol=_text(item.get("report")),
        title=_text(given.get("title")),
        reporter=_text(given.get("reporter")),
        year=year if isinstance(year, int) and not isinstance(year, bool) and 1900 <= year <= 2200 else None,
        countries=codes,
    )


def _text(value: Any) -> str | None:
    return None if value is None or not str(value).strip() else str(value).strip()

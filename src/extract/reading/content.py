"""What a format's module makes of a file, before its header is drawn and its paragraphs are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.reading.report import Header, Notice, Paragraph


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's module makes of a file.

    ``header`` is what the file states outright (front matter, a line's context); what it does not state is drawn from
    ``front``, the first lines as read from top to bottom, and ``properties`` (``header.from_front``).
    ``held`` counts the file's characters of text, blanks aside, and ``left_out`` those left out on purpose, by kind.
    """

    paragraphs: tuple[Paragraph, ...]
    header: Header = Header()
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    front: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    held: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)


def bare_length(text: str) -> int:
    """How many characters a text has, blanks aside."""
    return sum(not character.isspace() for character in text)

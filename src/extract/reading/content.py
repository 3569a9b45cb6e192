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
    """

    paragraphs: tuple[Paragraph, ...]
    header: Header = Header()
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    front: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)

"""What a component may know beside the paragraph's own words, and the ``Doc`` extensions that carry values.

Extensions (set by ``register``): ``doc._.extract_context`` (``Context``), ``doc._.turned_down`` (list of ``TurnedDown``),
``doc._.fired`` (list of ``Mention``: every rule that contributed to a value, with its span), and a list of values a field, by
the field's name (``doc._.trained``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

_TEXT = "extract_text"


@dataclass(frozen=True, slots=True)
class Context:
    """The report around a paragraph.

    ``countries``: alpha-3 codes the whole report is about; ``reporter``: its publisher as the header gives it;
    ``headings``: path of headings over the paragraph, outermost first; ``acronyms``: short form to full name, as defined
    anywhere in the report ("the National Elections Commission (NEC)" gives ``{"NEC": "National Elections Commission"}``).
    """

    title: str | None = None
    reporter: str | None = None
    countries: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)


def text_of(doc: Doc) -> str:
    """``doc.text``, put together once: spaCy joins all tokens anew each time it is asked, and every component asks."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def register(*fields: str) -> None:
    """Declares the ``Doc`` extensions, those of these fields among them. May be called any number of times."""
    if not Doc.has_extension("extract_context"):
        Doc.set_extension("extract_context", default=Context())
    for name in (*fields, "turned_down", "fired"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])

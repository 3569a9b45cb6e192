"""Draws the partners of a text, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extract.language.acronyms import defined_acronyms
from extract.language.context import Context


def drawn(
    nlp: Language, text: str, reporter: str | None = None, report: Sequence[str] = (), countries: Sequence[str] = ()
) -> Doc:
    """The document of ``text``, as a paragraph of a report by ``reporter`` whose other paragraphs are ``report``."""
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(reporter=reporter, countries=tuple(countries), acronyms=defined_acronyms([*report, text]))
    return nlp(doc)


def roles(nlp: Language, text: str, reporter: str | None = None, report: Sequence[str] = ()) -> dict[str, str]:
    """Name to role of each partner of ``text``."""
    return {one.name: one.role for one in drawn(nlp, text, reporter, report)._.partners}

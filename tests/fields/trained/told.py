"""What the pipeline says of a text's learners, in few words, so that a test reads as the sentence it is about."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extract.fields.trained.value import Trained
from extract.language.context import Context


def read(nlp: Language, text: str, countries: Sequence[str] = (), headings: Sequence[str] = ()) -> Doc:
    """The text, annotated, in a report on ``countries``."""
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(title="Annual report", countries=tuple(countries), headings=tuple(headings))
    return nlp(doc)


def trained(nlp: Language, text: str, countries: Sequence[str] = ()) -> list[Trained]:
    """The text's items, in order."""
    return list(read(nlp, text, countries)._.trained)


def told(nlp: Language, text: str) -> list[str]:
    """Each item as ``count``, ``f``emale, ``m``ale, ``planned`` and ``of`` its whole's count: ``40 f12 of 100``."""
    items = trained(nlp, text)
    found = []
    for item in items:
        words = [str(item.count)]
        words += [f"f{item.female}"] if item.female is not None else []
        words += [f"m{item.male}"] if item.male is not None else []
        words += ["planned"] if item.status == "planned" else []
        words += [f"of {items[item.part_of].count}"] if item.part_of is not None else []
        found.append(" ".join(words))
    return found


def mostly(nlp: Language, rows: Sequence[tuple[str, list[str]]], least: float) -> None:
    """Asserts that the judge reads at least so large a share of the sentences as a reader does, and shows the others.

    The judge learns from annotated paragraphs: no single sentence is promised, but what kinds of sentence it reads is.
    """
    wrong = [f"{text} -> {found}, not {expected}" for text, expected in rows if (found := told(nlp, text)) != expected]
    assert len(wrong) <= (1 - least) * len(rows), "\n".join(wrong)

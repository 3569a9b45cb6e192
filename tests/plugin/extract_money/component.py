"""The spaCy component: figures beside a currency's sign or code, and the funder of the same sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extract_money import Amount
from spacy.language import Language
from spacy.tokens import Doc

from extract.language import context
from extract.language.mention import Mention
from extract.language.sentences import sentence_at

SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "KES": "KES", "CHF": "CHF"}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_AMOUNT = re.compile(rf"(?<!\w)({_SIGN})\s?(\d[\d,]*(?:\.\d+)?)(?:\s(thousand|million|billion))?(?!\w)")


def amounts_in(text: str) -> Iterator[tuple[int, int, str, float]]:
    """``(start, end, currency, amount)`` of each amount in a text."""
    for found in _AMOUNT.finditer(text):
        sign, figures, scale = found.groups()
        yield *found.span(), SIGNS[sign], round(float(figures.replace(",", "")) * SCALES.get(scale, 1), 2)


@Language.factory("extract_amounts", default_config={"patterns": None})
def create(nlp: Language, name: str, patterns: str | None) -> Callable[[Doc], Doc]:
    """The component; it has no rules of its own, so the folder ``patterns`` is nothing to it."""
    context.register("amounts", "partners")
    return annotate


def annotate(doc: Doc) -> Doc:
    """Sets ``doc._.amounts``."""
    text = context.text_of(doc)
    doc._.amounts = [
        Amount(currency, amount, payer(doc, text, start), (Mention(start, end, text[start:end], "amounts.figure"),))
        for start, end, currency, amount in amounts_in(text)
    ]
    return doc


def payer(doc: Doc, text: str, at: int) -> str | None:
    """The organization that pays for the work of the sentence."""
    start, end = sentence_at(text, at)
    for partner in doc._.partners:
        if partner.role == "funder" and any(start <= one.start < end for one in partner.mentions):
            return str(partner.name)
    return None

"""The spaCy component for the field resolutions: numbered resolutions of UN bodies that a paragraph cites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.fields.resolutions.find import Found, find
from extract.fields.resolutions.rules import Rules, rules_of
from extract.fields.resolutions.value import Resolution
from extract.language import context
from extract.language.mention import Mention, TurnedDown
from extract.language.view import view_of
from extract.rules.load import load_patterns

HEADING_RULE = "resolution.not.trailing-heading"


@Language.factory("extract_resolutions", default_config={"patterns": None})
def create(nlp: Language, name: str, patterns: str | None) -> Callable[[Doc], Doc]:
    """The component, with the folder ``patterns`` laid over the bundled rules.

    Raises ``extract.rules.load.PatternError`` where a rule is wrong.
    """
    context.register("resolutions")
    rules = rules_of(load_patterns(Path(patterns) if patterns else None))

    def component(doc: Doc) -> Doc:
        return _annotate(doc, rules)

    return component


def _annotate(doc: Doc, rules: Rules) -> Doc:
    given = doc._.extract_context
    # What names bodies ahead of the paragraph, the nearest last.
    above = " / ".join(line for line in (given.reporter, given.title, *given.headings) if line)
    text, view = context.text_of(doc), view_of(doc)
    end = len(view.text)
    # The heading that trails the text is read like one more sentence, so that what is left out stands in the list.
    bounds = view.sentences if end == len(text) else (*view.sentences, (end, len(text)))
    found, refused = find(text, rules, above, bounds)
    if not found and not refused:
        return doc
    refused += [
        TurnedDown(
            "resolutions",
            one.start,
            one.end,
            text[one.start : one.end],
            HEADING_RULE,
            "stands in the next section's heading",
        )
        for one in found
        if one.start >= end
    ]
    kept = [one for one in found if one.start < end]
    doc._.resolutions = _grouped(text, kept)
    doc._.turned_down = [*doc._.turned_down, *refused]
    doc._.fired = [
        *doc._.fired,
        *(Mention(start, stop, text[start:stop], rule) for one in kept for rule, start, stop in one.also),
    ]
    return doc


def _grouped(text: str, found: list[Found]) -> list[Resolution]:
    """One resolution a symbol, in the order of their first mention."""
    by_symbol: dict[str, list[Found]] = {}
    for one in found:
        by_symbol.setdefault(one.symbol.replace(" ", ""), []).append(one)
    return [
        Resolution(
            symbol=group[0].symbol,
            body=group[0].body,
            number=group[0].number,
            year=next((one.year for one in group if one.year), None),
            url=group[0].url,
            mentions=tuple(sorted({Mention(one.start, one.end, text[one.start : one.end], one.rule) for one in group})),
        )
        for group in by_symbol.values()
    ]

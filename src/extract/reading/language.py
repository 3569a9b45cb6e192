"""Which languages a report is in, told from its characters by py3langid (a model of 97 languages, offline)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.reading.report import Notice, Paragraph

# The language that the rules understand.
UNDERSTOOD = "en"
# Letters that make a stretch of text whose language can be told; fewer are looked at together with what follows.
_STRETCH, _FEWEST = 600, 150
# By how much for each character (natural logarithm of likelihood) another language must be likelier than the one understood:
# prose in French or Spanish reaches 0.5 to 1.7, lists of names up to 0.1.
_SURE = 0.3
# A part in another language is named from so many letters on.
_PART = 1200


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where it is too short to tell."""
    from py3langid import rank

    if sum(character.isalpha() for character in text) < _FEWEST:
        return None
    scores = [(code, float(score)) for code, score in rank(text)]
    best, likeliest = scores[0]
    understood = next(score for code, score in scores if code == UNDERSTOOD)
    return best if likeliest - understood > _SURE * len(text) else UNDERSTOOD


def languages_of(paragraphs: Sequence[Paragraph]) -> tuple[tuple[str, ...], list[Notice]]:
    """The languages of paragraphs, that of most letters first, and notices on what is in another than the one understood."""
    letters: Counter[str] = Counter()
    pages: dict[str, list[int]] = {}
    for stretch in _stretches(paragraphs):
        text = " ".join(one.text for one in stretch)
        code = language_of(text)
        if code is not None:
            letters[code] += len(text)
            pages.setdefault(code, []).extend(one.page for one in stretch if one.page is not None)
    if not letters:
        return (), []
    main = letters.most_common(1)[0][0]
    named = [code for code, count in letters.most_common() if code == main or count >= _PART]
    notices = []
    if main != UNDERSTOOD:
        what = f"is in {name_of(main)} ({main}), which is not understood yet: numbers of people in it are not read"
        notices.append(Notice("language", f"{what}; give --language {UNDERSTOOD} if that is wrong"))
    for code in named:
        if code not in {main, UNDERSTOOD}:
            first = min(pages.get(code) or [0]) or None
            where = f"a part of it (pages {_ranges(pages[code])})" if first else "a part of it"
            notices.append(Notice("language", f"{where} is in {name_of(code)} ({code}), which is not understood yet", first))
    return tuple(named), notices


def name_of(code: str) -> str:
    """The English name of a language by its ISO 639-1 code; the code itself where it is none."""
    import pycountry

    found = pycountry.languages.get(alpha_2=code)
    return str(found.name).split(" (")[0] if found else code


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterable[list[Paragraph]]:
    """Paragraphs that follow each other, as many as make a stretch whose language can be told."""
    stretch: list[Paragraph] = []
    size = 0
    for one in paragraphs:
        if one.table is not None:  # names and figures are in no language
            continue
        stretch.append(one)
        size += len(one.text)
        if size >= _STRETCH:
            yield stretch
            stretch, size = [], 0
    if stretch:
        yield stretch


def _ranges(pages: Sequence[int]) -> str:
    """Page numbers as ranges: 3–5, 9."""
    found: list[list[int]] = []
    for page in sorted(set(pages)):
        if found and page == found[-1][1] + 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    return ", ".join(f"{first}–{last}" if last > first else f"{first}" for first, last in found)

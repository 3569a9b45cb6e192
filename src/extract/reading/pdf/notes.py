"""What stands on a page for the reader's eye and is no part of the text: footnotes, tables of contents."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from extract.reading.pdf.drawn import Rule
from extract.reading.pdf.lines import Line

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$|(?:…\s?){2,}\s*\d*$|_{4,}\s*\d{1,4}$")
_PAGE_NUMBER = re.compile(r"(?:.*\D\s)?\d{1,3}$")
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡§]{1,4}|[a-z])[./]?\s*(?=\S)|(?:[Nn]otes?|[Ss]ources?)\b\s*:")
# A note as typewriters set it, in the text's own size.
_TYPED_NOTE = re.compile(r"\d{1,3}/(?:\s|$)|[*†‡]{1,3}(?:/|\s|$)")
_BARE_NOTE = re.compile(r"\d{1,3}\s+[A-Z“\"'(]")
_UNDERSCORES = re.compile(r"[_\s]{5,}|[-–—]{8,}")
# A footnote's rule is drawn over a part of the column only.
_RULE_WIDTH = (30.0, 230.0)


def body_size(lines: Iterable[Line]) -> float:
    """The size of type, in points, that most characters of the document are set in; 0 without any."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def drawn_rules(lines: Sequence[Line], rules: Sequence[Rule]) -> tuple[list[Line], tuple[Rule, ...]]:
    """The lines of a page without those of underscores only, and the printed lines of a page with them."""
    typed = [line for line in lines if _UNDERSCORES.fullmatch(line.text)]
    kept = [line for line in lines if not _UNDERSCORES.fullmatch(line.text)]
    return kept, (*rules, *(Rule(line.left, line.right, line.base) for line in typed))


def without_notes(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> list[Line]:
    """The lines of a page without the notes at its foot: small type below a short printed line, or that begins with marks."""
    if not lines:
        return []
    height = max(line.top for line in lines)
    ruled = [rule for rule in rules if _notes_rule(rule, rules, lines)]
    if parts := _by_column(lines, ruled):
        kept = [line for some, rule in parts for line in _above_notes(some, rule, body, height)]
        return sorted(kept, key=lambda line: line.order)
    return _above_notes(lines, ruled, body, height)


def _by_column(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[list[Line], list[Rule]]]:
    """The lines and rules of each column, where rules stand in several columns and no line runs from one to the next."""
    lefts: list[float] = []
    for rule in sorted(rules, key=lambda one: one.left):
        if not lefts or rule.left > lefts[-1] + 100:
            lefts.append(rule.left)
    foot = max((rule.at for rule in rules), default=0.0)
    if len(lefts) < 2 or any(
        line.base < foot and line.left < left - 6 < line.right - 12 for line in lines for left in lefts[1:]
    ):
        return []
    bounds = [(-1e6, lefts[1] - 6), *((a - 6, b - 6) for a, b in itertools.pairwise(lefts[1:])), (lefts[-1] - 6, 1e6)]
    return [([one for one in lines if a <= one.left < b], [rule for rule in rules if a <= rule.left < b]) for a, b in bounds]


def _above_notes(lines: Sequence[Line], ruled: Sequence[Rule], body: float, height: float) -> list[Line]:
    if not lines:
        return []
    if (typed := _typed(lines, ruled)) is not None:
        return [line for line in lines if line.base >= typed]
    top = _ruled(lines, ruled, body)
    if top is None:
        top = _marked(lines, body, height)
    if top is None:
        return list(lines)
    return [line for line in lines if line.base >= top or line.size > body - 0.4]


def _notes_rule(rule: Rule, rules: Sequence[Rule], lines: Sequence[Line]) -> bool:
    """Whether a printed line may part notes from the text by its length: no border of a cell or box, nothing underlined."""
    if not _RULE_WIDTH[0] < rule.right - rule.left < _RULE_WIDTH[1] or _continued(rule, rules) or _bordered(rule, rules):
        return False
    return not any(
        -1 < line.base - rule.at < 0.4 * line.size and line.left < rule.right - 2 and line.right > rule.left + 2
        for line in lines
    )


def _typed(lines: Sequence[Line], rules: Sequence[Rule]) -> float | None:
    """The height of a line with notes below it as typewriters set them, in the text's own size; in the page's lower part."""
    height = max(line.top for line in lines)
    for rule in sorted(rules, key=lambda one: -one.at):
        below = [line for line in lines if line.base < rule.at]
        first = max((line.base for line in below), default=0.0)
        if rule.at < 0.6 * height and any(line.base > first - 2 and _TYPED_NOTE.match(line.text) for line in below):
            return rule.at
    return None


def _ruled(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> float | None:
    """The height of a short line with nothing but small type below it."""
    for rule in sorted(rules, key=lambda one: -one.at):
        below = [line for line in lines if line.base < rule.at]
        near = (
            below and max(line.top for line in below) > rule.at - 40 and abs(min(line.left for line in below) - rule.left) < 60
        )
        if near and all(line.size <= body - 0.4 for line in below):
            return rule.at
        first = max((line.base for line in below), default=0.0)
        starts = [line for line in below if line.base > first - 2 and (line.marked or _NOTE_START.match(line.text))]
        if starts and median(line.size for line in below) < body:
            return rule.at
    return None


def _continued(rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether others on the same height continue the line, as the borders of a table's cells do."""
    return any(
        other is not rule and abs(other.at - rule.at) < 1.5 and max(other.left - rule.right, rule.left - other.right) < 24
        for other in rules
    )


def _bordered(rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether another line of the same length stands under or over the line: both are borders of a cell or a box."""
    return any(
        abs(other.at - rule.at) > 6 and abs(other.left - rule.left) < 2 and abs(other.right - rule.right) < 2 for other in rules
    )


def _marked(lines: Sequence[Line], body: float, height: float) -> float | None:
    """The top of the small type at the page's foot whose first line begins with a raised mark."""
    foot: list[Line] = []
    for line in sorted(lines, key=lambda one: one.base):
        if line.size > body - 0.6 and not line.marked:
            break
        foot.append(line)
    starts = [line for line in foot if line.marked and line.size <= body - 0.4 and line.base < 0.6 * height]
    if not starts and (first := _numbered_note(foot, lines, body)):
        starts = [first]
    return max((line.top + 0.1 for line in starts), default=None)


def _numbered_note(foot: Sequence[Line], lines: Sequence[Line], body: float) -> Line | None:
    """The first of small lines at the page's foot that begin with numbers and stand apart from the text above them."""
    if not foot or len(foot) == len(lines):
        return None
    first = foot[-1]
    above = min((line.base for line in lines if line.base > first.base + 1), default=0.0)
    numbered = [line for line in foot if _BARE_NOTE.match(line.text)]
    apart = above - first.base > 1.6 * first.size
    small = all(line.size <= body - 1.2 for line in foot)
    return first if first in numbered and apart and small and first.base < 0.35 * max(line.top for line in lines) else None


def without_contents(pages: Mapping[int, Sequence[Line]], is_contents: Iterable[re.Pattern[str]]) -> dict[int, list[Line]]:
    """The lines of each page without tables of contents.

    ``is_contents`` are the wordings of their headings. A page's table goes from such a heading, or else from its first entry,
    to the last entry: a line that ends in leaders and a page number, under such a heading also one that ends in a number.
    """
    patterns = tuple(is_contents)
    found: dict[int, list[Line]] = {}
    inside = False
    for number, lines in pages.items():
        ordered = sorted(lines, key=lambda line: (-line.base, line.left))
        start = next((at for at, line in enumerate(ordered) if _matches(line.text, patterns)), None)
        dotted = [at for at, line in enumerate(ordered) if _LEADERS.search(line.text)]
        begins = start is not None and (len(dotted) > 1 or _numbered(ordered[start + 1 :]))
        ends = dotted if dotted else [at for at, line in enumerate(ordered) if _PAGE_NUMBER.fullmatch(line.text)]
        if len(dotted) >= 3 or begins or (inside and dotted):
            inside = True
            first = start if start is not None and begins else 0 if inside and found and _went_on(dotted) else min(ends)
            gone = {id(line) for line in ordered[first : max(ends) + 1]}
            found[number] = [line for line in lines if id(line) not in gone]
        else:
            inside = False
            found[number] = list(lines)
    return found


def _went_on(dotted: Sequence[int]) -> bool:
    return bool(dotted) and dotted[0] < 4


def _matches(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in patterns)


def _numbered(lines: Sequence[Line]) -> bool:
    """Whether page numbers, growing, end at least four lines and a third of all."""
    numbers = [
        int(found.group())
        for line in lines
        if (found := re.search(r"\d{1,3}$", line.text)) and _PAGE_NUMBER.fullmatch(line.text)
    ]
    growing = sum(after >= before for before, after in itertools.pairwise(numbers))
    return len(numbers) >= 4 and growing >= 0.7 * (len(numbers) - 1) and len(numbers) * 3 >= len(lines)

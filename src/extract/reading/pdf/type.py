"""What type setters do to lines of a page, undone: letters spaced out, initials over several lines."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.reading.pdf.lines import Line


def spaced_out(line: Line) -> Line:
    """The line, letters that stand apart from each other brought together to words ("H E A L T H")."""
    tokens = line.text.split(" ")
    if len(tokens) < 4 or len(line.text) - len(tokens) + 1 > 1.6 * len(tokens):
        return line
    if not all(token.isalpha() or len(token) < 2 for token in tokens) or any(token.isdigit() for token in tokens):
        return line
    blanks = [at for at, character in enumerate(line.text) if character == " "]
    gaps = {at: line.edges[2 * at + 2] - line.edges[2 * at - 1] for at in blanks}
    usual = median(gaps.values())
    dropped = {at for at in blanks if gaps[at] < 1.6 * usual}
    line.edges = [edge for at in range(len(line.text)) if at not in dropped for edge in line.edges[2 * at : 2 * at + 2]]
    line.text = "".join(character for at, character in enumerate(line.text) if at not in dropped)
    return line


def with_initials(lines: Sequence[Line]) -> list[Line]:
    """The lines, a large initial that stands beside the first lines of a paragraph put before its first one."""
    found = list(lines)
    for initial in lines:
        letter = initial.text.strip("“‘\"' ")
        if len(letter) != 1 or not letter.isupper():
            continue
        beside = [
            line
            for line in found
            if line is not initial
            and initial.size > 1.7 * line.size
            and 0 <= line.left - initial.right + 0.5 < 1.5 * line.size + 0.5
            and initial.base - 0.3 * line.size < line.base < initial.base + initial.size
        ]
        first = max(beside, key=lambda line: line.base, default=None)
        if first is None or not first.text[0].isalpha():
            continue
        alone = letter in {"A", "I"} and not first.text[0].islower()
        first.text = initial.text + (" " if alone else "") + first.text
        first.edges = [*initial.edges, *((first.left, first.left) if alone else ()), *first.edges]
        found.remove(initial)
    return found

"""Evidence in words: which cues speak for or against a candidate, and which decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.language.mention import Mention
from extract.language.view import ParagraphView
from extract.rules.evidence import Cue, Hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cue that stands in its scope of a candidate, and how many tokens away."""

    cue: Cue
    hit: Hit
    distance: int

    def mention(self, text: str) -> Mention:
        """The cue's words as a mention of its rule."""
        return Mention(self.hit.start, self.hit.end, text[self.hit.start : self.hit.end], self.cue.id)


def evidence_for(
    view: ParagraphView, field: str, cues: Mapping[str, Cue], hits: Sequence[Hit], span: tuple[int, int]
) -> tuple[Evidence, ...]:
    """The cues of one field that stand where their rules want them, seen from a candidate; the nearest first."""
    found = []
    for hit in hits:
        cue = cues[hit.rule]
        if cue.field != field:
            continue
        distance = _distance(view, hit, span)
        if _in_scope(view, cue, hit, span, distance):
            found.append(Evidence(cue, hit, distance))
    return tuple(sorted(found, key=lambda one: (one.distance, one.hit)))


def decisive(evidence: Iterable[Evidence]) -> Evidence | None:
    """The cue that decides, whatever the judge thinks: a veto or an analyst's own rule; by priority, then the nearest. None: none does."""
    final = [one for one in evidence if one.cue.final]
    return min(final, key=lambda one: (-one.cue.priority, one.distance)) if final else None


def _distance(view: ParagraphView, hit: Hit, span: tuple[int, int]) -> int:
    if hit.end <= span[0]:
        return view.token_at(span[0]) - view.token_at(hit.end)
    return max(view.token_at(hit.start) - view.token_at(span[1]), 0)


def _in_scope(view: ParagraphView, cue: Cue, hit: Hit, span: tuple[int, int], distance: int) -> bool:
    inside = span[0] <= hit.start and hit.end <= span[1]
    if cue.scope == "inside":
        return inside
    if cue.scope == "whole":
        return inside and hit.end - hit.start >= span[1] - span[0]
    if cue.scope == "paragraph":
        return True
    start, end = view.sentence(span[0])
    if not start <= hit.start < end:
        return False
    if cue.scope == "before":
        return hit.end <= span[0] and distance <= cue.within
    if cue.scope == "after":
        return hit.start >= span[1] and distance <= cue.within
    return True

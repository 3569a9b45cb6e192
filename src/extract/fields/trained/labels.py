"""Figures told behind a label, as in a list of results: "Number of judges trained: target 40; actual 52", "Tutors coached | 60 | 71"."""

from __future__ import annotations

import itertools
import re

from extract.fields.trained.groups import Group, GroupFinder
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import NUMBER_OF, Scene
from extract.language.numbers import Number

_FARTHEST = 320
# Where one piece of a list of results ends and the next begins.
_PIECE = re.compile(r"[|;:•\n(]|\.(?=\s)|\s[–—-](?=\s)")
_LEARNING = ("learned", "event", "study")
_CELL_BEFORE, _CELL_BEHIND = re.compile(r"\|\s*$"), re.compile(r"\s*(?:\(|\||$)")
_COLON = re.compile(r"[:=]\s*$")
_FIGURE_CELL = re.compile(r"\|\s*\d[\d,]*\s*(?=\(|\||$)")
_BEHIND = re.compile(r"\s*(?:[;|,.()]|$| \()")


class LabelReader:
    """Reads figures by the words of the lists figure_done and figure_planned, and the label that they are told of."""

    def __init__(self, rules: TrainedRules, groups: GroupFinder) -> None:
        self.groups = groups
        done, planned = rules.lists["figure_done"].pattern, rules.lists["figure_planned"].pattern
        self.told = re.compile(
            rf"(?:(?P<planned>{planned})|(?P<done>{done}))(?: (?:value|figure|number|in|for|at|to date|(?:FY ?)?\d{{2,4}}))*"
            r"\s*(?:\(?[:=–—-]|\bwas\b|\bis\b)?\s*(?:about |some |over )?$",
            re.IGNORECASE,
        )
        self.heading = re.compile(rf"(?P<planned>{planned})|(?P<done>{done})", re.IGNORECASE)

    def read(self, scene: Scene, number: Number, last: tuple[int, Group] | None) -> tuple[Group, bool] | None:
        """The group that a figure is told of, and whether it is one that was planned; None where it is told of none.

        ``last`` is the group of the number of people before it and where that number ends: it is what "(target: 50)" is about.
        """
        text, at = scene.text, number.start
        if not _BEHIND.match(text, number.end):
            return None
        word = self.told.search(text, max(0, at - 40), at)
        if word:
            near = last is not None and re.fullmatch(r"[^.;|]{0,60}\(\s*", text[last[0] : word.start()])
            found = last[1] if last and near else self._label(scene, word.start())
            return (found, word.group("planned") is not None) if found else None
        if _COLON.search(text, max(0, at - 3), at):
            found = self._label(scene, at)
            return (found, False) if found else None
        if _CELL_BEFORE.search(text, max(0, at - 3), at) and _CELL_BEHIND.match(text, number.end):
            return self._cell(scene, at)
        return None

    def _cell(self, scene: Scene, at: int) -> tuple[Group, bool] | None:
        """A cell of a table's row, by the row's label and, of several figures, by the column's heading."""
        found = self._label(scene, at)
        if found is None:
            return None
        label = found.end
        before = len(_FIGURE_CELL.findall(scene.text[label:at]))
        heads = [head.group("planned") is not None for head in self.heading.finditer(scene.text[:label])]
        if heads:
            return (found, heads[before]) if before < len(heads) else None
        behind = _FIGURE_CELL.match(scene.text, scene.text.find("|", at) if "|" in scene.text[at:] else len(scene.text))
        return (found, False) if not before and not behind else None

    def _label(self, scene: Scene, at: int) -> Group | None:
        """The group of the nearest piece before ``at`` that says who learned; pieces that hold only figures are passed over."""
        begin = max(0, at - _FARTHEST)
        bounds = [begin, *(found.end() for found in _PIECE.finditer(scene.text, begin, at)), at]
        for start, end in reversed(list(itertools.pairwise(bounds))):
            words = scene.text[start:end].strip(" |;:.•(–—-)")
            if len(words.split()) < 3 or re.fullmatch(r"(?:[\w%/’.-]+ ){0,4}\d[\d,.]*(?: \w+)?", words):
                continue
            return self._who(scene, start, end)
        return None

    def _who(self, scene: Scene, start: int, end: int) -> Group | None:
        learning = any(scene.within(name, start, end) for name in _LEARNING)
        if not learning and not re.search(r"\b(?:complet|graduat|mentor|preceptor)", scene.text[start:end]):
            return None
        counted = NUMBER_OF.search(scene.text, start, end)
        if counted:
            return self.groups.behind(scene, counted.end(), end)
        tokens = scene.tokens(start, end)
        for index, token in enumerate(tokens):
            if self.groups.is_people(tokens, index):
                return self.groups.before(scene, token.idx + len(token), start)
        return None

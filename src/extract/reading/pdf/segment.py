"""Lines of pages, in reading order, to paragraphs: where one ends, which run across pages, what is a heading, a list, a row."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.reading.content import bare_length
from extract.reading.numbering import BULLET, FIGURE, LETTERED, behind_bullet, printed_number
from extract.reading.pdf.drafts import Draft
from extract.reading.pdf.heading_lines import ended, numbered_text, one_heading, runs_in, set_apart
from extract.reading.pdf.headings import Look, Path, is_heading, looks_heading
from extract.reading.pdf.joining import Hyphens, Piece, joined
from extract.reading.pdf.layout import Layout, alike, prose_lines, stacked
from extract.reading.pdf.lines import Line
from extract.reading.pdf.tables import TableReader, counts
from extract.reading.pdf.units import Row, Table, Unit, box_of, frame_of
from extract.reading.pdf.wordings import PageWords
from extract.reading.report import Paragraph

_DASH = re.compile(r"[–—‣⁃*-]\s")
# How many paragraphs back one may stand that a line goes on with.
_BACK = 14
# A paragraph longer than this leads to no list.
_LEAD_IN = 400


def segment(
    pages: Sequence[Sequence[Unit]], look: Look, hyphens: Hyphens, wordings: PageWords
) -> tuple[list[Paragraph], Counter[str]]:
    """The paragraphs of the pages' lines and table rows, each under its headings, numbers and bullets taken off.

    Beside them how many characters were left out, by kind: ``labels`` of charts, ``headings`` over no paragraph.
    """
    layout = Layout(pages, look)
    segmenter = _Segmenter(layout, look, wordings, TableReader(hyphens))
    for number, units in enumerate(pages):
        segmenter.below = (
            next((one for one in pages[number + 1] if isinstance(one, Line)), None) if number + 1 < len(pages) else None
        )
        segmenter.page(units)
    found: list[Paragraph] = []
    for draft in segmenter.drafts:
        if draft.rows:
            found += [replace(row, ordinal=len(found) + at, headings=draft.headings) for at, row in enumerate(draft.rows, 1)]
            continue
        text, fragments = joined(draft.pieces, hyphens)
        if fragments and re.search(r"[^\W\d_]{2}", text):
            page = fragments[0].page
            found.append(Paragraph(len(found) + 1, text, page, draft.number, draft.headings, fragments, lead_in=draft.lead_in))
        else:
            segmenter.left["labels"] += bare_length(text)
    return found, segmenter.left


@dataclass
class _Segmenter:
    layout: Layout
    look: Look
    wordings: PageWords
    tables: TableReader
    drafts: list[Draft] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    current: Draft | None = None
    # The line above on the page, whatever it became; None at a page's beginning.
    above: Line | None = None
    # The first line of the next page.
    below: Line | None = None
    last_number: int = 0
    # Lines set as a heading is that are none by what they say.
    plain: set[int] = field(default_factory=set)
    # Lines of small blocks of running text.
    prose: set[int] = field(default_factory=set)
    # How many characters are left out, by kind.
    left: Counter[str] = field(default_factory=Counter)

    def page(self, units: Sequence[Unit]) -> None:
        """Takes the units of one page in; what stands in a frame is kept apart, and the text goes on behind it."""
        for frame, members in itertools.groupby(units, key=frame_of):
            if frame is None:
                self._part(list(members))
                continue
            text = self.current, self.path, self.last_number
            self.current, self.path, self.last_number = None, self.path.copy(), 0
            self._part(list(members))
            self.current, self.path, self.last_number = text

    def _part(self, units: Sequence[Unit]) -> None:
        self.above = None
        self.prose |= prose_lines(units)
        at = 0
        while at < len(units):
            unit = units[at]
            if isinstance(unit, Row | Table):
                self._row(unit) if isinstance(unit, Row) else self._table(unit)
                at += 1
                continue
            taken = self._caption(units, at) or self._heading(units, at) or self._figure(units, at)
            if not taken:
                self._line(unit, next((one for one in units[at + 1 :] if isinstance(one, Line)), None))
                taken = 1
            last = units[at + taken - 1]
            self.above = last if isinstance(last, Line) else None
            at += taken

    def _add(self, kind: str, pieces: list[Piece], number: str | None = None) -> Draft:
        draft = Draft(kind, pieces, number, self.path.headings)
        self.drafts.append(draft)
        return draft

    def _row(self, row: Row) -> None:
        self.above = None
        if counts(row):
            for cell in row.cells:  # large figures side by side, each over what it counts
                self._add("text", [Piece(line) for line in cell])
            return
        if table := self.tables.continued(row):
            self._table(table)
            return
        pieces: list[Piece] = []
        for cell in row.cells:
            for at, line in enumerate(cell):
                pieces.append(Piece(line, " " if at or not pieces else "; "))
        if any(len(word) > 2 for line in row.lines for word in re.findall(r"[^\W\d_]+", line.text)):
            number, skip = printed_number(pieces[0].line.text)
            self._add("row", [Piece(pieces[0].line, skip=skip), *pieces[1:]], number)
        else:
            self.left["labels"] += sum(bare_length(line.text) for line in row.lines)

    def _table(self, table: Table) -> None:
        self.above = None
        before = self.drafts[-1] if self.drafts else None
        caption = None
        if before is not None and before.last.page == table.lines[0].page and before.kind in {"caption", "text"}:
            text, _ = joined(before.pieces, self.tables.hyphens)
            near = before.last.base > box_of(table)[3] - 2 and before.last.base - box_of(table)[3] < 4 * before.last.size
            caption = text if near and (before.kind == "caption" or (text.endswith(":") and len(text) < 300)) else None
        rows = self.tables.paragraphs(table, caption)
        if not rows:
            self.left["labels"] += sum(bare_length(line.text) for line in table.lines)
        if rows:
            self.drafts.append(Draft("table", [Piece(table.lines[-1])], None, self.path.headings, rows=tuple(rows)))
        self.current = None

    def _caption(self, units: Sequence[Unit], at: int) -> int:
        """How many units from ``at`` on are a caption of a figure or table, taken in; 0 where none is."""
        line = units[at]
        if not isinstance(line, Line):
            return 0
        if any(pattern.fullmatch(line.text) for pattern in self.wordings.sources) and line.size < self.look.size + 1.5:
            taken = len(self._running_on(units, at))
            if line.size < self.look.size - 0.4 or taken == 1:
                return taken
        if not any(pattern.fullmatch(line.text) for pattern in self.wordings.captions):
            return 0
        if self._continues(line):
            return 0
        lines = [line]
        for unit in units[at + 1 : at + 5]:
            if not isinstance(unit, Line) or not 0 < lines[-1].base - unit.base < 1.9 * unit.size:
                break
            if printed_number(unit.text)[0] or not (unit.bold or unit.italic or len(lines) == 1 or alike(unit, lines[-1])):
                break
            if not unit.bold and lines[-1].bold:
                break
            lines.append(unit)
        self._add("caption", [Piece(one) for one in lines])
        return len(lines)

    def _running_on(self, units: Sequence[Unit], at: int) -> list[Unit]:
        """The unit at ``at`` and the lines of its size that follow close below it."""
        found = [units[at]]
        for unit in units[at + 1 :]:
            last = found[-1]
            if not isinstance(unit, Line) or not isinstance(last, Line) or abs(unit.size - last.size) > 0.3:
                break
            if not 0 < last.base - unit.base < 1.35 * unit.size:
                break
            found.append(unit)
        return found

    def _continues(self, line: Line) -> bool:
        """Whether the paragraph above, open and full to its last line, runs on in this line."""
        above = self.above
        if self.current is None or above is None or self.current.last is not above:
            return False
        step = above.base - line.base
        return (
            0 < step <= 1.18 * self.layout.pitch(line)
            and not ended(above.text)
            and not self.layout.room(above, line)
            and alike(above, line)
        )

    def _touches(self, line: Line) -> bool:
        """Whether the paragraph above goes down to the line without a gap, and does not end short of its column's edge."""
        above = self.above
        if self.current is None or above is None or self.current.last is not above or not alike(above, line):
            return False
        step = above.base - line.base
        closed = self.layout.room(above, line) and ended(above.text)
        return 0 < step <= 1.18 * self.layout.pitch(line) and not closed

    def _heading(self, units: Sequence[Unit], at: int) -> int:
        line = units[at]
        if not isinstance(line, Line):
            return 0
        if id(line) in self.plain:
            return 0
        if looks_heading(line, self.look):
            if self._continues(line) or self._touches(line):
                return 0
            lines = [line]
            for unit in units[at + 1 :]:
                if not isinstance(unit, Line) or not one_heading(lines[-1], unit, self.look):
                    break
                lines.append(unit)
            after = units[at + len(lines)] if at + len(lines) < len(units) else None
            if isinstance(after, Line) and runs_in(lines[-1], after, self.layout):
                return 0
            if FIGURE.fullmatch(line.text):
                return 0
            if (
                not is_heading(lines, self.look)
                or numbered_text(lines, self.last_number)
                or (after is None and self._overleaf(lines[-1]))
            ):
                self.plain |= {id(one) for one in lines}
                return 0
        else:
            lines = set_apart(units, at, self.above, self.layout)
            if not lines or not is_heading(lines, self.look):
                return 0
        self.path.met(" ".join(one.text for one in lines), lines[0])
        self.current = None
        return len(lines)

    def _overleaf(self, line: Line) -> bool:
        """Whether what a page ends with goes on at the top of the next one."""
        below = self.below
        return below is not None and below.text[0].islower() and alike(line, below) and line.bold == below.bold

    def _figure(self, units: Sequence[Unit], at: int) -> int:
        """A large figure with what it counts below it, taken in as one paragraph; 0 where there is none."""
        line = units[at]
        if not isinstance(line, Line) or line.size < self.look.size + 3 or not FIGURE.fullmatch(line.text):
            return 0
        lines = [line]
        for unit in units[at + 1 : at + 5]:
            if not isinstance(unit, Line) or not stacked(line, unit) or FIGURE.fullmatch(unit.text):
                break
            if not 0 < lines[-1].base - unit.base < 1.6 * max(lines[-1].size, unit.size):
                break
            lines.append(unit)
        if len(lines) > 1:
            self._add("text", [Piece(one) for one in lines])
            self.current = None
        return len(lines) if len(lines) > 1 else 0

    def _line(self, line: Line, following: Line | None) -> None:
        if self._label(line, following):
            return
        current = self.current
        begins = current is None or self._begins(current, line)
        if begins and (resumed := self._left_open(line)):
            resumed.pieces.append(Piece(line))
            self.current = resumed
        elif current is None or begins:
            number, skip = printed_number(line.text)
            listed = not number and bool(behind_bullet(line.text))
            lead_in = self._lead_in(current, line) if listed or number else None
            self.current = self._add("text", [Piece(line, skip=skip or behind_bullet(line.text))], number)
            self.current.listed, self.current.lead_in = listed, lead_in
            self._count(number)
        else:
            current.pieces.append(Piece(line))

    def _lead_in(self, before: Draft | None, line: Line) -> str | None:
        """The text that an item of a list completes: the paragraph above it that ends in a colon, or that of the item above."""
        if before is None or before.last.page < line.page - 1:
            return None
        if before.text.endswith(":") and not before.lead_in:
            text, _ = joined(before.pieces, self.tables.hyphens)
            return text if len(text) <= _LEAD_IN else None
        return before.lead_in

    def _left_open(self, line: Line) -> Draft | None:
        """The paragraph, some way above, whose sentence a line that begins in lower case goes on with: frames stood between."""
        if not line.text[0].islower() or BULLET.match(line.text) or LETTERED.match(line.text):
            return None
        for draft in reversed(self.drafts[-_BACK:]):
            last = draft.last
            if (
                draft.kind != "text"
                or (frame_of(last) != frame_of(line) and None in (frame_of(last), frame_of(line)))
                or ended(last.text)
                or last.page < line.page - 1
                or (last.page == line.page and last is self.above)
            ):
                continue
            near = last.page < line.page or line.base > last.base or stacked(last, line)
            if near and alike(last, line) and last.bold == line.bold and not self.layout.short(last):
                return draft
        return None

    def _count(self, number: str | None) -> None:
        if number:
            self.last_number = int(number.split(".")[0])

    def _label(self, line: Line, following: Line | None) -> bool:
        """Whether a line is a label in a chart or a map: without letters, or small and short and no part of a sentence.

        One of several words is taken in by itself.
        """
        if not re.search(r"[^\W\d_]", line.text):
            label = not self._continues(line)
            self.left["labels"] += bare_length(line.text) if label else 0
            return label
        words = len(line.text.split())
        if line.size > self.look.size - 0.6 or ended(line.text) or words > 6 or behind_bullet(line.text):
            return False
        if id(line) in self.prose:
            return False
        near = [one for one in (self.above, following) if one and stacked(one, line) and alike(one, line)]
        if any(abs(one.base - line.base) < 1.5 * line.size and len(one.text.split()) > 6 for one in near):
            return False
        if words > 2:
            self._add("label", [Piece(line)])
        else:
            self.left["labels"] += bare_length(line.text)
        return True

    def _begins(self, draft: Draft, line: Line) -> bool:
        """Whether a line begins a paragraph, ``draft`` being the one before it."""
        last = draft.last
        if last is not self.above or last.page != line.page or not 0 < last.base - line.base < 3.5 * line.size:
            return not self._resumes(draft, line)
        if not alike(last, line) or not stacked(last, line):
            return True
        room, closed = self.layout.room(last, line), bool(ended(last.text))
        gap = last.base - line.base > max(1.18 * self.layout.pitch(line), self.layout.pitch(line) + 1.5)
        if LETTERED.match(line.text) and (room or gap or re.search(r"[.;:,]$|\b(?:and|or)$", last.text)):
            return not draft.takes_items()
        item = not _DASH.match(line.text) or (draft.listed and last.text.endswith((";", ",")))
        if BULLET.match(line.text) and (room or gap or closed or item):
            return True
        if last.bold != line.bold and (room or gap) and closed:
            return True
        number = printed_number(line.text)[0]
        if number and (gap or room or closed) and self._expected(number, gap):
            return True
        if gap:
            return True
        if self._indented(draft, line, room or closed):
            return True
        return room and (closed or (self.layout.short(last) and not line.text[0].islower()))

    def _expected(self, number: str, gap: bool) -> bool:
        """Whether a number is the next one, or one that begins a count ("1", "2.1")."""
        first, _, rest = number.partition(".")
        if rest:
            return gap or int(first) == self.last_number or int(first) == self.last_number + 1
        return gap or int(first) in {self.last_number + 1, 1}

    def _indented(self, draft: Draft, line: Line, ended: bool) -> bool:
        """Whether the line's left edge says that it begins a paragraph."""
        last = draft.last
        step = line.left - last.left
        depth = sum(1 for piece in draft.pieces if piece.line.page == line.page)
        if step > 0.8 * line.size:
            return ended and (depth > 1 or not draft.listed)
        if step < -0.8 * line.size and depth > 1:
            return ended
        return False

    def _resumes(self, draft: Draft, line: Line) -> bool:
        """Whether a paragraph goes on in a line that stands elsewhere: on the next page, in the next column, below a figure."""
        last = draft.last
        if abs(last.size - line.size) > 0.7 or last.bold != line.bold:
            return False
        text = line.text
        if LETTERED.match(text):
            return draft.takes_items()
        number = printed_number(text)[0]
        if BULLET.match(text) or (number and (ended(last.text) or self._expected(number, "." not in number))):
            return False
        if not ended(last.text):
            return text[0].islower() or not self.layout.short(last) or draft.number is not None
        moved = last.page != line.page or line.base > last.base
        full = not self.layout.room(last, line)
        return moved and full and last.text[-1] != ":" and not text[0].islower() and draft.number is not None

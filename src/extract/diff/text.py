"""A diff as text for a terminal or a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import click

from extract.diff.change import KINDS, Diff, ReportPair, SideFacts
from extract.diff.marks import Piece
from extract.diff.phrase import SIGNS, detail, differences_in_lines, tie_in_words
from extract.diff.summary import Summary, summarize
from extract.diff.view import Block, Line, blocks

_COLOURS = {"added": "green", "removed": "red", "changed": "yellow"}
_INDENT = "      "
# What a terminal would take for a command: a report's text must not move the cursor or paint the screen.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Style:
    """How it is written: with colours or with marks that need none, and how many columns there are."""

    colour: bool = False
    width: int = 100

    def paint(self, text: str, **how: object) -> str:
        """The text in a colour, where there are colours."""
        return click.style(text, **how) if self.colour else text  # type: ignore[arg-type]


def safe(text: str) -> str:
    """A text without characters that a terminal obeys."""
    return _CONTROL.sub("\ufffd", text)


def as_text(diff: Diff, style: Style | None = None, detailed: bool = True) -> Iterator[str]:
    """The lines of a diff: the summary, then (``detailed``) each change with its sentence, page, rule and why."""
    style = style or Style()
    summary = summarize(diff)
    yield from _summary(diff, summary, style)
    if not detailed:
        return
    for pair in diff.reports:
        if pair.changes:
            yield from _report(pair, style)


def _summary(diff: Diff, summary: Summary, style: Style) -> Iterator[str]:
    yield _side("OLD", diff.old) + "\n"
    yield _side("NEW", diff.new) + "\n"
    yield f"reports     {reports_in_words(summary)}\n"
    yield f"paragraphs  {paragraphs_in_words(summary)}\n"
    for line in differences_in_words(diff):
        yield f"runs        {safe(line)}\n"
    yield "\n"
    if not summary.total:
        yield style.paint("No value differs.", bold=True) + "\n"
    else:
        yield style.paint(f"{'':12}{'added':>8}{'removed':>9}{'changed':>9}", bold=True) + "\n"
        for field, kinds in summary.counts.items():
            yield f"{field:12}{kinds['added']:>8,}{kinds['removed']:>9,}{kinds['changed']:>9,}\n"
        if len(summary.counts) > 1:
            sums = [sum(kinds[kind] for kinds in summary.counts.values()) for kind in KINDS]
            yield f"{'all':12}{sums[0]:>8,}{sums[1]:>9,}{sums[2]:>9,}\n"
    yield f"\n{style.paint('people trained', bold=True)}  {people_in_words(summary.people)}\n"
    if summary.by_another_rule:
        yield f"{same_in_words(summary.by_another_rule)}\n"
    for title, found in (("why", summary.why), ("what most changes have in common", summary.common)):
        if found:
            yield f"\n{style.paint(title, bold=True)}\n"
            for one in found:
                yield f"{one.count:>8,} of {summary.total:,}  {safe(one.words)}\n"


def _side(name: str, side: SideFacts) -> str:
    return f"{name:12}{safe(side_in_words(side))}"


def side_in_words(side: SideFacts) -> str:
    """A side in a line: where it is, how much it holds, what made it."""
    told = f"{side.path}: {_count(side.reports, 'report')}, {_count(side.records, 'record')}"
    if side.versions is None:
        return f"{told} (no run.json)"
    made = f"extract {side.versions.get('extract', '?')}, model {side.versions.get('model', '?')}"
    return f"{told} ({made}, rules {(side.fingerprint or '?')[:8]})"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def reports_in_words(summary: Summary) -> str:
    """How the reports met."""
    return _told({"compared": summary.compared, "only in OLD": summary.only_old, "only in NEW": summary.only_new})


def paragraphs_in_words(summary: Summary) -> str:
    """How the paragraphs that hold a record met."""
    met = summary.paragraphs
    return _told(
        {"word for word": met.same, "reworded": met.reworded, "only in OLD": met.only_old, "only in NEW": met.only_new}
    )


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {words}" for words, count in counts.items() if count) or "none"


def people_in_words(people: Sequence[int]) -> str:
    """People trained before and after."""
    before, after = people
    change = f"{after - before:+,}" if after != before else "no change"
    return f"{before:,} → {after:,} ({change}; completed, each counted once)"


def same_in_words(count: int) -> str:
    """How many values only another rule gave."""
    return f"{_count(count, 'more value')} {'is' if count == 1 else 'are'} the same, but given by another rule"


def differences_in_words(diff: Diff) -> list[str]:
    """In what the two runs differ, a line each; the first few of many."""
    if diff.old.versions is None or diff.new.versions is None:
        missing = [name for name, side in (("OLD", diff.old), ("NEW", diff.new)) if side.versions is None]
        return [f"{' and '.join(missing)} without run.json: rules and versions cannot be compared"]
    return differences_in_lines(diff.differences) or ["same rules, model and software"]


def _report(pair: ReportPair, style: Style) -> Iterator[str]:
    yield "\n"
    tie = tie_in_words(pair.tie)
    only = "" if pair.old and pair.new else f"only in {'OLD' if pair.old else 'NEW'}"
    head = safe(pair.name) + "".join(f"  ({one})" for one in (tie, only) if one)
    yield style.paint(head, bold=True, underline=True) + "\n"
    if pair.people[0] != pair.people[1]:
        yield f"people trained {people_in_words(pair.people)}\n"
    for block in blocks(pair):
        yield from _block(block, style)


def _block(block: Block, style: Style) -> Iterator[str]:
    yield f"\n  {style.paint(safe(block.title), fg='cyan')}\n"
    for number, why in enumerate(block.why):
        yield f"    {'why:' if number == 0 else '    '} {safe(why)}\n"
    for group in block.groups:
        for line in group.lines:
            yield from _line(line, () if block.why else line.why, style)
        if group.pieces:
            yield from _sentence(group.pieces, style)


def _line(line: Line, causes: Sequence[str], style: Style) -> Iterator[str]:
    change = line.change
    told = safe(detail(change))
    head = f"    {SIGNS[change.kind]} {change.field:11}  "
    rules = f"  [{safe(', '.join(line.rules))}]" if line.rules else ""
    yield (
        f"{style.paint(head, fg=_COLOURS[change.kind])}{style.paint(safe(change.name), bold=True)}{': ' if told else ''}{told}"
        f"{style.paint(rules, dim=True)}\n"
    )
    for number, why in enumerate(causes):
        yield f"{_INDENT}{'why:' if number == 0 else '    '} {safe(why)}\n"


def _sentence(pieces: Sequence[Piece], style: Style) -> Iterator[str]:
    """The sentence, wrapped, differing words marked: in colours, else as [-old-] and {+new+}."""
    column = len(_INDENT) + 2
    line = f"{_INDENT}| "
    for piece in pieces if style.colour else _without_quotes(pieces):
        opening, closing = ("", "") if style.colour else {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", "")}[piece.op]
        words = [opening, *_WORDS.findall(safe(piece.text)), closing]
        for word in words:
            if not word:
                continue
            blank = word.isspace()
            if column + len(word) > style.width and (blank or column > len(_INDENT) + 2) and word not in (closing,):
                yield line.rstrip() + "\n"
                line, column = f"{_INDENT}| ", len(_INDENT) + 2
                if blank:
                    continue
            word = " " if blank else word
            line += _painted(word, piece, style)
            column += len(word)
    yield line.rstrip() + "\n"


def _without_quotes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with neighbours of one kind as one: without colours, quotes are not shown."""
    for op, found in groupby(pieces, key=lambda piece: piece.op):
        yield Piece(op, "".join(piece.text for piece in found))


def _painted(word: str, piece: Piece, style: Style) -> str:
    if piece.op == "-":
        return style.paint(word, fg="red", strikethrough=True)
    if piece.op == "+":
        return style.paint(word, fg="green", bold=piece.quoted)
    return style.paint(word, bold=True) if piece.quoted else word

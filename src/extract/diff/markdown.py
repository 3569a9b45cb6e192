"""A diff as Markdown, for a pull request, a CI job's summary or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.diff.change import KINDS, Diff, ReportPair
from extract.diff.marks import Piece
from extract.diff.phrase import detail, tie_in_words
from extract.diff.summary import Common, Summary, summarize
from extract.diff.text import (
    differences_in_words,
    paragraphs_in_words,
    people_in_words,
    reports_in_words,
    same_in_words,
    side_in_words,
)
from extract.diff.view import Group, Line, blocks

# What Markdown or HTML would take for markup, at any place of a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!@$])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def as_markdown(diff: Diff, detailed: bool = True) -> Iterator[str]:
    """Pieces of a Markdown text: the summary, then (``detailed``) the changes, report by report."""
    summary = summarize(diff)
    yield from _summary(diff, summary)
    if not detailed:
        return
    for pair in diff.reports:
        if pair.changes:
            yield from _report(pair)


def escaped(text: str) -> str:
    """A text that shows as it is written, whatever it holds."""
    plain = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\\2", plain) if not text[:1].isdecimal() else _LINE_START.sub(_escaped_number, plain)


def _escaped_number(match: re.Match[str]) -> str:
    return f"{match.group(1)}{match.group(2)[:-1]}\\{match.group(2)[-1]}"


def _summary(diff: Diff, summary: Summary) -> Iterator[str]:
    yield "## What changed\n\n"
    yield f"- **OLD** {escaped(side_in_words(diff.old))}\n- **NEW** {escaped(side_in_words(diff.new))}\n"
    yield f"- Reports: {reports_in_words(summary)}\n- Paragraphs with a record: {paragraphs_in_words(summary)}\n"
    yield f"- Runs: {escaped('; '.join(differences_in_words(diff)))}\n"
    yield f"- **People trained: {people_in_words(summary.people)}**\n"
    if summary.by_another_rule:
        yield f"- {same_in_words(summary.by_another_rule)}\n"
    if not summary.total:
        yield "\n**No value differs.**\n"
        return
    yield "\n| | added | removed | changed |\n| --- | ---: | ---: | ---: |\n"
    for field, kinds in summary.counts.items():
        yield f"| {field} | {' | '.join(f'{kinds[kind]:,}' for kind in KINDS)} |\n"
    for title, found in (("Why", summary.why), ("What most changes have in common", summary.common)):
        yield from _common(title, found, summary.total)


def _common(title: str, found: Sequence[Common], total: int) -> Iterator[str]:
    if found:
        yield f"\n**{title}**\n\n"
        for one in found:
            yield f"- {one.count:,} of {total:,}: {escaped(one.words)}\n"


def _report(pair: ReportPair) -> Iterator[str]:
    told = [
        tie_in_words(pair.tie),
        "" if pair.old and pair.new else f"only in {'OLD' if pair.old else 'NEW'}",
        f"people trained {people_in_words(pair.people)}" if pair.people[0] != pair.people[1] else "",
    ]
    yield f"\n### {escaped(pair.name)}\n"
    if any(told):
        yield f"\n{'; '.join(one for one in told if one)}\n"
    for block in blocks(pair):
        yield f"\n#### {escaped(block.title)}\n\n"
        if block.why:
            yield f"why: {'; '.join(map(escaped, block.why))}\n\n"
        for group in block.groups:
            yield from _group(group, told=bool(block.why))


def _group(group: Group, told: bool) -> Iterator[str]:
    for line in group.lines:
        yield from _line(line, () if told else line.why)
    if group.pieces:
        yield f"\n  > {''.join(map(_piece, group.pieces))}\n\n"


def _line(line: Line, causes: Sequence[str]) -> Iterator[str]:
    change = line.change
    told = detail(change)
    rules = f" (rule {', '.join(map(escaped, line.rules))})" if line.rules else ""
    why = f"  \n  why: {'; '.join(map(escaped, causes))}" if causes else ""
    yield f"- *{change.kind}* {change.field}: **{escaped(change.name)}**{': ' if told else ''}{escaped(told)}{rules}{why}\n"


def _piece(piece: Piece) -> str:
    """A piece with its marks (tags: stars and tildes do not hold beside letters and brackets); blanks stay outside them."""
    text = piece.text
    inner = text.strip()
    if not inner:
        return " "
    before, after = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    marks = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), "=": ("<b>", "</b>") if piece.quoted else ("", "")}[piece.op]
    return f"{before}{marks[0]}{escaped(inner)}{marks[1]}{after}"

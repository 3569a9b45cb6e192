"""Causes, differences and attributes in words; the same words in every format."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from extract.diff.change import Cause, Change, Difference, Tie
from extract.fields.registry import all_fields, by_name
from extract.fields.value import SURE

_TIES: Mapping[Tie, str] = {
    "asked": "paired by hand",
    "symbol": "",
    "file": "the same file",
    "revision": "a report and its revision",
    "name": "the same file name",
    "series": "editions of a series: the same reporter, nearly the same title",
    "only": "the only report on either side",
}
_MODEL = {
    "model": "model",
    "reader": "reader",
    "software": "software",
    "option": "option",
    "rule": "rule",
    "order": "rules",
    "decisions": "reviewers' decisions",
}
SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def cause_in_words(cause: Cause) -> str:
    """A cause as a sentence without its full stop, ``perhaps`` before what is not certain."""
    words = _WORDS[cause.kind](cause)
    return words if _certain(cause) else f"perhaps {words}"


def causes_in_words(causes: Sequence[Cause]) -> list[str]:
    """All causes of a change, the chief one first; those of which only one may hold in one breath."""
    found = [cause_in_words(cause) for cause in causes if _certain(cause)]
    likely = [_WORDS[cause.kind](cause) for cause in causes if not _certain(cause)]
    if likely:
        perhaps = f"perhaps {', or '.join(likely)}"
        found = [*found, perhaps] if _certain(causes[0]) else [perhaps, *found]
    return found


def _certain(cause: Cause) -> bool:
    """A rule that is the same on both sides did fire on one only: that is no guess, though what made it so may be one."""
    return cause.sure or (cause.kind == "rule" and cause.before == cause.after)


def _person(cause: Cause) -> str:
    if cause.before is None:
        return f"a person {cause.after} it" if cause.after != "accepted" else "a person accepted it as it is"
    if cause.after is None:
        return f"a person had {cause.before} it in OLD; NEW does not know"
    return f"people decided otherwise ({cause.before} in OLD, {cause.after} in NEW)"


def _report(cause: Cause) -> str:
    return f"the report is only in {_side(cause)}"


def _side(cause: Cause) -> str:
    return "NEW" if cause.before is None else "OLD"


def _text(cause: Cause) -> str:
    if cause.subject == "sentence":
        return "the report's text changed"
    if cause.subject == "elsewhere":
        return "the text of the paragraph changed, though not this sentence"
    if cause.subject == "report":
        return "the text of the report changed elsewhere"
    other = "OLD" if cause.before is None else "NEW"
    if cause.sure:
        return f"the paragraph is only in {_side(cause)}"
    return f"the paragraph is only in {_side(cause)}, or nothing was drawn from it in {other}"


def _reader(cause: Cause) -> str:
    if not cause.subject:
        return "the same file gave another text"
    return f"the same file was read by another version: {cause.subject} {_arrow(cause.before, cause.after)}"


def _wording(cause: Cause) -> str:
    return f"the same file was read by other rules: {_edit(cause)}"


def _rule(cause: Cause) -> str:
    if cause.subject == "patterns":
        return f"the rules or their order differ: {_arrow(cause.before, cause.after)}"
    if cause.before == cause.after:
        return f"rule {cause.subject} {'fired' if cause.fired[1] else 'no longer fired'}"
    fired = {(False, True): " and fired", (True, False): " and no longer fired"}.get(cause.fired, "")
    return _edit(cause) if cause.after is None else f"{_edit(cause)}{fired}"


def _rules(cause: Cause) -> str:
    return f"another of the rules for {cause.subject} that differ"


def _edit(cause: Cause) -> str:
    if cause.before is None:
        return f"rule {cause.subject} is new"
    return f"rule {cause.subject} was {'taken away' if cause.after is None else 'edited'}"


def _header(cause: Cause) -> str:
    return f"the {cause.subject} known of the report: {_arrow(cause.before, cause.after)}"


def _version(cause: Cause) -> str:
    return f"{cause.subject} {_arrow(cause.before, cause.after)}"


def _model(cause: Cause) -> str:
    return f"model {_arrow(cause.before, cause.after)}"


def _unknown(cause: Cause) -> str:
    if cause.subject == "run.json":
        return "not known: a side has no run.json to tell its rules and versions"
    return "not known: text, rules, model and software are the same on both sides"


_WORDS = {
    "person": _person,
    "report": _report,
    "text": _text,
    "reader": _reader,
    "wording": _wording,
    "rule": _rule,
    "rules": _rules,
    "header": _header,
    "model": _model,
    "software": _version,
    "unknown": _unknown,
}


def _arrow(before: object, after: object) -> str:
    return f"{value_in_words(before)} → {value_in_words(after)}"


def value_in_words(value: Any) -> str:
    """An attribute's value as people write it; an en dash where there is none."""
    if value is None or value in ("", (), []):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def attribute_in_words(name: str, before: Any, after: Any) -> str:
    """What differs of a value: ``count 40 → 60``."""
    before, after = _number(name, before), _number(name, after)
    return f"{name.replace('_', ' ')} {_arrow(before, after)}"


def detail(change: Change) -> str:
    """What to know of a value beside its name: all of what differs, or, where it came or went, what it says."""
    if change.kind == "changed":
        return "; ".join(attribute_in_words(*one) for one in change.attributes)
    value = change.after or change.before or {}
    told = [_said(name, value[name]) for name in (*by_name(change.field).told, "review") if value.get(name)]
    if value.get("status") == "planned":
        told.insert(0, "planned")
    if value.get("confidence", SURE) < SURE:
        told.append(f"confidence {value['confidence']:.2f}")
    return "; ".join(told)


def _said(name: str, value: Any) -> str:
    return f"{name.replace('_', ' ')} {value_in_words(_number(name, value))}"


def _number(name: str, value: Any) -> Any:
    """A number as people write it: thousands parted where the tables part them (years are not)."""
    if name not in _parted() or not isinstance(value, int | float):
        return value
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


@functools.lru_cache(maxsize=1)
def _parted() -> frozenset[str]:
    return frozenset(column.shows for field in all_fields() for column in field.columns if column.thousands)


def tie_in_words(tie: Tie | None) -> str:
    """Why two reports are compared; empty where they carry the same symbol."""
    return _TIES[tie] if tie else ""


def differences_in_lines(found: Sequence[Difference]) -> list[str]:
    """In what two runs differ, in few lines: rules by what became of them, everything else by name."""
    lines = []
    rules = [one for one in found if one.what == "rule"]
    for words, fits in _EDITS.items():
        names = [one.name for one in rules if fits(one)]
        if names:
            more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
            lines.append(f"{len(names):,} {'rule' if len(names) == 1 else 'rules'} {words}: {', '.join(names[:_NAMED])}{more}")
    return lines + [difference_in_words(one) for one in found if one.what != "rule"]


_EDITS: Mapping[str, Callable[[Difference], bool]] = {
    "edited": lambda one: one.before is not None and one.after is not None,
    "new": lambda one: one.before is None,
    "taken away": lambda one: one.after is None,
}
# So many of the rules that differ are named, those whose firing changed most.
_NAMED = 4


def difference_in_words(difference: Difference) -> str:
    """In what two runs differ: ``rule partners.role.with was edited``."""
    what = _MODEL.get(difference.what, difference.what)
    if difference.what == "rule":
        return _edit(Cause("rule", difference.name, difference.before, difference.after))
    name = "" if difference.what in ("model", "order", "decisions") else f" {difference.name}"
    return f"{what}{name} {_arrow(difference.before, difference.after)}"

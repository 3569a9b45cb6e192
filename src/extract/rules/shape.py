"""What a rule or a row is made of: keys and columns that nothing reads, and regular expressions that are none.

The bundled rules are the measure: a key is known where a bundled rule of the same file and the same ``use`` has it.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from extract.rules.finding import Finding
from extract.rules.load import OWN_KEYS, Patterns, Row, Rule
from extract.rules.unknown import unknown_column

# Keys whose value is a regular expression in each file that has them; words in braces are filled in by the component.
REGEX_KEYS = ("pattern", "before", "after", "sentence", "unless_before", "unless_after", "unless_sentence", "unless_object")
EVIDENCE = "/evidence.yaml"
_FILLED_IN = re.compile(r"\{[A-Za-z_]\w*\}")
_ALIKE = 0.8


def shapes(patterns: Patterns, base: Patterns) -> list[Finding]:
    """Unknown keys, unknown columns and wrong regular expressions in ``patterns``, measured by the bundled rules ``base``."""
    found: list[Finding] = []
    for name, rules in patterns.rules.items():
        known = _known(base.rules.get(name, ()))
        # What a cue may say is told by the matcher that reads it, whether or not a bundled one says it.
        own_keys = name.endswith(EVIDENCE)
        for rule in rules:
            found += () if own_keys else _keys(rule, known)
            found += _regexes(rule, rule.body, "")
    for name, rows in patterns.tables.items():
        given = base.tables.get(name, ())
        columns = set(given[0].cells) | {"off", "id"} if given else set()
        found += _columns(rows, columns)
    return found


def _known(rules: tuple[Rule, ...]) -> Mapping[str, Counter[str]]:
    known: dict[str, Counter[str]] = {}
    for rule in rules:
        known.setdefault(_use(rule), Counter()).update(list(rule.body))
    return known


def _use(rule: Rule) -> str:
    return str(rule.body.get("use", ""))


def _keys(rule: Rule, known: Mapping[str, Counter[str]]) -> Iterator[Finding]:
    if _use(rule) not in known:
        uses = ", ".join(sorted(use for use in known if use)) or "none"
        yield _unknown(rule, f"use is {_use(rule) or 'not given'}; the uses in this file are: {uses}")
        return
    here = known[_use(rule)]
    elsewhere = {key: use for use, keys in known.items() for key in keys}
    for key in rule.body:
        alike = difflib.get_close_matches(key, [one for one in (*here, *OWN_KEYS) if one != key], 1, _ALIKE)
        once = key in here and here[key] == 1 and bool(alike) and (alike[0] in OWN_KEYS or here[alike[0]] > 1)
        if key in here and not once:
            continue
        if alike:
            yield _unknown(rule, f"nothing reads {key}; did you mean {alike[0]}?")
        elif key in elsewhere:
            yield _unknown(rule, f"{key} is read in rules of use {elsewhere[key]} only")
        else:
            yield _unknown(rule, f"nothing reads {key}; rules like this one may have: {', '.join(sorted({*here, *OWN_KEYS}))}")


def _unknown(entry: Rule | Row, reason: str) -> Finding:
    return Finding("unknown_key", entry.file, entry.line, entry.id, reason)


def _regexes(rule: Rule, body: Mapping[str, Any], above: str) -> Iterator[Finding]:
    for key, value in body.items():
        shown = f"{above}{key}"
        if isinstance(value, Mapping):
            yield from _regexes(rule, value, f"{shown}.")
        elif key in REGEX_KEYS:
            for one in value if isinstance(value, list) else [value]:
                reason = _no_regex(one)
                if reason:
                    yield Finding("regex", rule.file, rule.line, rule.id, f"{shown} is no regular expression: {reason}")


def _no_regex(value: object) -> str:
    if not isinstance(value, str):
        return ""
    try:
        re.compile(_FILLED_IN.sub("x", value))
    except re.error as error:
        return str(error)
    return ""


def _columns(rows: tuple[Row, ...], columns: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in rows:
        if row.file in seen or not columns:
            continue
        seen.add(row.file)
        for name in row.cells:
            if name and name not in columns:
                yield Finding("error", row.file, row.line, row.id, unknown_column(name, columns))

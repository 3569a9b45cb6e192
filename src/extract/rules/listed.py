"""Word lists of a rule inside its regular expressions: ``{titles}`` stands for any word of the rule's list ``titles``."""

from __future__ import annotations

import re

from extract.rules.load import Rule


def filled(pattern: str, rule: Rule) -> str:
    """``pattern`` with each list of the rule in the place of its name in braces, longest words first, blanks of any width."""
    for name, words in rule.body.items():
        if isinstance(words, list) and f"{{{name}}}" in pattern:
            listed = sorted(map(str, words), key=len, reverse=True)
            either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)
            pattern = pattern.replace(f"{{{name}}}", either)
    return pattern

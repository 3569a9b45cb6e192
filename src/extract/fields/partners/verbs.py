"""The forms of English verbs, so that a rule's list names each verb once."""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


def forms(verb: str) -> tuple[str, ...]:
    """All forms of a verb: base, third person, past, participles. ``hold=held`` names the past of an irregular one.

    A hyphen may be written or not (``co-host``); ``equip+`` doubles its last letter.
    """
    stem, _, past = verb.partition("=")
    doubled = stem.endswith("+")
    stem = stem.removesuffix("+")
    twice = stem + stem[-1] if doubled or _DOUBLED.match(stem) else stem
    third = f"{stem[:-1]}ies" if _ends_in_y(stem) else f"{stem}es" if re.search(r"(?:s|x|z|ch|sh|o)$", stem) else f"{stem}s"
    if stem.endswith("e"):
        regular, ing = f"{stem}d", f"{stem[:-1]}ing"
    elif _ends_in_y(stem):
        regular, ing = f"{stem[:-1]}ied", f"{stem}ing"
    else:
        regular, ing = f"{twice}ed", f"{twice}ing"
    pasts = past.split("/") if past else [regular]
    return tuple(dict.fromkeys(form.replace("-", "-?") for form in (stem, third, ing, *pasts)))


def _ends_in_y(stem: str) -> bool:
    return stem.endswith("y") and stem[-2:-1] not in _VOWELS

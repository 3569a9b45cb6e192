"""One decision of one person on one value, as a line of ``decisions.jsonl``."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from extract.fields.registry import names

# accept, correct, reject: on a value that the machine gave (or a person added); add: on one that it missed; note: a comment
# alone; undo: takes back another line.
Verdict = Literal["accept", "correct", "reject", "add", "note", "undo"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Decision:
    """Who said what of which value, when.

    ``paragraph`` is the fingerprint of the text (``fingerprint``), ``value`` the value's identity within its field
    (``extract.fields.field.Field.key``). ``was`` and ``becomes`` are values in the form of ``portable``: what the machine
    gave (None for an added value), what it is (None for a rejected one). ``when`` is UTC, ISO 8601. ``undo`` is the id of the line
    that this one takes back. ``bulk`` says that it was decided together with others, unseen.
    """

    id: str
    when: str
    who: str
    verdict: Verdict
    paragraph: str
    field: str
    value: str
    was: Mapping[str, Any] | None = None
    becomes: Mapping[str, Any] | None = None
    comment: str = ""
    undo: str | None = None
    bulk: bool = False
    report: str = ""
    record: str = ""


def new_id() -> str:
    """An id that no other line has, on whatever machine it was made."""
    return secrets.token_hex(6)


def fingerprint(text: str) -> str:
    """16 hex digits that tell a paragraph by its text, however its blanks and line ends fall (SHA-256 of the NFC form)."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def line_of(decision: Decision) -> str:
    """The line without its line end. What is empty is left out; what a reader looks for comes first."""
    found: dict[str, Any] = {
        "when": decision.when,
        "who": decision.who,
        "verdict": decision.verdict,
        "report": decision.report,
        "field": decision.field,
        "value": decision.value,
        "comment": decision.comment,
        "was": decision.was,
        "is": decision.becomes,
        "undo": decision.undo,
        "bulk": decision.bulk,
        "record": decision.record,
        "paragraph": decision.paragraph,
        "id": decision.id,
    }
    return json.dumps({name: part for name, part in found.items() if part not in (None, "", False)}, ensure_ascii=False)


def decision_of(line: str) -> Decision:
    """The decision that a line holds. Raises ``ValueError`` saying in words what is wrong with it."""
    try:
        given = json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deep") from None
    except ValueError:
        raise ValueError("is no JSON") from None
    if not isinstance(given, dict):
        raise ValueError("is no JSON object")
    for name in ("id", "when", "who", "verdict"):
        if not isinstance(given.get(name), str) or not given[name]:
            raise ValueError(f"has no {name}")
    verdict = given["verdict"]
    if verdict not in VERDICTS:
        raise ValueError(f"has the verdict “{verdict}”; there are {', '.join(VERDICTS)}")
    if verdict == "undo":
        if not isinstance(given.get("undo"), str):
            raise ValueError("takes nothing back: undo must hold the id of another line")
    else:
        _check_subject(given, verdict)
    texts = {name: str(given.get(name) or "") for name in ("paragraph", "field", "value", "comment", "report", "record")}
    return Decision(
        id=given["id"],
        when=given["when"],
        who=given["who"],
        verdict=verdict,
        was=given.get("was"),
        becomes=given.get("is"),
        undo=given.get("undo"),
        bulk=given.get("bulk") is True,
        **texts,
    )


def _check_subject(given: Mapping[str, Any], verdict: str) -> None:
    if given.get("field") not in names():
        raise ValueError(f"needs a field: one of {', '.join(names())}")
    for name in ("paragraph", "value"):
        if not isinstance(given.get(name), str) or not given[name]:
            raise ValueError(f"has no {name}")
    for name in ("was", "is"):
        if given.get(name) is not None and not isinstance(given[name], dict):
            raise ValueError(f"{name} is no value")
    if verdict in {"accept", "correct", "add"} and given.get("is") is None:
        raise ValueError(f"{verdict}s nothing: is must hold the value")
    if verdict in {"accept", "correct", "reject"} and given.get("was") is None:
        raise ValueError(f"{verdict}s nothing: was must hold the value that it is about")

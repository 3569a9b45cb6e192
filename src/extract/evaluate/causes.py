"""Why an error came about: the rule that gave what is wrong, the rule that turned down what was missed, or no rule at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.evaluate.gold import GoldItem, GoldPartner, GoldTrained
from extract.evaluate.score import Error, folded_name
from extract.fields.countries import countries_in
from extract.language.numbers import numbers
from extract.records.record import Record, TurnedDown
from extract.records.sentences import sentence_at
from extract.rules.load import Patterns

NO_CANDIDATE = "no rule proposed it"


@dataclass(frozen=True, slots=True)
class Explained:
    """An error with its cause: the rule's id (empty where there is none), what happened in words, the sentence (may be empty)."""

    error: Error
    rule: str
    cause: str
    sentence: str


def explained(
    errors: Iterable[Error],
    gold: Sequence[GoldItem],
    records: Iterable[Record],
    turned_down: Mapping[str, Sequence[TurnedDown]],
    patterns: Patterns,
) -> list[Explained]:
    """Each error with its cause; ``turned_down`` holds the candidates that rules turned down, by the paragraph's id."""
    texts = {item.id: item.text for item in gold}
    held: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        held[record.source.id].append(record)
    return [_explained(error, texts[error.id], held[error.id], turned_down.get(error.id, ()), patterns) for error in errors]


def _explained(error: Error, text: str, records: Sequence[Record], down: Sequence[TurnedDown], patterns: Patterns) -> Explained:
    if error.kind == "missed":
        return _missed(error, text, records, [one for one in down if one.field == error.field], patterns)
    first = error.mentions[0] if error.mentions else None
    sentence = text[slice(*sentence_at(text, first.start))] if first else ""
    rule = first.rule if first else ""
    if error.kind == "wrong":
        return Explained(error, rule, "the rule gave what gold does not hold", sentence)
    if error.kind == "role":
        return Explained(error, rule, "the rule gave another role", sentence)
    return Explained(error, rule, f"differs in {', '.join(error.attributes)}", sentence)


def _missed(error: Error, text: str, records: Sequence[Record], down: Sequence[TurnedDown], patterns: Patterns) -> Explained:
    for one in down:
        if _denotes(one.text, error, patterns):
            return Explained(error, one.rule, f"turned down: {one.reason}", text[slice(*sentence_at(text, one.start))])
    at = _place(error, text)
    sentence = text[slice(*sentence_at(text, at))] if at is not None else ""
    if isinstance(error.wanted, GoldPartner):
        wanted = folded_name(error.wanted.name)
        found = [one.name for record in records for one in record.partners] + [one.text for one in down]
        near = next((one for one in found if _overlap(folded_name(one), wanted)), None)
        if near:
            return Explained(error, "", f"the name's bounds differ: “{near}”", sentence)
    return Explained(error, "", NO_CANDIDATE, sentence)


def _denotes(text: str, error: Error, patterns: Patterns) -> bool:
    """Whether a candidate's words are what gold holds."""
    wanted = error.wanted
    if isinstance(wanted, GoldTrained):
        return any(number.value == wanted.count for number in numbers(text))
    if isinstance(wanted, GoldPartner):
        return folded_name(text) == folded_name(wanted.name)
    if error.field == "countries":
        return wanted in countries_in(text, patterns)
    return bool(wanted) and folded_name(text) in folded_name(str(wanted))


def _place(error: Error, text: str) -> int | None:
    """Where in the text what was missed stands, as far as its words tell."""
    if isinstance(error.wanted, GoldTrained):
        return next((one.start for one in numbers(text) if one.value == error.wanted.count), None)
    if isinstance(error.wanted, GoldPartner):
        found = text.casefold().find(error.wanted.name.casefold())
        return found if found >= 0 else None
    return None


def _overlap(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and f" {shorter} " in f" {longer} "


def grouped(found: Iterable[Explained]) -> dict[str, list[tuple[str, str, int]]]:
    """By field: ``(rule, cause, errors)``, the most frequent first."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in found:
        counts[one.error.field][(one.rule, one.cause)] += 1
    return {
        name: [(rule, cause, number) for (rule, cause), number in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))]
        for name, counter in counts.items()
    }

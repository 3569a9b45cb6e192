"""Why an error came about: the rule that gave what is wrong, the rule that turned down what was missed, or no rule at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.evaluate.gold import GoldItem
from extract.fields.gold import Error
from extract.fields.registry import by_name
from extract.language.mention import TurnedDown
from extract.language.sentences import sentence_at
from extract.records.record import Record
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
    what = f"differs in {', '.join(error.attributes)}" if error.attributes else "the sum of the paragraph differs"
    return Explained(error, rule, what, sentence)


def _missed(error: Error, text: str, records: Sequence[Record], down: Sequence[TurnedDown], patterns: Patterns) -> Explained:
    for one in down:
        if by_name(error.field).gold.denotes(one.text, error.wanted, patterns):
            return Explained(error, one.rule, f"turned down: {one.reason}", text[slice(*sentence_at(text, one.start))])
    field = by_name(error.field)
    at = field.gold.place(text, error.wanted)
    sentence = text[slice(*sentence_at(text, at))] if at is not None else ""
    found = [value for record in records for value in record.values(error.field)]
    near = field.gold.near(error.wanted, found, [one.text for one in down])
    if near:
        return Explained(error, "", f"the name's bounds differ: “{near}”", sentence)
    return Explained(error, "", NO_CANDIDATE, sentence)


def grouped(found: Iterable[Explained]) -> dict[str, list[tuple[str, str, int]]]:
    """By field: ``(rule, cause, errors)``, the most frequent first."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in found:
        counts[one.error.field][(one.rule, one.cause)] += 1
    return {
        name: [(rule, cause, number) for (rule, cause), number in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))]
        for name, counter in counts.items()
    }

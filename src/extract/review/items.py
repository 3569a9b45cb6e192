"""What the page shows of a paragraph: plain data, report text as it stands (the page never takes it for markup)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.decisions.decision import Decision
from extract.decisions.listing import shown
from extract.decisions.machine_output import MachineParagraph
from extract.decisions.merge import Entry, Merged
from extract.decisions.values import Portable, changed, rules_of
from extract.fields.field import Field
from extract.fields.registry import all_fields, by_name
from extract.language.sentences import sentence_at
from extract.review.against import Since
from extract.review.priority import Experience, priority


def paragraph_of(
    number: int, machine: MachineParagraph, merged: Mapping[str, Merged], experience: Experience, since: Since
) -> dict[str, Any]:
    """A paragraph's text and place, its items in the order of the fields, and what an older output said besides."""
    items = []
    countries: list[str] = []
    for field in all_fields():
        sums = _bad_sums(field, machine)
        entries = merged[field.name].entries
        if field.locates:
            countries += [code for one in entries if not one.out for code in field.countries(one.value)]
        for entry in entries:
            # What only the report's header gives, no words of the paragraph say: nothing to look at.
            if entry.thread is not None or not field.is_inherited(entry.value):
                bad = sums.get(field.key(entry.machine), "") if entry.machine else ""
                items.append(_item(number, machine, entry, experience, since, bad))
    return {
        "n": number,
        "id": machine.id,
        "text": machine.text,
        "report": machine.source["report"],
        "title": machine.source["title"],
        "page": machine.source["page"],
        "number": machine.source["number"],
        "section": machine.source["section"],
        "file": machine.source["file"],
        "countries": countries,
        "items": items,
        "gone": since.gone(machine.id),
    }


def _item(
    number: int, machine: MachineParagraph, entry: Entry, experience: Experience, since: Since, bad_sum: str
) -> dict[str, Any]:
    value, field = entry.value, by_name(entry.field)
    mentions = value["mentions"]
    start = mentions[0]["start"] if mentions else 0
    points, why = priority(entry, experience, bad_sum)
    decision = entry.decision
    return {
        "id": f"{number}:{entry.field}:{entry.key}",
        "key": entry.key,
        "field": entry.field,
        "label": field.short(value),
        "category": field.category(value),
        "countries": list(field.countries(value)),
        "same": field.same_kind(value),
        "rule_words": {kind: field.rule_words(kind, value) for kind in field.form.rules},
        "value": value,
        "machine": entry.machine,
        "differs": changed(entry.machine, value) if entry.machine and entry.machine is not value else [],
        "state": entry.state,
        "out": entry.out,
        "against": entry.against,
        "decision": decision.id if decision else None,
        "who": decision.who if decision else None,
        "when": decision.when if decision else None,
        "bulk": decision.bulk if decision else False,
        "comment": entry.thread.comment if entry.thread else "",
        "rules": sorted(rules_of(value)),
        "sentence": list(sentence_at(machine.text, start)) if mentions else None,
        "priority": points,
        "why": why,
        "since": since.change(machine.id, entry.field, entry.machine or value),
    }


def _bad_sums(field: Field[Any], machine: MachineParagraph) -> dict[str, str]:
    """By the key of a number: which sum of the machine's values does not hold."""
    values = machine.values[field.name]
    if not field.adds_up or not values:
        return {}
    keys = [field.key(one) for one in values]
    found = field.failing_sums([field.value_of(_indexed(field, one, keys)) for one in values], machine.text)
    return {keys[item]: f"{kind}: {one} / {other}" for item, kind, one, other in found}


def _indexed(field: Field[Any], value: Portable, keys: list[str]) -> Portable:
    """A value whose reference is an index again."""
    if field.reference is None:
        return value
    other = value.get(field.reference)
    return {**value, field.reference: keys.index(other) if other in keys else None}


def said_of(decision: Decision, void: bool) -> dict[str, Any]:
    """A line of the file, as the page lists it."""
    return {
        "id": decision.id,
        "when": decision.when,
        "who": decision.who,
        "verdict": decision.verdict,
        "report": decision.report,
        "field": decision.field,
        "value": shown(decision),
        "comment": decision.comment,
        "undo": decision.undo,
        "bulk": decision.bulk,
        "void": void,
    }

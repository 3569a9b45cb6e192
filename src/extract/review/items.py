"""What the page shows of a paragraph: plain data, report text as it stands (the page never takes it for markup)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.decisions.decision import Decision
from extract.decisions.drawn import Drawn
from extract.decisions.listing import shown
from extract.decisions.settle import Entry, Settlement
from extract.decisions.values import changed, key_of, rules_of
from extract.records.arithmetic import checks
from extract.records.record import Record, record_of
from extract.records.sentences import sentence_at
from extract.records.validate import FIELDS
from extract.review.against import Since
from extract.review.doubt import Experience, doubts


def paragraph_of(
    number: int, drawn: Drawn, settled: Mapping[str, Settlement], experience: Experience, since: Since
) -> dict[str, Any]:
    """A paragraph's text and place, its items in the order of the fields, and what an older output said besides."""
    sums = _bad_sums(drawn)
    items = []
    for name in FIELDS:
        for entry in settled[name].entries:
            if _only_inherited(entry):
                continue
            bad = sums.get(key_of(name, entry.machine), "") if name == "trained" and entry.machine else ""
            items.append(_item(number, drawn, entry, experience, since, bad))
    return {
        "n": number,
        "id": drawn.id,
        "text": drawn.text,
        "report": drawn.source["report"],
        "title": drawn.source["title"],
        "page": drawn.source["page"],
        "number": drawn.source["number"],
        "section": drawn.source["section"],
        "file": drawn.source["file"],
        "countries": [one.value["iso3"] for one in settled["countries"].entries if not one.out],
        "items": items,
        "gone": since.gone(drawn.id),
    }


def _only_inherited(entry: Entry) -> bool:
    """A country out of the report's header, which no words of the paragraph say: nothing to look at."""
    return entry.field == "countries" and entry.thread is None and entry.value["via"] == "context"


def _item(number: int, drawn: Drawn, entry: Entry, experience: Experience, since: Since, bad_sum: str) -> dict[str, Any]:
    value = entry.value
    mentions = value["mentions"]
    start = mentions[0]["start"] if mentions else 0
    doubt, why = doubts(entry, experience, bad_sum)
    decision = entry.decision
    return {
        "id": f"{number}:{entry.field}:{entry.key}",
        "key": entry.key,
        "field": entry.field,
        "label": label(entry.field, value),
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
        "sentence": list(sentence_at(drawn.text, start)) if mentions else None,
        "doubt": doubt,
        "why": why,
        "since": since.change(drawn.id, entry.field, entry.machine or value),
    }


def label(name: str, value: Mapping[str, Any]) -> str:
    """How people would call a value."""
    if name == "trained":
        return f"{value['count']:,} {value['group']}"
    return str(value["symbol"] if name == "resolutions" else value["name"])


def _bad_sums(drawn: Drawn) -> dict[str, str]:
    """By the key of a number: which sum of the machine's values does not hold."""
    numbers = drawn.values["trained"]
    if not numbers:
        return {}
    keys = [key_of("trained", one) for one in numbers]
    indexed = [{**one, "part_of": keys.index(one["part_of"]) if one.get("part_of") in keys else None} for one in numbers]
    record: Record = record_of(
        {"id": drawn.id, "source": drawn.source, "text": drawn.text, "trained": indexed}
        | {name: [] for name in FIELDS if name != "trained"}
    )
    return {
        keys[check.item]: f"{check.kind}: {check.one_reading} / {check.other_reading}"
        for check in checks([record])
        if check.item is not None
    }


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

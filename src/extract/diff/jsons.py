"""A diff as JSON: one object, its changes written one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from extract.diff.change import Cause, Change, Diff, Evidence, Place, ReportPair
from extract.diff.marks import marked
from extract.diff.phrase import cause_in_words, difference_in_words, tie_in_words
from extract.diff.summary import Summary, summarize

# Raised where a reader of the file would have to change.
FORMAT = 1


def as_json(diff: Diff, detailed: bool = True) -> Iterator[str]:
    """Pieces of one JSON object: format, old, new, fields, differences, summary, reports and (``detailed``) changes."""
    head = {
        "format": FORMAT,
        "old": asdict(diff.old),
        "new": asdict(diff.new),
        "fields": list(diff.fields),
        "differences": [{**asdict(one), "words": difference_in_words(one)} for one in diff.differences],
        "summary": _summary(summarize(diff)),
        "reports": [_report(pair) for pair in diff.reports],
    }
    opened = _dumped(head, indent=1).removesuffix("\n}")
    yield opened
    if detailed:
        yield ',\n "changes": ['
        first = True
        for pair in diff.reports:
            for change in pair.changes:
                yield ("\n  " if first else ",\n  ") + _dumped(_change(pair, change))
                first = False
        yield "]" if first else "\n ]"
    yield "\n}\n"


def _dumped(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "changes": summary.total,
        "counts": summary.counts,
        "people_trained": {"old": summary.people[0], "new": summary.people[1]},
        "paragraphs": asdict(summary.paragraphs),
        "reports": {"compared": summary.compared, "only_old": summary.only_old, "only_new": summary.only_new},
        "same_value_by_another_rule": summary.by_another_rule,
        "why": [asdict(one) for one in summary.why],
        "common": [asdict(one) for one in summary.common],
    }


def _report(pair: ReportPair) -> dict[str, Any]:
    return {
        "old": pair.old,
        "new": pair.new,
        "tie": pair.tie,
        "words": tie_in_words(pair.tie),
        "paragraphs": asdict(pair.paragraphs),
        "people_trained": {"old": pair.people[0], "new": pair.people[1]},
        "changes": len(pair.changes),
    }


def _change(pair: ReportPair, change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {
        "field": change.field,
        "kind": change.kind,
        "name": change.name,
        "report": {"old": pair.old, "new": pair.new},
        "before": dict(change.before) if change.before is not None else None,
        "after": dict(change.after) if change.after is not None else None,
        "attributes": [{"name": name, "from": before, "to": after} for name, before, after in change.attributes],
        "old": _evidence(change.old),
        "new": _evidence(change.new),
    }
    if change.text_differs and change.old and change.new and change.old.sentence and change.new.sentence:
        pieces = marked(change.old.sentence, change.new.sentence)
        found["words"] = [{"op": piece.op, "text": piece.text} for piece in pieces]
    found["why"] = [{**_flat(cause), "words": cause_in_words(cause)} for cause in change.causes]
    return found


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    return {**_flat(evidence), "place": _flat(evidence.place)} if evidence else None


def _flat(found: Cause | Evidence | Place) -> dict[str, Any]:
    """A dataclass's fields as they stand (``asdict`` copies deeply, which takes long for very many)."""
    return {name: getattr(found, name) for name in found.__dataclass_fields__}

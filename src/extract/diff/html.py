"""A diff as one self-contained page: no asset from anywhere, report text never markup, readable in light, dark and on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources

from jinja2 import Environment, StrictUndefined

from extract.diff.change import KINDS, Diff
from extract.diff.phrase import detail, tie_in_words
from extract.diff.summary import summarize
from extract.diff.text import (
    differences_in_words,
    paragraphs_in_words,
    people_in_words,
    reports_in_words,
    same_in_words,
    side_in_words,
)
from extract.diff.view import blocks

_TEMPLATE = "page.html.jinja"
_STYLE = "page.css"
_SCRIPT = "page.js"


def as_html(diff: Diff, detailed: bool = True) -> Iterator[str]:
    """Pieces of the page: the summary, then (``detailed``) the changes with filters by field, kind and words."""
    script = _file(_SCRIPT)
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        _file(_TEMPLATE)
    )
    return page.generate(
        diff=diff,
        summary=summarize(diff),
        detailed=detailed,
        reports=[pair for pair in diff.reports if pair.changes] if detailed else [],
        kinds=KINDS,
        style=_file(_STYLE),
        script=script,
        # Nothing but this script may run, whatever a report holds.
        script_hash=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
        blocks=blocks,
        detail=detail,
        tie=tie_in_words,
        side=side_in_words,
        runs=differences_in_words(diff),
        people=people_in_words,
        paragraphs=paragraphs_in_words,
        met=reports_in_words,
        same=same_in_words,
    )


def _file(name: str) -> str:
    return resources.files("extract.diff").joinpath(name).read_text("utf-8")

"""Gold paragraphs out of annotations that hold no text (``textless.py``), where the reports that they are of are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.reading.inbox import InboxFile, find
from extract.reading.read import read
from extract.reading.report import Paragraph, ReadError, Report
from extract.reading.sidecar import InboxError
from extract.training.textless import BASE, bare, digest, hidden, told


@dataclass(frozen=True, slots=True)
class Missing:
    """An annotation whose paragraph could not be rebuilt, and why, in words for the user."""

    id: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Gold paragraphs as ``docs/gold.md`` has them, in the order of their annotations, and the annotations without one.

    ``changed``: by id, what of title, reporter and section is read otherwise today than the annotator was shown; the gold has today's, as
    the judge will be shown it. Where the reporter is another, who takes part may be, too: a partner by today's reporter's name is optional.
    """

    gold: tuple[Mapping[str, Any], ...]
    missing: tuple[Missing, ...]
    changed: Mapping[str, tuple[str, ...]]


def rebuild(annotations: Iterable[Mapping[str, Any]], folders: Sequence[Path], patterns: Path | None = None) -> Rebuilt:
    """The gold paragraphs of annotations, their text out of the reports below the folders.

    ``folders`` are those in which an annotation's ``file`` lies under that name, or the first folder of that name itself (``shared``
    or ``shared/reports`` for ``reports/a.pdf``); ``patterns`` is the folder laid over the bundled rules. A report that is absent, that
    cannot be read or that no longer holds the paragraph leaves its annotations among the missing; nothing is raised for it.
    """
    listed = list(annotations)
    found: dict[int, tuple[Mapping[str, Any], tuple[str, ...]]] = {}
    missing: dict[int, Missing] = {}
    for file in dict.fromkeys(str(one["file"]) for one in listed):
        sources, reason = _sources(file, folders, patterns)
        for number, one in enumerate(listed):
            if one["file"] != file:
                continue
            place = next((place for source in sources if (place := source.place(one)) is not None), None)
            if place is None:
                missing[number] = Missing(
                    str(one["id"]),
                    file,
                    reason or "does not hold the paragraph as it was annotated: another edition, or read otherwise today",
                )
            else:
                found[number] = _gold(one, place)
    return Rebuilt(
        tuple(found[number][0] for number in sorted(found)),
        tuple(missing[number] for number in sorted(missing)),
        {str(listed[number]["id"]): found[number][1] for number in sorted(found) if found[number][1]},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph was found: its text, the paragraph that it begins in, and its report."""

    text: str
    paragraph: Paragraph
    report: Report


def _sources(file: str, folders: Sequence[Path], patterns: Path | None) -> tuple[list[_Source], str]:
    """The reports of a file, or none and why."""
    path = next((path for folder in folders for path in _paths(file, folder) if path.is_file()), None)
    if path is None:
        return [], "is in none of the folders given"
    try:
        said: tuple[InboxFile, ...] = find([str(path)]).files
        return [_Source(report) for one in said for report in read(one, patterns=patterns)], ""
    except ReadError as error:
        return [], " ".join(filter(None, (error.reason, error.hint and f"({error.hint})")))
    except InboxError as error:
        return [], str(error)


def _paths(file: str, folder: Path) -> Iterator[Path]:
    yield folder / file
    first, _, rest = file.partition("/")
    if rest and folder.resolve().name == first:
        yield folder / rest


class _Source:
    """A report in which annotated paragraphs are looked up."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.bare = [bare(one.text) for one in report.paragraphs]

    @cached_property
    def by_digest(self) -> Mapping[str, Sequence[Paragraph]]:
        """The paragraphs by the hash of their text, in order."""
        found: dict[str, list[Paragraph]] = {}
        for one in self.report.paragraphs:
            found.setdefault(digest(one.text), []).append(one)
        return found

    @cached_property
    def text(self) -> str:
        """The report's text without its white space."""
        return "".join(self.bare)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each paragraph begins in ``text``, and where the last one ends."""
        return np.cumsum([0, *map(len, self.bare)])

    @cached_property
    def powers(self) -> NDArray[np.uint64]:
        """``BASE**i`` modulo 2**64, for each character of ``text``."""
        factors = np.full(len(self.text), BASE, dtype=np.uint64)
        factors[:1] = 1
        return np.cumprod(factors, dtype=np.uint64)

    @cached_property
    def sums(self) -> NDArray[np.uint64]:
        """The rolling check of each beginning of ``text``, from the empty one on."""
        characters = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
        return np.concatenate([np.zeros(1, np.uint64), np.cumsum(characters * self.powers, dtype=np.uint64)])

    def place(self, annotation: Mapping[str, Any]) -> _Place | None:
        """Where the annotated paragraph stands: a paragraph of its own (of several the one with its ordinal), or a stretch of the report."""
        whole = self.by_digest.get(annotation["sha256"], ())
        if whole:
            one = next((one for one in whole if one.ordinal == annotation["ordinal"]), whole[0])
            return _Place(one.text, one, self.report)
        length = int(annotation["length"])
        return next(
            (
                self._stretch(start, start + length)
                for start in self._likely(length, int(annotation["rolling"], 16))
                if digest(self.text[start : start + length]) == annotation["sha256"]
            ),
            None,
        )

    def _likely(self, length: int, check: int) -> list[int]:
        """Where a stretch of this length and this rolling check begins."""
        windows = len(self.text) - length + 1
        if length < 1 or windows < 1:
            return []
        rolled = self.sums[length:] - self.sums[:windows]
        return [int(start) for start in np.flatnonzero(rolled == self.powers[:windows] * np.uint64(check))]

    def _stretch(self, start: int, end: int) -> _Place:
        """The text from one offset of ``text`` to another, a blank where one paragraph ends and the next begins."""
        first = int(np.searchsorted(self.starts, start, side="right")) - 1
        pieces = []
        for number, (begins, ends) in enumerate(pairwise(map(int, self.starts[first:])), first):
            if begins >= end:
                break
            if ends > begins:
                pieces.append(_cut(self.report.paragraphs[number].text, max(start, begins) - begins, min(end, ends) - begins))
        return _Place(" ".join(pieces), self.report.paragraphs[first], self.report)


def _cut(text: str, start: int, end: int) -> str:
    """A text from one of its characters to another, white space not counted but kept between them."""
    places = [index for index, character in enumerate(text) if not character.isspace()]
    return text[places[start] : places[end - 1] + 1]


def _gold(annotation: Mapping[str, Any], place: _Place) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The gold paragraph, and what its report says otherwise of itself than the annotator was shown."""
    given, header = annotation["context"], place.report.header
    said = {"title": header.title, "reporter": header.reporter, "section": place.paragraph.section}
    changed = tuple(name for name in said if hidden(said[name]) != given[f"{name}_sha256"])
    values = told(annotation, place.text)
    if "reporter" in changed and header.reporter:
        values["partners"] = [_not_surely(one, header.reporter) for one in values["partners"]]
    gold = {
        "id": annotation["id"],
        "report": annotation["report"],
        "file": annotation["file"],
        "ordinal": annotation["ordinal"],
        "context": {"title": header.title, "countries": list(given["countries"]), "reporter": header.reporter},
        "section": place.paragraph.section,
        "text": place.text,
        "countries": list(annotation["countries"]),
        **values,
        "resolutions": list(annotation["resolutions"]),
    }
    return gold, changed


def _not_surely(partner: dict[str, Any], reporter: str) -> dict[str, Any]:
    """A partner, optional where one of its names is the reporter's."""
    names = {bare(name).casefold() for name in (partner["name"], *partner.get("also", ()))}
    return {**partner, "optional": True} if bare(reporter).casefold() in names else partner

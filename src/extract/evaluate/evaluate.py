"""The whole of ``extract eval``: gold in, figures and errors out."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UserError
from extract.evaluate.causes import explained
from extract.evaluate.evaluation import Evaluation, key, plain
from extract.evaluate.gold import GoldItem, gold_files, gold_item, read_gold
from extract.evaluate.intervals import intervals
from extract.evaluate.score import people, score, total
from extract.fields.gold import Sheet
from extract.files import replacing, write_text
from extract.language import DEFAULT_MODEL
from extract.language.mention import TurnedDown
from extract.records.read import read_records
from extract.records.record import Record, record_of
from extract.rules.load import Patterns
from extract.runfile import known_of


@dataclass(frozen=True, slots=True)
class Request:
    """What to evaluate. ``records``: a file of records to score instead of running the pipeline on the gold's paragraphs.

    ``decisions``: what reviewers settled; ``gold`` is then the output folder that they reviewed, and what the machine had given
    there is scored against their word.
    """

    gold: Path
    patterns: Path | None = None
    model: str | None = None
    jobs: int | None = None
    records: Path | None = None
    decisions: Path | None = None
    judge: Path | None = None


@dataclass(frozen=True)
class _Answers:
    records: Sequence[Record]
    turned_down: Mapping[str, Sequence[TurnedDown]]
    versions: Mapping[str, str]
    rejected: Sequence[str] = ()


def evaluate(request: Request) -> Evaluation:
    """Runs the pipeline on the gold's paragraphs (or takes given records) and scores it.

    Raises ``UserError`` for gold, records, patterns or a model that cannot be used.
    """
    from extract.run.rules import loaded

    patterns = loaded(request.patterns)
    if request.decisions:
        gold, answers = _reviewed(request.gold, request.decisions)
    else:
        gold = read_gold(request.gold)
        answers = _Answers(read_records(request.records), {}, {}) if request.records else _run(request)
    about = {
        "gold": request.gold.as_posix(),
        "paragraphs": len(gold),
        "versions": dict(answers.versions),
        "patterns": patterns.fingerprint,
        "rejected": list(answers.rejected),
    }
    return evaluation(gold, answers.records, answers.turned_down, patterns, about)


def evaluation(
    gold: Sequence[GoldItem],
    records: Sequence[Record],
    turned_down: Mapping[str, Sequence[TurnedDown]],
    patterns: Patterns,
    about: Mapping[str, object],
) -> Evaluation:
    """The evaluation of records against gold; ``turned_down`` (by paragraph id) tells why something was missed."""
    sheets: list[Sheet] = score(gold, records)
    errors = [error for sheet in sheets for error in sheet.errors]
    causes = explained(errors, gold, records, turned_down, patterns)
    return Evaluation(total(sheets), intervals(sheets), causes, about, people(sheets))


def _reviewed(folder: Path, decisions: Path) -> tuple[list[GoldItem], _Answers]:
    """The paragraphs that reviewers settled whole, as gold, and the machine's own records of them."""
    from extract.decisions.gold import reviewed

    found, left = reviewed(folder, decisions)
    if not found:
        raise UserError(f"no paragraph of {folder} is reviewed whole in {decisions} ({left:,} hold values still undecided)")
    records = [record_of(one.machine) for one in found]
    return [gold_item(one.gold) for one in found], _Answers(records, {}, known_of(folder).versions)


def _run(request: Request) -> _Answers:
    from extract.reading.inbox import find
    from extract.run import job
    from extract.run.collect import collect
    from extract.run.info import versions
    from extract.run.run import check_model
    from extract.run.work import Setup

    model = request.model or DEFAULT_MODEL
    check_model(model)
    inbox = find([str(file) for file in gold_files(request.gold)])
    options = job.Options(Setup(model, request.patterns, request.judge), request.jobs or job.default_jobs())
    results = job.process(inbox.files, options, lambda _event, _facts: None)
    failed = next((result.failure for result in results if result.failure), None)
    if failed:
        raise UserError(f"{failed.file}: {failed.reason}; {failed.hint}")
    gathered = collect(results)
    rejected = tuple(f"{one.file}: {one.id}: rejected, so it counts as missed: {one.reasons[0]}" for one in gathered.rejects)
    turned_down: dict[str, list[TurnedDown]] = defaultdict(list)
    for one in gathered.unclaimed:
        turned_down[one.source.id or ""].append(one.turned_down)
    return _Answers(gathered.records, turned_down, versions(results, options), rejected)


def write_evaluation(folder: Path, found: Evaluation) -> None:
    """Writes ``evaluation.json`` and ``errors.csv`` into a folder. Raises ``UserError`` where it cannot be written."""
    try:
        dumped = json.dumps(plain(found), ensure_ascii=False, indent=1)
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / "evaluation.json", f"{dumped}\n")
        with replacing(folder / "errors.csv", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(_rows(found))
    except OSError as error:
        raise UserError(f"{folder} cannot be written ({error.strerror}); give another folder with -o") from None


def _rows(found: Evaluation) -> Iterable[Sequence[str]]:
    yield ("field", "kind", "id", "what", "rule", "cause", "sentence")
    for one in found.errors:
        yield (*key(one), one.rule, one.cause, one.sentence)

"""Writes everything a run gives into one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.decisions.listing import OPEN, OPEN_FILE, REJECTED_FILE, open_rows, rejected_lines
from extract.output.about import about
from extract.output.delimited import write_csv
from extract.output.findings import CHECKS, UNCLAIMED, check_rows, refused, unclaimed_rows
from extract.output.folder import replacing
from extract.output.page.render import write_page
from extract.output.workbook import write_workbook
from extract.records.breakdown import figures_of
from extract.records.counting import Count, count
from extract.records.jsons import write_json, write_jsonl, write_records_json
from extract.records.leftovers import Reject, Unclaimed
from extract.records.record import Record, plain_record
from extract.records.tables import columns, rows, tables

if TYPE_CHECKING:
    from extract.decisions.apply import Decided


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be written: the records, what was rejected, what no record claims, run.json, and the decisions applied.

    ``done`` says what may be added up, where that was found before.
    """

    records: Sequence[Record]
    rejects: Sequence[Reject]
    unclaimed: Sequence[Unclaimed]
    info: Mapping[str, Any]
    decided: Decided | None = None
    done: Count | None = None


def write_output(folder: Path, output: Output) -> list[str]:
    """Writes the folder, whole or not at all; gives one line for each thing a format could not hold.

    Raises ``extract.output.folder.OutputError``.
    """
    done = output.done or count(output.records)
    totals = figures_of(done, refused(output.unclaimed, done.rules))
    with replacing(folder) as fresh:
        write_jsonl(fresh / "records.jsonl", (plain_record(record) for record in output.records))
        write_records_json(fresh / "records.json", output.records)
        for table in tables():
            write_csv(fresh / f"{table}.csv", columns(table), rows(table, output.records, done))
        lost = write_workbook(fresh / "records.xlsx", output.records, about(output.info), done, totals)
        write_page(fresh / "report.html", output.records, about(output.info), done, totals)
        write_csv(fresh / "unclaimed.csv", UNCLAIMED, unclaimed_rows(output.unclaimed))
        write_csv(fresh / "checks.csv", CHECKS, check_rows(output.records, done))
        write_jsonl(fresh / "rejects.jsonl", (_reject(reject) for reject in output.rejects))
        if output.decided is not None:
            write_csv(fresh / OPEN_FILE, OPEN, open_rows(output.decided))
            write_jsonl(fresh / REJECTED_FILE, rejected_lines(output.decided))
        warnings = [
            *output.info.get("warnings", []),
            *({"file": None, "page": None, "code": "cut", "message": one} for one in lost),
        ]
        write_json(fresh / "run.json", {**output.info, "warnings": warnings})
    return lost


def _reject(reject: Reject) -> dict[str, Any]:
    return {
        "id": reject.id,
        "file": reject.file,
        "page": reject.page,
        "reasons": list(reject.reasons),
        "trace": reject.trace,
        "record": reject.record,
    }

"""Seconds and peak memory of ``extract diff`` on two made-up outputs of any size.

usage: python benchmarks/diff_scale.py [--records N] [--reports N] [--changed SHARE] [--reworded SHARE] [--format NAME] [--json FILE]

Writes two outputs into a temporary folder (the second with a share of values changed and a share of paragraphs reworded),
runs ``extract diff`` on them in a process of its own, and prints its seconds, its peak resident memory and its exit status.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

GROUPS = ("police officers", "judges", "prosecutors", "teachers", "community leaders", "health workers")
ORGANIZATIONS = ("UNDP", "UNICEF", "Ministry of Justice", "Norwegian Refugee Council", "World Bank", "UN-Women")
TOPICS = ("forensic evidence", "mediation", "court records", "human rights", "mine risk", "case files", "child protection")
PLACES = ("Kapoeta", "Goundam", "Baidoa", "Rumbek", "Kidal", "Jowhar", "Akobo", "Menaka")
FILLER = (
    "The work went on in spite of rains that closed the roads for weeks and kept supplies from the northern counties. "
    "Local authorities asked for more of it and offered rooms. A review found that most of those who took part use what "
    "they learned, while transport and paper stay scarce. "
)


def paragraph(dice: random.Random, ordinal: int) -> tuple[str, dict]:
    """A text and what it says."""
    count, women = dice.randint(20, 900), dice.randint(1, 19)
    said = {
        "count": count,
        "women": women,
        "group": dice.choice(GROUPS),
        "partner": dice.choice(ORGANIZATIONS),
        "place": dice.choice(PLACES),
    }
    words = FILLER.split()
    dice.shuffle(words)
    text = (
        f"In week {dice.randint(1, 52)} the Mission and {said['partner']} trained {count} {said['group']} ({women} women) in "
        f"{said['place']} on {dice.choice(TOPICS)} and {dice.choice(TOPICS)}, in keeping with resolution 2155 (2014). "
        f"Site {ordinal}. {' '.join(words)}"
    )
    return text, said


def mention(text: str, quote: str, rule: str) -> dict:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote, "rule": rule}


def record(report: int, ordinal: int, text: str, said: dict, changed: bool) -> dict:
    """A record of the schema; ``changed`` alters a value of it."""
    symbol = f"S/2031/{report}"
    partner, count = said["partner"], said["count"]
    return {
        "id": f"S-2031-{report}/{ordinal}-{abs(hash((report, ordinal, text))) % 16**8:08x}",
        "source": {
            "report": symbol,
            "title": "Situation in the North",
            "reporter": "UNMISS",
            "year": 2031,
            "file": f"s-2031-{report}.pdf",
            "sha256": f"{report:064x}",
            "page": 1 + ordinal // 5,
            "number": str(ordinal),
            "section": "Rule of law",
            "ordinal": ordinal,
            "id": None,
        },
        "text": text,
        "countries": [
            {
                "iso3": "SSD",
                "name": "South Sudan",
                "m49": "728",
                "via": "place",
                "mentions": [mention(text, said["place"], "country.place.x")],
            }
        ],
        "partners": [
            {
                "name": partner,
                "acronym": None,
                "type": "un",
                "role": "funder" if changed else "implementer",
                "mentions": [mention(text, partner, "org.x")],
            }
        ],
        "trained": [
            {
                "count": count,
                "qualifier": "at_least" if changed else "exact",
                "group": said["group"],
                "category": "unspecified",
                "female": said["women"],
                "male": None,
                "status": "completed",
                "part_of": None,
                "countries": ["SSD"],
                "partners": [partner],
                "topic": None,
                "mentions": [mention(text, f"{count} {said['group']}", "trained.cue.x")],
            }
        ],
        "resolutions": [
            {
                "symbol": "S/RES/2155 (2014)",
                "body": "Security Council",
                "number": "2155",
                "year": 2014,
                "url": "https://undocs.org/S/RES/2155(2014)",
                "mentions": [mention(text, "resolution 2155 (2014)", "resolution.form.x")],
            }
        ],
    }


def write(folder: Path, args: argparse.Namespace, new: bool) -> None:
    folder.mkdir()
    dice, fate = random.Random(7), random.Random(8)
    with (folder / "records.jsonl").open("w", encoding="utf-8") as file:
        for number in range(args.records):
            report, ordinal = 1 + number % args.reports, 1 + number // args.reports
            text, said = paragraph(dice, ordinal)
            changed, reworded = fate.random() < args.changed, fate.random() < args.reworded
            if new and reworded:
                text = text.replace("went on", "continued").replace(" review ", " later review ") + " More is planned."
            file.write(json.dumps(record(report, ordinal, text, said, new and changed), ensure_ascii=False) + "\n")
    versions = {"extract": "0.1.0", "model": "none 1.0"}
    rules = {"org.x": "1" * 8, "trained.cue.x": "2" * 8 if new else "3" * 8}
    info = {"versions": versions, "patterns": {"fingerprint": rules["trained.cue.x"], "rules": rules}}
    (folder / "run.json").write_text(json.dumps(info), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--changed", type=float, default=0.1)
    parser.add_argument("--reworded", type=float, default=0.1)
    parser.add_argument("--format", default="json")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        old, new, out = Path(room, "old"), Path(room, "new"), Path(room, "diff.out")
        write(old, args, new=False)
        write(new, args, new=True)
        command = [sys.executable, "-m", "extract", "diff", str(old), str(new), "--format", args.format, "-o", str(out)]
        began = time.perf_counter()
        child = os.spawnv(os.P_NOWAIT, sys.executable, command)
        _, status, used = os.wait4(child, 0)
        figures = {
            "records": args.records,
            "reports": args.reports,
            "changed": args.changed,
            "reworded": args.reworded,
            "megabytes_in": round(sum((side / "records.jsonl").stat().st_size for side in (old, new)) / 1e6),
            "megabytes_out": round(out.stat().st_size / 1e6, 1) if out.exists() else 0,
            "seconds": round(time.perf_counter() - began, 2),
            "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
            "peak_rss_mb": round(used.ru_maxrss / 1024),
            "exit_status": os.waitstatus_to_exitcode(status),
        }
    for name, value in figures.items():
        print(f"{name:16} {value}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

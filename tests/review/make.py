"""An output to review: a report of our own sentences as a PDF, another as text, and the records drawn from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fpdf import FPDF

from extract.fields.countries.value import Country
from extract.fields.partners.value import Partner
from extract.records.record import Record, plain_record
from tests.records.make import TEXT, mention, record, source, trained

ATTACK = (
    '<img src="x" onerror="window.owned=1"> <script>window.owned=1</script> In Wau, UNICEF trained 30 teachers. '
    "</div><a href='javascript:window.owned=1'>UNDP</a>"
)
OTHER = "In Bor, UNDP and the Red Cross coached 25 nurses (20 women) and, in Yei, 15 midwives."


def pdf_of(path: Path, text: str = TEXT) -> str:
    """A report of two pages, the paragraph on the second; gives the SHA-256 of its bytes."""
    sheet = FPDF(format="A4")
    sheet.set_margins(25, 22, 25)
    sheet.set_font("Times", size=11)
    for title, words in (
        ("I. Introduction", "The present report covers the first half of the year."),
        ("II. Rule of law", text),
    ):
        sheet.add_page()
        sheet.multi_cell(0, 7, title, new_x="LMARGIN", new_y="NEXT")
        sheet.multi_cell(0, 6, f"{sheet.page_no() + 21}.      {words}", new_x="LMARGIN", new_y="NEXT")
    sheet.output(str(path))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def records(sha256: str = "0" * 64) -> list[Record]:
    """Three records: of the PDF, of a text that attacks, of a plain one."""
    attack = Partner("UNICEF", "UNICEF", "un", "implementer", (mention("UNICEF", ATTACK),))
    hidden = Partner("<b>UNDP</b>", None, "other", "counterpart", (mention("UNDP", ATTACK),))
    nurses = (
        trained(25, text=OTHER, group="nurses", category="health", female=20),
        trained(15, text=OTHER, group="midwives", category="health"),
    )
    return [
        record(source=source(sha256=sha256, page=2)),
        record(
            "attack/1",
            source=source(
                report="attack.md", file="attack.md", page=None, number=None, ordinal=1, title="<script>window.owned=1</script>"
            ),
            text=ATTACK,
            countries=(Country("SSD", "South Sudan", "728", "place", (mention("Wau", ATTACK),)),),
            partners=(attack, hidden),
            trained=(trained(30, text=ATTACK, group="teachers", category="education"),),
            resolutions=(),
            breaks=(),
        ),
        record(
            "other/1",
            source=source(report="other.txt", file="other.txt", page=None, number="4", ordinal=1),
            text=OTHER,
            countries=(Country("SSD", "South Sudan", "728", "place", (mention("Bor", OTHER),)),),
            partners=(
                Partner("UNDP", "UNDP", "un", "implementer", (mention("UNDP", OTHER),)),
                Partner("Red Cross", None, "redcross", "implementer", (mention("Red Cross", OTHER),)),
            ),
            trained=nurses,
            resolutions=(),
            breaks=(),
        ),
    ]


def output(folder: Path, given: Sequence[Record] | None = None, **info: Any) -> Path:
    """``folder/output`` with the records, ``folder/raw`` with the PDF."""
    (folder / "raw").mkdir(exist_ok=True)
    found = given or records(pdf_of(folder / "raw" / "s-2031-7.pdf"))
    into = folder / "output"
    into.mkdir(exist_ok=True)
    lines = "".join(json.dumps(plain_record(one), ensure_ascii=False) + "\n" for one in found)
    (into / "records.jsonl").write_text(lines, encoding="utf-8")
    inputs = [{"file": "s-2031-7.pdf", "reports": [{"report": "S/2031/7", "countries": ["SSD"]}]}]
    (into / "run.json").write_text(
        json.dumps({"options": {"patterns": None}, "rules": {}, "inputs": inputs, **info}), encoding="utf-8"
    )
    return into

"""Records to test with: a text of one's own, and values that quote it."""

from __future__ import annotations

from typing import Any

from extract.fields.countries.value import Country
from extract.fields.partners.value import Partner
from extract.fields.registry import names
from extract.fields.resolutions.value import Resolution
from extract.fields.trained.value import Trained
from extract.language.mention import Mention
from extract.records.record import Record, Source

TEXT = (
    "In May, the Mission trained 40 police officers (12 women) in Kapoeta together with UNDP. "
    "The course followed resolution 2155 (2014)."
)


def source(**given: Any) -> Source:
    """Where a record stands; what is not given is made up."""
    found: dict[str, Any] = {
        "report": "S/2031/7",
        "title": "Situation in South Sudan",
        "reporter": "UNMISS",
        "year": 2031,
        "file": "s-2031-7.pdf",
        "sha256": "0" * 64,
        "page": 4,
        "number": "23",
        "section": "Rule of law",
        "ordinal": 5,
        "id": None,
    }
    return Source(**found | given)


def mention(quote: str, text: str = TEXT, rule: str = "test.rule") -> Mention:
    """The first place of ``quote`` in ``text``."""
    start = text.index(quote)
    return Mention(start, start + len(quote), quote, rule)


def trained(count: int = 40, *, quote: str | None = None, text: str = TEXT, **given: Any) -> Trained:
    """A number of people, quoted from ``text``."""
    found: dict[str, Any] = {
        "qualifier": "exact",
        "group": "police officers",
        "category": "police",
        "female": None,
        "male": None,
        "status": "completed",
        "part_of": None,
        "countries": ("SSD",),
        "partners": (),
        "topic": None,
        "mentions": (mention(quote or str(count), text),),
    }
    return Trained(count=count, **found | given)


def record(id_: str = "S-2031-7/23-0a1b2c3d", **given: Any) -> Record:
    """A record with one value of each field; what is given takes their place."""
    found: dict[str, Any] = {
        "source": source(),
        "text": TEXT,
        "countries": (Country("SSD", "South Sudan", "728", "place", (mention("Kapoeta"),)),),
        "partners": (Partner("UNDP", "UNDP", "un", "implementer", (mention("UNDP"),)),),
        "trained": (trained(female=12, partners=("UNDP",)),),
        "resolutions": (
            Resolution(
                "S/RES/2155 (2014)",
                "Security Council",
                "2155",
                2014,
                "https://undocs.org/S/RES/2155(2014)",
                (mention("resolution 2155 (2014)"),),
            ),
        ),
        "breaks": ((0, 4), (TEXT.index("The course"), 5)),
    }
    return made(id_, **found | given)


def made(id_: str, **given: Any) -> Record:
    """A record whose values are given by field name, beside its other parts."""
    values = {name: given.pop(name) for name in names() if name in given}
    return Record(id=id_, found=values, **given)


def numbers(*items: Trained) -> Record:
    """A record of numbers of people whose text is nothing but their counts."""
    text = " ".join(str(item.count) for item in items) or "None."
    return record(text=text, countries=(), partners=(), resolutions=(), trained=items, breaks=())

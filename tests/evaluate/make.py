"""Gold items and records for tests, made from few words."""

from __future__ import annotations

from typing import Any

from extract.evaluate.gold import GoldItem, gold_item
from extract.records.record import Record
from tests.records.make import record, source

TEXT = "UNICEF and the Ministry of Health of Malawi trained 40 nurses (30 women) in Zomba under resolution 1325."


def gold(id_: str = "a", **given: Any) -> GoldItem:
    base: dict[str, Any] = {"id": id_, "text": TEXT, "countries": [], "partners": [], "trained": [], "resolutions": []}
    return gold_item(base | given)


def trained(count: int, **given: Any) -> dict[str, Any]:
    base = {"count": count, "qualifier": "exact", "group": "nurses", "female": None, "male": None}
    return base | {"status": "completed", "part_of": None, "countries": ["MWI"]} | given


def answer(id_: str = "a", **given: Any) -> Record:
    empty: dict[str, Any] = {"countries": (), "partners": (), "trained": (), "resolutions": ()}
    return record(f"r/{id_}", source=source(id=id_), text=TEXT, **(empty | given))

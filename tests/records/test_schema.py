"""The schema and the dataclasses say the same, and each field is described."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args

from jsonschema import Draft202012Validator

from extract.records import record as record_module
from extract.records.record import Country, Mention, Partner, Record, Resolution, Source, Trained, plain, record_of
from extract.records.schema import schema
from tests.records.make import record


def objects(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield path, node
        for name, part in node.items():
            yield from objects(part, f"{path}/{name}")


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_nothing_undeclared_may_stand_in_a_record_and_every_field_is_described() -> None:
    for path, node in objects(schema()):
        assert node["additionalProperties"] is False, path
        for name, field in node["properties"].items():
            assert field.get("description", "").endswith("."), f"{path}/{name}"


def test_schema_and_dataclasses_have_the_same_fields_in_the_same_order() -> None:
    whole = schema()
    of = {Source: whole["properties"]["source"], Record: whole}
    names = {Mention: "mention", Country: "country", Partner: "partner", Trained: "trained", Resolution: "resolution"}
    of |= {kind: whole["$defs"][name] for kind, name in names.items()}
    for kind, node in of.items():
        fields = [field.name for field in dataclasses.fields(kind) if field.name != "breaks"]
        assert list(node["properties"]) == fields, kind
        assert node["required"] == [name for name in fields if name not in {"review", "machine"}], kind


def test_schema_and_dataclasses_have_the_same_choices() -> None:
    defs = schema()["$defs"]
    for field, name in (("country", "via"), ("partner", "role"), ("trained", "qualifier"), ("trained", "status")):
        assert tuple(defs[field]["properties"][name]["enum"]) == get_args(getattr(record_module, name.capitalize()))
    for field in ("country", "partner", "trained", "resolution"):
        assert tuple(defs[field]["properties"]["review"]["enum"]) == get_args(record_module.Review)


def test_a_record_comes_back_from_its_plain_form() -> None:
    reviewed = dataclasses.replace(record().partners[0], review="corrected", machine={"name": "UNDPA", "mentions": [1]})
    one = record(partners=(reviewed,))
    assert record_of(plain(one)) == one


def test_what_nobody_reviewed_says_nothing_of_review() -> None:
    written = plain(record())
    assert all("review" not in value and "machine" not in value for value in written["partners"] + written["trained"])

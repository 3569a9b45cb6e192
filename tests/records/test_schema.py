"""The schema and the dataclasses say the same, and each field is described."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args

from jsonschema import Draft202012Validator

from extract.fields.countries.value import Country, Via
from extract.fields.partners.value import Partner, Role
from extract.fields.registry import names
from extract.fields.resolutions.value import Resolution
from extract.fields.trained.value import Activity, Status, Trained
from extract.fields.value import Review
from extract.language.mention import Mention
from extract.language.numbers import Qualifier
from extract.records.record import Source, plain_record, record_of
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
    assert list(whole["properties"]) == whole["required"] == ["id", "source", "text", *names()]
    of = {Source: whole["properties"]["source"]}
    singular = {Mention: "mention", Country: "country", Partner: "partner", Trained: "trained", Resolution: "resolution"}
    of |= {kind: whole["$defs"][name] for kind, name in singular.items()}
    for kind, node in of.items():
        fields = [field.name for field in dataclasses.fields(kind)]
        assert list(node["properties"]) == fields, kind
        assert node["required"] == [name for name in fields if name not in {"review", "machine"}], kind


def test_schema_and_dataclasses_have_the_same_choices() -> None:
    defs = schema()["$defs"]
    for field, name, kind in (
        ("country", "via", Via),
        ("partner", "role", Role),
        ("trained", "qualifier", Qualifier),
        ("trained", "status", Status),
        ("trained", "activity", Activity),
    ):
        assert tuple(defs[field]["properties"][name]["enum"]) == get_args(kind)
    for field in ("country", "partner", "trained", "resolution"):
        assert tuple(defs[field]["properties"]["review"]["enum"]) == get_args(Review)


def test_a_record_comes_back_from_its_plain_form() -> None:
    reviewed = dataclasses.replace(record().partners[0], review="corrected", machine={"name": "UNDPA", "mentions": [1]})
    one = record(partners=(reviewed,))
    assert record_of(plain_record(one)) == one


def test_what_nobody_reviewed_says_nothing_of_review() -> None:
    written = plain_record(record())
    assert all("review" not in value and "machine" not in value for value in written["partners"] + written["trained"])

"""A field of its own for ``extract``: amounts of money, with their currency and, where it is said, who pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.fields.column import Column
from extract.fields.field import Field, Plain
from extract.fields.form import Form
from extract.fields.gold import Gold
from extract.fields.value import SURE, Review, plain
from extract.language.mention import Mention


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: its ISO 4217 code, how much, and the organization that pays."""

    currency: str
    amount: float
    payer: str | None = None
    mentions: tuple[Mention, ...] = ()
    confidence: float = SURE
    review: Review | None = None
    machine: Mapping[str, Any] | None = None


def codes() -> frozenset[str]:
    """The currencies of ISO 4217."""
    import pycountry

    return frozenset(one.alpha_3 for one in pycountry.currencies)


class _Gold(Gold):
    """Set by currency and amount: ``{"currency": "EUR", "amount": 300000}``."""

    def read(self, given: Sequence[Any]) -> tuple[Any, ...]:
        return super().read([{**one, "label": label(one)} for one in given])

    def identity(self, value: Any) -> str:
        return label(plain(value))

    def written(self, value: Plain) -> Any:
        return {name: value[name] for name in ("currency", "amount", "payer")}


def label(value: Plain) -> str:
    """``EUR 300,000``: cents only where there are any."""
    amount = float(value.get("amount") or 0)
    return f"{value.get('currency')} {amount:,.0f}" if amount == int(amount) else f"{value.get('currency')} {amount:,.2f}"


@dataclass(frozen=True)
class Amounts(Field[Amount]):
    """Amounts of money."""

    def called(self, value: Plain) -> str:
        return label(value)

    def overlapping(self, decided: Plain, value: Plain) -> bool:
        return True

    def problems(self, values: Sequence[Plain]) -> Iterator[tuple[str, str]]:
        for number, value in enumerate(values):
            if value["currency"] not in codes():
                yield f"[{number}].currency", f"{value['currency']!r} is no currency of ISO 4217"

    def refusals(self, value: Plain) -> Iterator[str]:
        if value.get("currency") not in codes():
            yield f"currency: {value.get('currency')!r} is no currency of ISO 4217"

    def category(self, value: Plain) -> str | None:
        return str(value["currency"])

    def uncertainties(self, value: Plain, patterns: Any) -> Iterator[tuple[int, str]]:
        if value["payer"] is None:
            yield 5, "nobody is said to pay"

    def suggested(self, patterns: Any, text: str, start: int, end: int, countries: Sequence[str]) -> dict[str, Any]:
        from extract_money.component import amounts_in

        for _, _, currency, amount in amounts_in(text[start:end]):
            return {"currency": currency, "amount": amount, "payer": None}
        return {"currency": "USD", "amount": None, "payer": None}


FIELD = Amounts(
    name="amounts",
    singular="amount",
    label="Amount",
    value=Amount,
    factory="extract_amounts",
    needs=("partners",),
    about="One row for each amount of money that a paragraph states.",
    columns=(
        Column("currency", "text", 10, "Code of the currency (ISO 4217)"),
        Column("amount", "decimal", 16, "How much", thousands=True),
        Column("payer", "text", 34, "Who pays it, as far as the sentence says"),
    ),
    in_records=Column("amounts", "text", 24, "Amounts of money stated"),
    gold=_Gold("amounts", "label"),
    definition={
        "description": "An amount of money.",
        "properties": {
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "Code of the currency (ISO 4217)."},
            "amount": {"type": "number", "minimum": 0, "description": "How much."},
            "payer": {"type": ["string", "null"], "description": "Who pays it, as far as the sentence says."},
        },
    },
    description="Amounts of money that the paragraph states.",
    form=Form(labels={"payer": "Paid by"}, completes={"payer": "partners"}, beside=("payer",)),
    told=("payer",),
)

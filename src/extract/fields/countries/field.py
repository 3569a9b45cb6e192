"""The field countries, as the other rooms see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UserError
from extract.fields.column import Cell, Column, joined
from extract.fields.countries.value import BARE_WORD, Country, Via
from extract.fields.field import Field, Offer, Plain, Where
from extract.fields.form import Form
from extract.fields.gold import Gold
from extract.fields.section import Found, Section
from extract.language.countries import country_codes, country_names
from extract.language.mention import TurnedDown

if TYPE_CHECKING:
    from extract.rules.edit import Proposal
    from extract.rules.load import Patterns

_CONTEXT: Via = "context"
# Names that hold a country's and are surely none (Latin America, the Red Sea, Guinea pigs).
_NO_COUNTRY = "country.not.phrase"
_NOT_COUNTRIES = "countries/not_countries.yaml"


def code_problems(codes: Sequence[Any], where: str) -> Iterator[tuple[str, str]]:
    """What is wrong with alpha-3 codes in a list at ``where``: the place and the reason."""
    for number, code in enumerate(codes):
        if code not in country_codes():
            yield f"{where}[{number}]", no_code(code)


def no_code(code: object) -> str:
    """What to say of what is no code of a country."""
    return f"{code!r} is no ISO 3166-1 alpha-3 code (nor XKX)"


def checked_code(code: Any) -> str:
    """A code out of gold. Raises ``ValueError`` where it is none."""
    if code not in country_codes():
        raise ValueError(f"{code} is no alpha-3 country code")
    return str(code)


class _Gold(Gold):
    """Set by code; what only the report's header gives is not looked at."""

    def _wanted(self, given: Any) -> Any:
        found = super()._wanted(given)
        checked_code(found.key)
        return found

    def written(self, value: Mapping[str, Any]) -> Any:
        return {"iso3": value["iso3"], "via": value["via"]}

    def score(self, sheet: Any, id_: str, wanted: Sequence[Any], found: Sequence[Country]) -> None:
        super().score(sheet, id_, wanted, [one for one in found if one.via != _CONTEXT])

    def denotes(self, text: str, wanted: Any, patterns: Patterns) -> bool:
        from extract.fields.countries.references import countries_in

        return wanted in countries_in(text, patterns)


@dataclass(frozen=True)
class Countries(Field[Country]):
    """Countries and territories that a paragraph refers to."""

    def key(self, value: Plain) -> str:
        return str(value["iso3"])

    def called(self, value: Plain) -> str:
        return f"{value.get('name')} ({value.get('iso3')})"

    def short(self, value: Plain) -> str:
        return str(value.get("name"))

    def says(self, value: Country) -> str:
        return f"{value.iso3} {value.name}, by {value.via}"

    def likeness(self, one: Country, other: Country, where: Where) -> float:
        return 0.0

    def inherited(self, countries: Sequence[str], patterns: Patterns) -> tuple[Country, ...]:
        names = country_names(patterns)
        return tuple(Country(iso3, *names.get(iso3, (iso3, None)), via=_CONTEXT) for iso3 in countries)

    def is_inherited(self, value: Plain) -> bool:
        return bool(value.get("via") == _CONTEXT)

    def problems(self, values: Sequence[Plain]) -> Iterator[tuple[str, str]]:
        seen: set[str] = set()
        for index, value in enumerate(values):
            iso3 = value["iso3"]
            if iso3 in seen:
                yield f"[{index}].iso3", f"{iso3} stands there twice"
            seen.add(iso3)
            if iso3 not in country_codes():
                yield f"[{index}].iso3", no_code(iso3)
            if value["mentions"] and value["via"] == _CONTEXT:
                yield f"[{index}]", "via context, but with a mention: the text does say it"

    def completed(self, value: dict[str, Any], patterns: Patterns) -> dict[str, Any]:
        iso3 = str(value.get("iso3"))
        name, m49 = country_names(patterns).get(iso3, (iso3, None))
        return {**value, "name": name, "m49": m49}

    def refusals(self, value: Plain) -> Iterator[str]:
        code = value.get("iso3")
        if code not in country_codes():
            yield f"countries: {no_code(code)}"
        if value.get("via") == _CONTEXT and value.get("mentions"):
            yield "via: the paragraph itself names it, so it is not from the report's header"

    def worth_a_look(self, candidate: TurnedDown) -> bool:
        return candidate.rule != _NO_COUNTRY and candidate.reason != BARE_WORD

    def record_cell(self, values: Sequence[Country], safe: Sequence[Country]) -> Cell:
        return joined([value.iso3 for value in values])

    def count(self, values: Iterable[Country]) -> int:
        return len({value.iso3 for value in values})

    def section(self, found: Sequence[Found[Country]], people: Mapping[str, int]) -> Section | None:
        return None  # the map and its chart tell of them

    @property
    def on_page(self) -> tuple[str, str]:
        return "Countries", "that paragraphs refer to"

    def category(self, value: Plain) -> str | None:
        return str(value["via"])

    def countries(self, value: Plain) -> Sequence[str]:
        return (str(value["iso3"]),)

    def uncertainties(self, value: Plain, patterns: Patterns) -> Iterator[tuple[int, str]]:
        if value["via"] == "place":
            yield 8, "only a place in it is named"

    def suggested(self, patterns: Patterns, text: str, start: int, end: int, countries: Sequence[str]) -> dict[str, Any]:
        from extract.fields.countries.decide import read, rules_of

        for one in read(text[start:end], rules_of(patterns)).references:
            return {"iso3": one.iso3, "via": one.via}
        return {"iso3": "", "via": "name"}

    def offered(self, patterns: Patterns, values: Iterable[Plain]) -> list[Offer]:
        names = country_names(patterns).items()
        return [Offer(iso3, name, iso3) for iso3, (name, _) in sorted(names, key=lambda one: one[1]) if iso3 in country_codes()]

    def rule_words(self, kind: str, value: Plain) -> str | None:
        return str(value["mentions"][0]["text"]) if value["mentions"] else None

    def proposed(self, kind: str, folder: Path, value: Plain, sentence: str) -> Proposal:
        from extract.rules.edit import Proposal, appended, own_id, yaml_entry

        quotes = list(dict.fromkeys(one["text"] for one in value["mentions"]))
        if not quotes:
            raise UserError("no words of the text say it: there is nothing to write a rule for")
        body = {"use": "around", "kinds": ["name", "demonym", "place"], "only": quotes, "after": "^"}
        reason = f"A reviewer settled that this never names {value['name']}"
        entry = yaml_entry(own_id("country.not", quotes[0]), reason, body, sentence)
        words = f"“{'”, “'.join(quotes)}” never names a country."
        return Proposal(words, (appended(folder, _NOT_COUNTRIES, entry),))

    def check_patterns(self, patterns: Patterns) -> None:
        from extract.fields.countries.decide import rules_of

        rules_of(patterns)


FIELD = Countries(
    name="countries",
    singular="country",
    label="Country",
    value=Country,
    factory="extract_countries",
    about="One row for each country that a paragraph refers to.",
    columns=(
        Column("iso3", "text", 7, "ISO 3166-1 alpha-3 code; XKX for Kosovo"),
        Column("country", "text", 24, "Short name, as the United Nations writes it", "name"),
        Column("m49", "text", 7, "UN M49 code"),
        Column("via", "text", 10, "name, demonym, place, or context (only the report's header refers to it)"),
    ),
    in_records=Column("countries", "text", 18, "Alpha-3 codes of the countries it refers to"),
    gold=_Gold("countries", "iso3"),
    form=Form(
        asked=("iso3", "via"),
        labels={"iso3": "Code", "m49": "M49", "via": "Named by"},
        completes={"iso3": "countries"},
        free=False,
        beside=("via",),
        never=(_CONTEXT,),
        rules={"never": "“{}” never names a country"},
    ),
    told=("via",),
    locates=True,
    giving=tuple(f"countries/{name}.csv" for name in ("cities", "countries", "places", "subdivisions")),
)

"""A field: one kind of value that is drawn from paragraphs, and all that the other rooms need to know of it.

What is said here once, the tables, the workbook, the pages, the reviewer's form, diff, decisions and evaluation read; none of
them knows a field by its name. A field that says no more than it must gets the behaviour of the methods below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from extract.errors import UserError
from extract.fields.column import Cell, Column, Row, cell, joined
from extract.fields.form import Form
from extract.fields.gold import Gold
from extract.fields.section import Section, listed_by_label
from extract.fields.value import Value, own_attributes, plain, value_of
from extract.language.mention import TurnedDown

if TYPE_CHECKING:
    from extract.fields.section import Found
    from extract.rules.edit import Proposal
    from extract.rules.load import PatternError, Patterns

V = TypeVar("V", bound=Value)
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a list offers to complete: the attribute's value, how it is shown, more about it, the words it is found by, and other
    attributes of the value that come with it."""

    key: str
    shown: str
    more: str = ""
    words: str = ""
    brings: Mapping[str, Any] = field(default_factory=dict)


class Where(Protocol):
    """Where two values stand: in the same words of the same text or not, and how alike their sentences are (0 to 1)."""

    @property
    def same_text(self) -> bool: ...
    @property
    def overlapping(self) -> bool: ...
    def sentences_alike(self) -> float: ...


@dataclass(frozen=True)
class Field(Generic[V]):
    """One field.

    - ``name``: what records, tables and gold call the list of its values; ``singular``: what the schema calls one;
      ``label``: one value's kind, for people.
    - ``value``: the dataclass of its values (see ``extract.fields.value.Value``).
    - ``factory``: the spaCy factory that sets ``doc._.<name>``; ``needs``: the fields whose components must run before it.
    - ``columns``: of its table; ``about``: what a row of that is, in a sentence; ``in_records``: its column in the table records.
    - ``definition``: a value in JSON Schema; None where ``record.schema.json`` has it. ``description`` says what the list holds.
    - ``gold``: how gold lists it and how it is scored; ``form``: how a reviewer is asked for it.
    - ``adds_up``: its values are numbers of people, which may be summed. ``reference``: the attribute that is an index of another
      value of the same list, None where there is none.
    - ``locates``: its values are the countries that a paragraph refers to.
    - ``told``: attributes that a diff tells beside a value's name; ``follows``: those that follow from others, and are told where
      nothing else differs.
    - ``giving``: pattern tables whose rows give values; the rows of others are words that rules are made of.
    """

    name: str
    singular: str
    label: str
    value: type[V]
    factory: str
    columns: tuple[Column, ...]
    about: str
    in_records: Column
    gold: Gold
    needs: tuple[str, ...] = ()
    definition: Plain | None = None
    description: str = ""
    form: Form = field(default_factory=Form)
    told: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    giving: tuple[str, ...] = ()
    adds_up: bool = False
    least_alike: float = 0.75
    reference: str | None = None
    locates: bool = False

    # Identity, and what people call a value. Values are plain attributes where a person or a file gave them.

    def key(self, value: Plain) -> str:
        """A value's identity among those of its field in one paragraph."""
        return " ".join(self.called(value).casefold().split())

    def called(self, value: Plain) -> str:
        """How people would call a value."""
        return str(value.get(self.columns[0].shows))

    def short(self, value: Plain) -> str:
        """How a list calls a value."""
        return self.called(value)

    def says(self, value: V) -> str:
        """A value in one line: its name, and what a diff would tell of it."""
        given = plain(value)
        told = [f"{name.replace('_', ' ')} {joined(given[name])}" for name in self.told if given.get(name)]
        return "; ".join([self.called(given), *told])

    def trait(self, value: Plain) -> str:
        """What a change of the value may have in common with others."""
        return f"{self.singular} {self.called(value)}"

    # Which values are one (see ``extract.fields.matching``).

    def names(self, value: V) -> Iterator[tuple[object, ...]]:
        """What names a value, the surest first: two that share a name, which is nobody else's, are one."""
        yield (self.key(plain(value)),)

    def likeness(self, one: V, other: V, where: Where) -> float:
        """How much (0 to 1) speaks for two values being one that changed; below ``least_alike`` one went and another came."""
        from rapidfuzz import fuzz

        if where.same_text and where.overlapping:
            return 1.0
        return fuzz.token_sort_ratio(self.called(plain(one)).casefold(), self.called(plain(other)).casefold()) / 100

    def elsewhere(self, decided: Plain, value: Plain) -> bool:
        """Whether a value says what was decided upon, though at another place of the text."""
        return False

    def overlapping(self, decided: Plain, value: Plain) -> bool:
        """Whether a value of the same words as one that was decided upon is that one, read otherwise."""
        return False

    # Assembling a record, and what must hold of it beyond the schema.

    def inherited(self, countries: Sequence[str], patterns: Patterns) -> tuple[V, ...]:
        """The values of a paragraph that says none, out of its report's header (alpha-3 codes)."""
        return ()

    def is_inherited(self, value: Plain) -> bool:
        """Whether a value comes from the report's header alone."""
        return False

    def problems(self, values: Sequence[Plain]) -> Iterator[tuple[str, str]]:
        """What is wrong with a record's values, which fit the schema: the place (``[0].iso3``) and the reason."""
        return iter(())

    def completed(self, value: dict[str, Any], patterns: Patterns) -> dict[str, Any]:
        """A value that a person gave, with what follows from that: nobody is asked for it."""
        return value

    def refusals(self, value: Plain) -> Iterator[str]:
        """What is wrong with a value that a person gives: the attribute, a colon, the reason."""
        return iter(())

    def pattern_errors(self, patterns: Patterns, definition: Plain) -> Iterator[PatternError]:
        """Rows and rules that can be read and yet would give values that no record may hold, as the schema defines them."""
        return iter(())

    def worth_a_look(self, candidate: TurnedDown) -> bool:
        """Whether a candidate that a rule turned down may be a value that was overlooked."""
        return True

    # Tables.

    def cells(self, values: Sequence[V], index: int, why_not: str | None, counted_in: str | None = None) -> Row:
        """The cells of a value's own columns; ``why_not`` says why it stays out of a sum, ``counted_in`` which row counts it."""
        return tuple(cell(getattr(values[index], column.shows)) for column in self.columns)

    def record_cell(self, values: Sequence[V], safe: Sequence[V]) -> Cell:
        """What the table records says of a record's values; ``safe`` are those that may be added up."""
        return joined([self.short(plain(value)) for value in values])

    def count(self, values: Iterable[V]) -> int:
        """How many there are of all the values of a run: the figure of the closing summary."""
        return len({self.key(plain(value)) for value in values})

    def section(self, found: Sequence[Found[V]], people: Mapping[str, int]) -> Section | None:
        """Its part of the page to hand on; ``people`` are those trained by the names in the attribute called like the field."""
        return listed_by_label(self.label, [(one, self.called(plain(one.value))) for one in found])

    @property
    def on_page(self) -> tuple[str, str]:
        """The heading of its key figure on the page, and the small words below."""
        return self.name.replace("_", " ").capitalize(), "that paragraphs name"

    # Sums of people.

    def why_not(self, values: Sequence[V], index: int) -> str | None:
        """Why a value must stay out of a sum over its record; None where it may be added up."""
        return None

    def failing_sums(self, values: Sequence[V], text: str) -> Iterator[tuple[int, str, str, str]]:
        """Sums of the text that do not hold: the value's index, which sum, one reading, the other."""
        return iter(())

    # Reviewing.

    def category(self, value: Plain) -> str | None:
        """What a reviewer may filter values by."""
        return None

    def countries(self, value: Plain) -> Sequence[str]:
        """The alpha-3 codes of the countries that a value itself is about; none: its paragraph's."""
        return ()

    def same_kind(self, value: Plain) -> str:
        """What values have in common that a reviewer would decide together."""
        return self.short(value)

    def uncertainties(self, value: Plain, patterns: Patterns) -> Iterator[tuple[int, str]]:
        """What makes a value less certain: points (of a hundred) and the reason."""
        return iter(())

    def suggested(self, patterns: Patterns, text: str, start: int, end: int, countries: Sequence[str]) -> dict[str, Any]:
        """The attributes to begin with for the marked words ``text[start:end]`` of a paragraph on these countries."""
        return {self.columns[0].shows: " ".join(text[start:end].split())}

    def offered(self, patterns: Patterns, values: Iterable[Plain]) -> list[Offer]:
        """The list from which ``form.completes`` completes; ``values`` are those of the output."""
        return []

    def rule_words(self, kind: str, value: Plain) -> str | None:
        """What stands for the value in the words of ``form.rules``; None where that kind is not to be had for it."""
        return self.short(value)

    def proposed(self, kind: str, folder: Path, value: Plain, sentence: str) -> Proposal:
        """The edit of one's own patterns in ``folder`` that a kind of ``form.rules`` comes to. Raises ``UserError``."""
        raise UserError(f"{self.name}: this field has no edit of the kind {kind}")

    def check_patterns(self, patterns: Patterns) -> None:
        """Raises ``PatternError`` where the field's component would not take the patterns."""

    # From and to plain data.

    @property
    def bundled(self) -> bool:
        """Whether ``record.schema.json`` has it; every record holds its list."""
        return self.definition is None

    def attributes(self) -> tuple[str, ...]:
        """The names of the value's own attributes, in their order."""
        return own_attributes(self.value)

    def value_of(self, given: Plain) -> V:
        """The value that plain attributes describe. Raises ``KeyError``, ``TypeError``."""
        found: V = value_of(self.value, given)
        return found

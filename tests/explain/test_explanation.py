"""Explaining a paragraph: each value with its rule, each candidate turned down with the condition that failed."""

from __future__ import annotations

import io

from rich.console import Console
from spacy.language import Language

from extract.explain import show
from extract.explain.explanation import Explanation, explanation, pieces
from extract.language.context import Context
from extract.rules.load import load_patterns

TEXT = (
    "The Mission and UNICEF trained 40 judges (12 women) in Wau under resolution 1325 (2000). Some 300 people fled <b>Juba</b>."
)


def made(nlp: Language, text: str = TEXT) -> Explanation:
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(reporter="UNMISS", countries=("SSD",))
    return explanation(nlp(doc), load_patterns())


def test_each_value_names_the_rule_its_reason_and_its_place(nlp: Language) -> None:
    found = made(nlp)
    by_field = {one.field: one for one in found.given}
    assert by_field["resolutions"].says == "S/RES/1325 (2000), Security Council"
    assert by_field["partners"].says.startswith("United Nations Children’s Fund") or "UNICEF" in by_field["partners"].says
    assert "40 judges" in by_field["trained"].says
    for one in found.given:
        assert one.because, one
        assert all(because.where for because in one.because), one


def test_the_pieces_are_the_text(nlp: Language) -> None:
    found = made(nlp)
    assert "".join(text for text, _ in pieces(found)) == TEXT
    assert any(fields[:1] == ("trained",) and "40" in text for text, fields in pieces(found))


def test_what_was_turned_down_says_the_condition(nlp: Language) -> None:
    found = made(nlp)
    down = {one.because.words: one for one in found.not_given if one.field == "trained"}
    assert any("300" in words for words in down), down
    assert all(one.condition and one.because.rule for one in found.not_given)


def test_the_terminal_shows_values_and_what_was_turned_down(nlp: Language) -> None:
    console = Console(file=io.StringIO(), width=160)
    console.print(show.terminal(made(nlp)))
    text = console.file.getvalue()
    for words in ("S/RES/1325 (2000)", "turned down", "300", ".yaml:"):
        assert words in text


def test_a_page_never_takes_text_for_markup(nlp: Language) -> None:
    page = show.page(made(nlp))
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "http" not in page.split("</style>")[1].replace("https://undocs", "")


def test_plain_data_quotes_the_text(nlp: Language) -> None:
    found = show.plain(made(nlp))
    spans = [span for one in found["given"] for span in one["spans"]]
    assert spans
    assert all(0 <= start < end <= len(TEXT) for start, end in spans)


def test_a_paragraph_about_something_else_says_so(nlp: Language) -> None:
    console = Console(file=io.StringIO(), width=100)
    console.print(show.terminal(made(nlp, "It rained.")))
    assert "no rule gave a value" in console.file.getvalue()


def test_of_a_long_row_only_what_was_met_is_told(nlp: Language) -> None:
    (given,) = [one for one in made(nlp).given if one.field == "countries"]
    (row,) = [one for one in given.because if one.where.startswith("countries/places.csv") and one.words == "Wau"]
    assert "Wau and " in row.reason
    assert len(row.reason) < 60


def test_values_that_the_judge_decided_show_how_sure_it_is_and_what_is_alike(nlp: Language) -> None:
    found = made(nlp)
    (people,) = [one for one in found.given if one.field == "trained"]
    assert 0.5 < people.confidence <= 1
    assert len(people.alike) == 3
    assert all(one.right in {"learner", "no learner"} and one.said in one.around for one in people.alike)

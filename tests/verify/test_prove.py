"""The proof of a record: what holds, and each way in which it may not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading.report import Fragment, Paragraph
from extract.records.record import plain_record
from extract.verify.prove import quotes, stands_in, unproved
from tests.records.make import TEXT, record

SECOND = TEXT.index("The course")


def paragraph(text: str = TEXT, **given: Any) -> Paragraph:
    base: dict[str, Any] = {
        "ordinal": 5,
        "page": 4,
        "number": "23",
        "headings": ("Rule of law",),
        "fragments": (Fragment(0, SECOND, page=4), Fragment(SECOND, len(text), page=5)),
    }
    return Paragraph(text=text, **(base | given))


def page_text(page: int) -> str:
    return {
        4: "23.\u00a0In May, the Mission trained 40 police offi-\r\ncers (12 women) in Kapoeta to-\r\ngether with UNDP.",
        5: TEXT[SECOND:],
    }[page]


def reasons(found: dict[str, Any], *paragraphs: Paragraph, pages: Any = page_text) -> list[str]:
    return [one.reason for one in unproved(found, {one.ordinal: one for one in paragraphs}, pages)]


def test_a_record_whose_quotes_stand_on_their_pages_holds() -> None:
    assert reasons(plain_record(record()), paragraph()) == []
    assert len(quotes(plain_record(record()))) == 4


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (paragraph(ordinal=6), "the report has no paragraph 5"),
        (paragraph(text=TEXT + "!"), "the paragraph reads otherwise"),
        (paragraph(page=3), "the paragraph stands elsewhere than the record says (page, number or section)"),
        (paragraph(number="24"), "the paragraph stands elsewhere than the record says (page, number or section)"),
    ],
)
def test_a_paragraph_that_is_not_as_the_record_says_is_told(changed: Paragraph, reason: str) -> None:
    assert reasons(plain_record(record()), changed) == [reason]


def test_a_quote_that_does_not_stand_at_its_offsets_is_told() -> None:
    forged = plain_record(record())
    forged["trained"][0]["mentions"][0]["text"] = "400"
    [wrong] = unproved(forged, {5: paragraph()}, page_text)
    assert (wrong.quote, wrong.reason, wrong.page) == ("400", "the quote does not stand at its offsets", 4)


def test_a_page_that_does_not_hold_the_words_is_told() -> None:
    def other(page: int) -> str:
        return page_text(page).replace("UNDP", "UNHCR")

    [wrong] = unproved(plain_record(record()), {5: paragraph()}, other)
    assert (wrong.quote, wrong.reason) == ("UNDP", "the page does not hold the words")


def test_where_there_are_no_pages_the_text_is_the_proof() -> None:
    assert reasons(plain_record(record()), paragraph(), pages=None) == []


@given(
    st.lists(st.text("abcdeé12", min_size=1, max_size=8), min_size=1, max_size=8),
    st.sampled_from(["\n", "-\r\n", " 12 ", "\u00ad", ", "]),
)
def test_words_broken_by_lines_and_notes_still_stand(words: list[str], gap: str) -> None:
    assert stands_in(" ".join(words), f"Before. {gap.join(words)} behind.")


@given(st.text(min_size=1, max_size=30))
def test_a_quote_stands_in_itself_and_digits_are_not_made_up(quote: str) -> None:
    assert stands_in(quote, quote)
    if re.search(r"[^\W\d_]", quote):
        assert not stands_in(f"{quote} 4711", quote)

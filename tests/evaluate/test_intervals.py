"""Bootstrap intervals hold the figure and are the same for the same sheets."""

from __future__ import annotations

from extract.evaluate.intervals import intervals
from extract.evaluate.score import total
from extract.fields.gold import Sheet, Tally


def sheets(hits: list[int]) -> list[Sheet]:
    found = []
    for hit in hits:
        sheet = Sheet()
        sheet.tallies["partners"] += Tally(hit, 1, 1)
        found.append(sheet)
    return found


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    given = sheets([1] * 80 + [0] * 20)
    low, high = intervals(given, 500)["partners"]
    assert 0.65 < low < total(given)["partners"].f1 < high < 0.95
    assert intervals(given, 500)["partners"] == (low, high)


def test_where_nothing_is_to_be_found_all_is_right() -> None:
    assert intervals(sheets([1]), 50)["countries"] == (1.0, 1.0)

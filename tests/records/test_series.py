"""Issues of one series are known by their titles."""

from __future__ import annotations

import pytest

from extract.records.counting_rules import counting_rules
from extract.records.record import Source
from extract.records.series import Issue, issues
from tests.records.told import paragraph


def issue(*reports: tuple[str | None, str, str | None]) -> list[Issue]:
    sources: list[Source] = [
        paragraph("So 1 clerk.", report=file, file=file, title=title, reporter=reporter).source
        for title, file, reporter in reports
    ]
    found = issues(sources, counting_rules())
    return [found[(source.report, source.file)] for source in sources]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Floods: situation report no. 9", "a.pdf", "IFRC"), ("Floods: situation report no. 12", "b.pdf", "IFRC")),
        (
            ("Operations update, Africa, 12 June 2030", "a.pdf", "IFRC"),
            ("Operations update, Africa, 3 July 2030", "b.pdf", "IFRC"),
        ),
        (("Africa: operations update", "a.pdf", "IFRC"), ("Operations update: Africa", "b.pdf", "IFRC")),
        (("Rains in the lakes (draft)", "a.docx", None), ("Rains in the lakes, final", "b.docx", None)),
        ((None, "lakes09.pdf", None), (None, "lakes12.pdf", None)),
    ],
)
def test_issues_of_a_series(first: tuple[str | None, str, str | None], second: tuple[str | None, str, str | None]) -> None:
    one, other = issue(first, second)
    assert one.series is not None
    assert one.series == other.series


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Annual report 2031", "a.pdf", None), ("Annual report 2032", "b.pdf", None)),
        (("Floods: situation report 9", "a.pdf", "IFRC"), ("Floods: situation report 9", "b.pdf", "UNICEF")),
        (("Floods in the hills: report", "a.pdf", "IFRC"), ("Drought on the coast: report", "b.pdf", "IFRC")),
    ],
)
def test_reports_of_no_series(first: tuple[str | None, str, str | None], second: tuple[str | None, str, str | None]) -> None:
    one, other = issue(first, second)
    assert one.series is None or one.series != other.series


def test_an_issue_without_a_number_in_its_title_is_placed_by_its_file() -> None:
    nine, twelve = issue(("Regional food report", "sitrep09.pdf", "IFRC"), ("Regional food report", "sitrep12.pdf", "IFRC"))
    assert nine.place < twelve.place

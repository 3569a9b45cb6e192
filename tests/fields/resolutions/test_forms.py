"""A resolution cited in any form a report may use comes back under the one symbol."""

from __future__ import annotations

import functools
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.resolutions.find import Found, find
from extract.fields.resolutions.rules import Rules, rules_of
from extract.rules.load import load_patterns

ROMAN = ["I", "II", "III", "IV", "V", "IX", "XIV", "XIX", "XXI", "XXV", "XXVIII", "XXX"]


@functools.cache
def loaded() -> Rules:
    return rules_of(load_patterns())


def cited(text: str, before: str = "") -> list[Found]:
    return find(text, loaded(), before)[0]


def symbols(text: str, before: str = "") -> list[str]:
    return list(dict.fromkeys(one.symbol for one in cited(text, before)))


COUNCIL_FORMS = [
    "Security Council resolution {n} ({y})",
    "resolution {n} ({y})",
    "resolution {n}({y})",
    "resolution {n} ({y}) of the Security Council",
    "United Nations Security Council Resolution {n}",
    "UN Security Council resolution No. {n}",
    "UNSC resolution {n}/{y}",
    "UNSCR {n}",
    "UNSCR {n} ({y})",
    "UNSCR{n}",
    "SCR {n}",
    "UNSC Res. {n}",
    "Security Council Resolution (UNSCR) {n}",
    "S/RES/{n} ({y})",
    "S/RES/{n}({y})",
    "S/RES/{n}",
    "the Council’s resolution {n} ({y})",
    "resolution {n} ({y}), paragraph 12,",
    "paragraph 12 of its resolution {n} ({y})",
    "Security Council resolution {n} ({y}) and later resolutions",
]


@given(
    number=st.integers(1000, 2811),
    form=st.sampled_from(COUNCIL_FORMS),
    tail=st.sampled_from([".", " was read.", ", among others."]),
)
def test_security_council_in_any_form(number: int, form: str, tail: str) -> None:
    year = loaded().security_council_year(number)
    assert year is not None
    text = "The officers were taught " + form.format(n=number, y=year) + tail
    assert symbols(text) == [f"S/RES/{number} ({year})"]
    for one in cited(text):
        assert str(number) in text[one.start : one.end]
        assert one.url == f"https://undocs.org/S/RES/{number}({year})"
        assert (one.body, one.year) == ("Security Council", year)


ASSEMBLY_FORMS = [
    "General Assembly resolution {n}",
    "resolution {n}",
    "resolution {n}, annex, section II,",
    "UN General Assembly Resolution {n}",
    "UNGA Res. {n}",
    "GA res. {n}",
    "A/RES/{n}",
    "resolution {n} of the General Assembly",
    "the General Assembly, in its resolution {n},",
    "the Assembly’s resolution {n}",
]


@given(
    session=st.one_of(
        st.integers(31, 85).map(str), st.integers(6, 32).map("S-{}".format), st.integers(6, 11).map("ES-{}".format)
    ),
    number=st.integers(1, 320),
    part=st.sampled_from(["", " B", " C"]),
    form=st.sampled_from(ASSEMBLY_FORMS),
)
def test_general_assembly_in_any_form(session: str, number: int, part: str, form: str) -> None:
    text = "They were told of " + form.format(n=f"{session}/{number}{part}") + " at length."
    assert symbols(text) == [f"A/RES/{session}/{number}{part}"]


@given(number=st.integers(100, 3541), roman=st.sampled_from(ROMAN), part=st.sampled_from(["", " A", " B"]))
def test_roman_sessions(number: int, roman: str, part: str) -> None:
    text = f"Under General Assembly resolution {number}{part} ({roman}) of 9 May, clerks were trained."
    assert symbols(text) == [f"A/RES/{number}{part} ({roman})"]


@given(year=st.integers(1978, 2025), number=st.integers(1, 60))
def test_economic_and_social_council(year: int, number: int) -> None:
    for form in ("Economic and Social Council resolution {}", "ECOSOC resolution {}", "E/RES/{}", "resolution {}"):
        assert symbols(f"The course follows {form.format(f'{year}/{number}')}.") == [f"E/RES/{year}/{number}"]


OTHERS = [
    ("Human Rights Council resolution {s}/{n}", "A/HRC/RES/{s}/{n}"),
    ("A/HRC/RES/{s}/{n}", "A/HRC/RES/{s}/{n}"),
    ("resolution {s}/{n} of the Human Rights Council", "A/HRC/RES/{s}/{n}"),
    ("Commission on Narcotic Drugs resolution {s}/{n}", "CND {s}/{n}"),
    ("CND resolution {s}/{n}", "CND {s}/{n}"),
    ("World Health Assembly resolution {s}.{n}", "WHA {s}.{n}"),
    ("resolution WHA{s}.{n}", "WHA {s}.{n}"),
    ("WHA{s}.{n}", "WHA {s}.{n}"),
]


@given(session=st.integers(40, 60), number=st.integers(1, 30), form=st.sampled_from(OTHERS))
def test_other_bodies(session: int, number: int, form: tuple[str, str]) -> None:
    given, wanted = form
    text = f"The course rests on {given.format(s=session, n=number)}."
    assert symbols(text) == [wanted.format(s=session, n=number)]


@given(st.lists(st.integers(1000, 2811), min_size=2, max_size=6, unique=True), st.booleans())
def test_lists(numbers: list[int], years: bool) -> None:
    council = loaded()
    shown = [f"{n} ({council.security_council_year(n)})" if years else str(n) for n in numbers]
    text = f"Officers studied Security Council resolutions {', '.join(shown[:-1])} and {shown[-1]}."
    assert symbols(text) == [f"S/RES/{n} ({council.security_council_year(n)})" for n in numbers]


@given(st.integers(1, 200), st.integers(2, 12), st.sampled_from([" to ", "–", " through "]))
def test_ranges(first: int, size: int, mark: str) -> None:
    text = f"General Assembly resolutions 77/{first}{mark}77/{first + size} were read."
    assert set(symbols(text)) == {f"A/RES/77/{n}" for n in range(first, first + size + 1)}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_text_is_read(text: str) -> None:
    found, refused = find("resolution " + text, loaded())
    for one in (*found, *refused):
        assert 0 <= one.start < one.end <= len(text) + 11


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Conference of the Parties to the Organized Crime Convention adopted resolution 10/4.", ["CTOC/COP 10/4"]),
        ("CoSP resolution 8/13 asks for trained judges.", ["CAC/COSP 8/13"]),
        ("UNEA resolution 5/14 opened the talks.", ["UNEA 5/14"]),
        ("The talks rest on UNEP/EA.5/Res.14.", ["UNEA 5/14"]),
        ("The Commission on Crime Prevention and Criminal Justice adopted resolution 26/3.", ["CCPCJ 26/3"]),
        ("ICAO Assembly resolution A41-21 was taught.", ["ICAO A41-21"]),
        ("IMO resolution A.1110(30) was taught.", ["IMO A.1110(30)"]),
        ("IAEA General Conference resolution GC(67)/RES/12 was taught.", ["IAEA GC(67)/RES/12"]),
        ("Commission on Human Rights resolution 2001/57 set up the post.", ["E/CN.4/RES/2001/57"]),
        ("ESCAP resolution 79/1 asks for early warning.", ["ESCAP 79/1"]),
        ("ECLAC resolution 700 (XXXVI) set up the forum.", ["ECLAC 700 (XXXVI)"]),
        ("UN-Habitat Assembly resolution 1/2 asks for safer cities.", ["UN-Habitat Assembly 1/2"]),
        ("Under resolution 377 A (V) the Assembly met.", ["A/RES/377 A (V)"]),
        ("Parts of resolutions 71/272 A and 72/262 B were read.", ["A/RES/71/272 A", "A/RES/72/262 B"]),
        ("It follows resolutions 61/244 A and B and 62/9.", ["A/RES/61/244 A", "A/RES/61/244 B", "A/RES/62/9"]),
        ("Resolutions 53/15 A to C were read.", ["A/RES/53/15 A", "A/RES/53/15 B", "A/RES/53/15 C"]),
        ("It follows resolution 61/244 A and asks for courses.", ["A/RES/61/244 A"]),
        ("The panel met (resolutions 79/258 and 79/259).", ["A/RES/79/258", "A/RES/79/259"]),
    ],
)
def test_forms_of_bodies(text: str, wanted: list[str]) -> None:
    assert symbols(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The General Assembly, in resolution 64/292, and the Human Rights Council, in resolution 15/9, spoke of water.",
            ["A/RES/64/292", "A/HRC/RES/15/9"],
        ),
        ("In its resolution 62/1, the Commission on Narcotic Drugs asked for courses.", ["CND 62/1"]),
        ("The Human Rights Council was established by resolution 60/251.", ["A/RES/60/251"]),
        ("Its mandate was renewed by the Human Rights Council in its resolution 51/7.", ["A/HRC/RES/51/7"]),
        ("Recalling its resolution 67/3 of 22 March 2024, it asked for courses.", ["CND 67/3"]),
        ("Recalling its resolution 31/1 of 20 May 2022, it asked for courses.", ["CCPCJ 31/1"]),
        ("Recalling resolution 79/192 of 17 December 2024, it asked for courses.", ["A/RES/79/192"]),
        ("The Human Rights Council met. Recalling its resolution 48/13, it asked for a study.", ["A/HRC/RES/48/13"]),
        (
            "They studied resolutions 1325 (2000), 1820 and 1888.",
            ["S/RES/1325 (2000)", "S/RES/1820 (2008)", "S/RES/1888 (2009)"],
        ),
        ("They studied resolution 1325 (2000) and 2000 leaflets were given.", ["S/RES/1325 (2000)"]),
        ("Their rights under resolution 194 were the topic.", ["A/RES/194 (III)"]),
        ("What resolution 242 asks was the topic.", ["S/RES/242 (1967)"]),
    ],
)
def test_which_body(text: str, wanted: list[str]) -> None:
    assert symbols(text) == wanted


def test_body_of_the_title() -> None:
    text = "In its resolution 53/1, the Council asked for a study."
    assert symbols(text, "Report of the Human Rights Council") == ["A/HRC/RES/53/1"]


def test_its_resolution_is_that_of_the_report() -> None:
    title = "Commission on Narcotic Drugs: report on the sixty-eighth session"
    assert symbols("Recalling its resolution 65/1, it asked for courses.", title) == ["CND 65/1"]
    assert symbols("Recalling its resolution 76/300, it asked for courses.", title) == ["A/RES/76/300"]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee took up draft resolution 79/4.",
        "It follows Peace and Security Council resolution 112.",
        "The European Parliament adopted resolution 2021/14.",
        "African Commission on Human and Peoples' Rights resolution 275 protects them.",
        "Cabinet Resolution 12/2020 set up the committee.",
        "The Board of Governors adopted Resolution No. 2450 on its capital.",
        "Resolution 1325 of the Ministry of Finance sets the fee.",
        "The Folketing’s resolution 1200 was read.",
        "Conflict resolution training reached 40 chiefs.",
        "The dispute found its resolution in 2024.",
        "Images with a resolution of 300 dots were shown.",
        "See decision 75/540 and presidential statement 2023/4.",
        "In 2019 and 2020 the resolution was read in 12 schools.",
    ],
)
def test_what_is_no_resolution(text: str) -> None:
    assert symbols(text) == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("S/RES/1325", "https://undocs.org/S/RES/1325(2000)"),
        ("General Assembly resolution 70/1", "https://undocs.org/A/RES/70/1"),
        ("General Assembly resolution 217 A (III)", "https://undocs.org/A/RES/217(III)"),
        ("A/RES/3379 (XXX)", "https://undocs.org/A/RES/3379(XXX)"),
        ("resolution ES-10/24", "https://undocs.org/A/RES/ES-10/24"),
        ("Economic and Social Council resolution 2019/20", "https://undocs.org/E/RES/2019/20"),
        ("Human Rights Council resolution 48/3", "https://undocs.org/A/HRC/RES/48/3"),
        ("UNEA resolution 5/14", "https://undocs.org/UNEP/EA.5/Res.14"),
        ("UNEP/EA.5/Res.14", "https://undocs.org/UNEP/EA.5/Res.14"),
        ("CND resolution 62/1", None),
    ],
)
def test_link(text: str, url: str | None) -> None:
    assert [one.url for one in cited(f"They read {text} at length.")] == [url]


def test_every_year_of_the_table_follows_on() -> None:
    years = loaded().years
    assert (years[0].year, years[-1].year) == (1946, 2025)
    for row, following in itertools.pairwise(years):
        assert (following.year, following.first) == (row.year + 1, row.last + 1)


def test_the_table_tells_the_year() -> None:
    (one,) = cited("Cadets were taught UNSCR 1325.")
    assert "resolution.year.2000" in {rule for rule, _, _ in one.also}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It recalls resolution 1 325 (2000) and resolution 2 493 (2019).", ["S/RES/1325 (2000)", "S/RES/2493 (2019)"]),
        ("It recalls resolution 2467 ( 2019 ).", ["S/RES/2467 (2019)"]),
        ("It recalls resolution 2467 (2019)3 and thanks the clerks.", ["S/RES/2467 (2019)"]),
        ("It recalls resolution 2467 (2019)14.", ["S/RES/2467 (2019)"]),
        ("It recalls General Assembly resolution 70/ 179.", ["A/RES/70/179"]),
        ("It recalls A/RES/ES‐10/24.", ["A/RES/ES-10/24"]),
        ("At the Human Rights Council, resolution 45/33 was read.", ["A/HRC/RES/45/33"]),
        ("It recalls the yearly resolution (lately 78/283).", ["A/RES/78/283"]),
        ("The Bangkok Rules (resolution 65/229) and the Beijing Rules (40/33) were read.", ["A/RES/65/229", "A/RES/40/33"]),
        ("On page 1 resolution 325 (1972) is recalled.", ["S/RES/325 (1972)"]),
        ("It recalls resolution 70/179 12 times.", ["A/RES/70/179"]),
        ("A screen resolution 70/30 was tested.", []),
        ("The image resolution 12/40 was tested.", []),
        ("Conflict resolution 12/40 was the course.", []),
        ("It recalls resolution 2467 (2019) and 300 (1971) pages.", ["S/RES/2467 (2019)", "S/RES/300 (1971)"]),
    ],
)
def test_blanks_marks_and_screens(text: str, wanted: list[str]) -> None:
    assert symbols(text) == wanted

"""What a report says of itself, from the first lines of invented reports in the manner of many publishers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.header import country_codes, from_front
from tests.reading.make import NAMES

SG = "Report of the Secretary-General"


def masthead(symbol: str, title: str, by: str = SG, text: str = "", date: str = "4 March 2031") -> list[str]:
    top = [f"United Nations {symbol}", "Security Council Distr.: General", date, "Original: English", "31-01234 (E) 140331"]
    return [*top, "*3101234*", *title.split("\n"), by, "I. Introduction", text]


@pytest.mark.parametrize(
    ("front", "symbol", "reporter", "year", "countries"),
    [
        (masthead("S/2031/193", "United Nations Support Mission in Libya"), "S/2031/193", "UNSMIL", 2031, ("LBY",)),
        (masthead("S/2031/41", "United Nations Integrated Office in Haiti"), "S/2031/41", "BINUH", 2031, ("HTI",)),
        (
            masthead("S/2031/17", "United Nations Organization Stabilization Mission in the\nDemocratic Republic of the Congo"),
            "S/2031/17",
            "MONUSCO",
            2031,
            ("COD",),
        ),
        (
            masthead("S/2031/479", "Ninth progress report of the Secretary-General on the\nUnited Nations Mission in Liberia", "Summary"),
            "S/2031/479",
            "UNMIL",
            2031,
            ("LBR",),
        ),
        (
            masthead("S/2031/68", "Implementation of resolution 2999 (2030)", text="1. The work of the United Nations Assistance Mission for Iraq (UNAMI) went on."),
            "S/2031/68",
            "UNAMI",
            2031,
            ("IRQ",),
        ),
        (
            masthead("S/2031/25", "Situation in the Central African Republic", text="1. MINUSCA, the mission, went on."),
            "S/2031/25",
            "MINUSCA",
            2031,
            ("CAF",),
        ),
        (
            masthead("S/2031/88", "Children and armed conflict in South Sudan", text="1. UNMISS verified what was reported."),
            "S/2031/88",
            "Secretary-General",
            2031,
            ("SSD",),
        ),
        (masthead("S/2031/82", "Women and youth in the building of peace"), "S/2031/82", "Secretary-General", 2031, ()),
        (
            masthead("A/85/579", "Performance report on the budget of the United Nations\nDisengagement Observer Force for the period from\n1 July 2029 to 30 June 2030"),
            "A/85/579",
            "UNDOF",
            2030,
            ("SYR",),
        ),
        (
            masthead("A/HRC/90/44", "Human rights in the Philippines", "Report of the United Nations High Commissioner for Human Rights"),
            "A/HRC/90/44",
            "OHCHR",
            2031,
            ("PHL",),
        ),
        (
            masthead("A/HRC/90/14", "Human rights in Belarus", "Report of the Special Rapporteur on human rights in Belarus"),
            "A/HRC/90/14",
            "Special Rapporteur on human rights in Belarus",
            2031,
            ("BLR",),
        ),
        (
            masthead("DP/FPA/2031/4", "Annual report for 2030", "Report of the Executive Director"),
            "DP/FPA/2031/4",
            "UNFPA",
            2030,
            (),
        ),
        (masthead("E/ICEF/2031/15", "Annual report for 2030", "Summary"), "E/ICEF/2031/15", "UNICEF", 2030, ()),
        (masthead("E/CN.7/2031/2", "Work of the Office", "Report of the Executive Director"), "E/CN.7/2031/2", "UNODC", 2031, ()),
        (masthead("S/RES/2999 (2030)", "Resolution 2999 (2030)", "Adopted by the Security Council at its 12000th meeting"), "S/RES/2999 (2030)", "Security Council", 2030, ()),
    ],
)  # fmt: skip
def test_masthead(front: list[str], symbol: str, reporter: str, year: int, countries: tuple[str, ...]) -> None:
    header = from_front(front, {}, None, NAMES)
    assert (header.symbol, header.reporter, header.countries) == (symbol, reporter, countries)
    assert header.year == year


def test_masthead_title_is_joined_without_agenda_item_and_period() -> None:
    front = [
        "United Nations A/85/12-E/2031/71",
        "General Assembly Economic and Social Council",
        "Distr.: General",
        "2 May 2031",
        "Original: English",
        "General Assembly Economic and Social Council",
        "Eighty-fifth session 2031 session",
        "Item 32 of the preliminary list*",
        "Strengthening of the coordination of assistance",
        "Assistance to the people of Malawi for the period",
        "from 1 January to 31 December 2030",
        SG,
        "Summary",
    ]
    header = from_front(front, {}, None, NAMES)
    assert header.symbol == "A/85/12"
    assert header.title == "Assistance to the people of Malawi"
    assert (header.reporter, header.year, header.countries) == ("Secretary-General", 2030, ("MWI",))


def test_a_title_line_that_begins_like_a_masthead_line_stays_in_the_title() -> None:
    front = masthead(
        "S/2031/153", "Implementation of resolution 2999 (2030)\nduring the period from 21 October 2030 to\n20 February 2031"
    )
    assert from_front(front, {}, None, NAMES).title == "Implementation of resolution 2999 (2030)"


def test_letters_are_about_no_country_and_name_their_sender_in_the_title() -> None:
    letter = "Letter dated 4 March 2031 from the Permanent Representative of\nNorway to the United Nations addressed to the Secretary-General"
    header = from_front(masthead("A/85/700", letter, "I have the honour to transmit"), {}, None, NAMES)
    assert header.title == letter.replace("\n", " ")
    assert (header.reporter, header.countries) == (None, ())


@pytest.mark.parametrize(
    ("front", "properties", "expected"),
    [
        (["Home", "Harbour Aid Foundation"], {"title": "Annual report 2023 | Harbour Aid Foundation"}, ("Annual report 2023", "Harbour Aid Foundation", 2023, ())),
        ([], {"title": "Annual report 2023 | Whatever"}, ("Annual report 2023", None, 2023, ())),
        ([], {"title": "Norwegian Refugee Council » Annual report 2022"}, ("Annual report 2022", "NRC", 2022, ())),
        (["UNICEF South Sudan", "Country Office Annual Report 2021"], {"title": "Microsoft Word - COAR_final.docx", "author": "jsmith"}, ("Country Office Annual Report 2021", "UNICEF", 2021, ("SSD",))),
        (["World Food Programme", "Jordan Country Report 2022"], {"title": "untitled"}, ("Jordan Country Report 2022", "WFP", 2022, ("JOR",))),
        (["UNHCR Uganda", "Annual Results Report 2023"], {}, ("Annual Results Report 2023", "UNHCR", 2023, ("UGA",))),
        (["The Lakeside Women’s Trust", "Narrative Report", "January – December 2020"], {"title": "Document1"}, ("Narrative Report", "Lakeside Women’s Trust", 2020, ())),
        (["Royal Meridia Police Force", "Policing Report 2019–20"], {}, ("Policing Report 2019–20", "Royal Meridia Police Force", 2020, ())),
        (["Kenya National Police Service", "Annual Report 2018"], {}, ("Annual Report 2018", "Kenya National Police Service", 2018, ("KEN",))),
        (["Asian Development Bank", "Annual Report 2021"], {"title": "ADB Annual Report 2021"}, ("ADB Annual Report 2021", "ADB", 2021, ())),
        (["Completion and Results Report", "Republic of Ghana", "Courts Project", "The World Bank"], {"author": "WB12345"}, ("Completion and Results Report", "World Bank", None, ("GHA",))),
        (["Report to the Donor", "Grantee: Open Door Legal Clinic", "Reporting period: 1 January 2019 – 31 December 2019"], {}, ("Report to the Donor", "Open Door Legal Clinic", 2019, ())),
        (["Final Narrative Report", "Name of organisation: Bridges for Youth", "Country: Nepal"], {}, ("Final Narrative Report", "Bridges for Youth", None, ("NPL",))),
        (["Justice in Reach: Progress Report", "Implemented by UNODC, funded by the European Union", "Location: Uganda, Kenya"], {}, ("Justice in Reach: Progress Report", "UNODC", None, ("UGA", "KEN"))),
        (["Annual Report: October 2019 – September 2020", "Submitted by: Meridian Partners International"], {}, ("Annual Report: October 2019 – September 2020", "Meridian Partners International", 2020, ())),
        (["UNMISS", "Training Report 2021"], {}, ("Training Report 2021", "UNMISS", 2021, ("SSD",))),
        (["WHO WE ARE"], {}, ("WHO WE ARE", None, None, ())),
    ],
)  # fmt: skip
def test_own_front(
    front: list[str], properties: dict[str, str], expected: tuple[str, str | None, int | None, tuple[str, ...]]
) -> None:
    header = from_front(front, properties, None, NAMES)
    assert (header.title, header.reporter, header.year, header.countries) == expected
    assert header.symbol is None


def test_file_name_says_what_nothing_else_does() -> None:
    header = from_front(["Forty officers were trained in two courses."], {"file": "unodc_courses_2024.txt"}, None, NAMES)
    assert (header.reporter, header.year) == ("UNODC", 2024)
    assert from_front(["Forty officers were trained."], {"file": "care_of_the_elderly.txt"}, None, NAMES).reporter is None


def test_dates_in_running_text_are_not_the_year() -> None:
    text = "In the course of the year that ended on 3 May 2017 the trust, with the help of others, taught many people to read, to write, to count, and to keep their accounts in order, in six towns of the north."
    assert from_front([text], {}, None, NAMES).year is None


def test_country_codes_of_codes_and_names() -> None:
    assert country_codes(["ken", "South Sudan", "Atlantis"], NAMES) == ("KEN", "SSD")


@settings(deadline=None)
@given(st.lists(st.text(max_size=90), max_size=30), st.text(max_size=60))
def test_no_front_breaks_it(front: list[str], title: str) -> None:
    header = from_front(["United Nations S/2031/1", "Distr.: General", *front], {"title": title}, None, NAMES)
    assert header.symbol is None or header.symbol.startswith("S/")
    from_front(front, {"title": title, "author": title, "site": title, "file": title}, None, NAMES)


def test_who_a_report_speaks_of_most_is_its_author() -> None:
    text = [f"In {month} UNICEF trained clerks in two districts; UNICEF staff helped." for month in ("May", "June", "July")]
    header = from_front(["Lessons after the rains"], {}, None, NAMES, text)
    assert (header.reporter, header.origins["reporter"].sure) == ("UNICEF", "guessed")
    assert (
        from_front(
            ["Lessons after the rains"], {}, None, NAMES, [*text, *(one.replace("UNICEF", "WHO") for one in text)]
        ).reporter
        is None
    )


def test_the_first_page_goes_before_the_files_properties() -> None:
    properties = {"title": "Front page v2 final", "page": "Lessons after the rains: Annual Report 2031", "author": "A. Clerk"}
    header = from_front(["Lessons after the rains:", "Annual Report 2031"], properties, None, NAMES)
    assert (header.title, header.year) == ("Lessons after the rains: Annual Report 2031", 2031)
    assert header.origins["title"].where == "title page"


def test_a_name_before_annual_report_that_the_text_repeats() -> None:
    text = [
        "The Lakeside Trust met. The Lakeside Trust trained 40 clerks.",
        "The Lakeside Trust and the Lakeside Trust's partners.",
    ]
    assert from_front([], {"page": "Lakeside Trust Annual Report 2031"}, None, NAMES, text).reporter == "Lakeside Trust"


def test_a_body_that_a_title_is_about_is_not_its_author() -> None:
    assert from_front([], {"page": "Movement of people in the ECOWAS Region"}, None, NAMES).reporter is None
    assert from_front([], {"page": "Evaluation of UNICEF’s use of data"}, None, NAMES).reporter == "UNICEF"


def test_a_stray_last_line_of_a_paragraph_names_no_country() -> None:
    front = ["Lessons after the rains", "The Fund works with schools and clinics, in Uganda and", "Chad.", "The rains came."]
    assert from_front(front, {}, None, NAMES).countries == ()

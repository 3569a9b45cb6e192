"""What is said of people who learned: women and men, parts and totals, planned or done, their kind, country, topic."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.fields.trained.told import mostly, read, told, trained


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It trained 40 clerks (9 women).", ["40 f9"]),
        ("It trained 40 clerks (man).", ["40 m40"]),
        ("It trained 40 clerks, of whom 12 were female.", ["40 f12"]),
        ("It trained 40 clerks, including 26 women clerks.", ["40 f26"]),
        ("It trained 40 clerks (all women).", ["40 f40"]),
        ("It trained 96 clerks (F: 41, M: 55).", ["96 f41 m55"]),
        ("It trained 64 clerks (60 F/4 M) in Gao.", ["64 f60 m4"]),
        ("It trained 90 pupils (10 men, 20 women, 30 boys and 30 girls).", ["90 f50 m40"]),
        ("It trained 57 women and 87 men.", ["144 f57 m87"]),
        ("It trained 200 male and 150 female teachers.", ["350 f150 m200"]),
        ("It trained 60 women.", ["60 f60"]),
        ("It trained 60 women’s rights activists.", ["60"]),
        ("It trained 60 officials and women leaders.", ["60"]),
        ("It trained 200 clerks (55 per cent women).", ["200"]),
        ("In all, 300 clerks passed out after nine months, comprising 190 men and 110 women.", ["300 f110 m190"]),
        ("It trained 40 clerks in Gao. Of these, 12 were women.", ["40 f12"]),
        ("It trained 20 clerks and 30 cooks, of whom 12 were women.", ["20", "30"]),
    ],
)
def test_women_and_men_are_read_in_every_form(nlp: Language, text: str, expected: list[str]) -> None:
    assert [item.split(" of ")[0] for item in told(nlp, text)] == expected


def test_parts_point_to_their_whole(nlp: Language) -> None:
    mostly(
        nlp,
        [
            ("It trained 350 officials, including 120 judges and 60 mayors.", ["350", "120 of 350", "60 of 350"]),
            ("It trained 30 people: 20 clerks, 6 cooks and 4 guards.", ["30", "20 of 30", "6 of 30", "4 of 30"]),
            ("It trained 640 nurses, 71 of whom were certified as instructors.", ["640", "71 of 640"]),
            ("It trained 77 volunteers. A second course was given to 25 of the volunteers.", ["77", "25 of 77"]),
            ("It trained 40 women out of 200 participants in tailoring.", ["40 f40 of 200", "200"]),
            ("It trained another 300 guards, bringing the total to 3,400 guards.", ["300 of 3400", "3400"]),
            ("In 2024, 62 guards, including 13 from the coast, graduated from the academy.", ["62", "13 of 62"]),
        ],
        least=0.7,
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The agency will train 200 clerks.", "planned"),
        ("The agency plans to train 200 clerks.", "planned"),
        ("Next year 200 clerks are to be trained.", "planned"),
        ("The agency collaborated with the court to train 200 clerks.", "completed"),
        ("The course, which aims to improve safety, was attended by 200 clerks.", "completed"),
    ],
)
def test_what_is_intended_is_planned(nlp: Language, text: str, status: str) -> None:
    assert [item.status for item in trained(nlp, text)] == [status]


@pytest.mark.parametrize(
    ("text", "count", "qualifier"),
    [
        ("It trained 30–40 clerks.", 30, "at_least"),
        ("It trained more than 240 clerks.", 240, "at_least"),
        ("It trained 240 or more clerks.", 240, "at_least"),
        ("It trained up to 60 clerks.", 60, "at_most"),
        ("It trained some 1,300 clerks.", 1300, "approximately"),
        ("It trained two dozen clerks.", 24, "exact"),
        ("It trained 1.3 million clerks.", 1_300_000, "exact"),
        ("It trained twelve (12) clerks.", 12, "exact"),
    ],
)
def test_a_count_is_meant_as_its_words_say(nlp: Language, text: str, count: int, qualifier: str) -> None:
    assert [(item.count, item.qualifier) for item in trained(nlp, text)] == [(count, qualifier)]


@pytest.mark.parametrize(
    ("text", "group", "category"),
    [
        ("In May the Fund trained 34 Somali police officers in first aid.", "Somali police officers", "police"),
        (
            "In May the Fund trained 34 members of the National Water Board.",
            "members of the National Water Board",
            "unspecified",
        ),
        ("In May the Fund trained 34 nurses and midwives.", "nurses and midwives", "health"),
        ("In May the Fund trained 34 public prosecutors.", "public prosecutors", "prosecution"),
        ("In May the Fund trained 34 prison wardens.", "prison wardens", "corrections"),
        ("In May the Fund trained 34 radio journalists.", "radio journalists", "media"),
        ("In May the Fund trained 34 young people.", "young people", "youth"),
        ("In May the Fund trained 34 village elders.", "village elders", "community"),
        ("In May the Fund trained 34 soldiers.", "soldiers", "military"),
        ("In May the Fund trained 34 civil servants.", "civil servants", "government"),
        ("In May the Fund trained 34 maize farmers.", "maize farmers", "private sector"),
        ("In May the Fund trained 34 primary-school teachers.", "primary-school teachers", "education"),
        ("In May the Fund trained 34 civil society representatives.", "civil society representatives", "civil society"),
        ("In May the Fund trained 34 magistrates.", "magistrates", "judiciary"),
    ],
)
def test_a_group_is_the_counted_phrase_and_has_a_category(nlp: Language, text: str, group: str, category: str) -> None:
    assert [(item.group, item.category) for item in trained(nlp, text)] == [(group, category)]


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("It trained 40 clerks in Malawi.", (), ("MWI",)),
        ("It trained 40 clerks from Kenya, Uganda and Rwanda.", (), ("KEN", "UGA", "RWA")),
        ("It trained 40 clerks.", ("SSD",), ("SSD",)),
        ("It trained 40 clerks.", (), ()),
        ("In Malawi, drought went on. The agency trained 40 clerks.", (), ("MWI",)),
        ("With money from the Government of Norway, it trained 40 clerks.", ("MLI",), ("MLI",)),
    ],
)
def test_countries_come_from_the_nearest_words(
    nlp: Language, text: str, about: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert [item.countries for item in trained(nlp, text, about)] == [expected]


def test_each_of_several_numbers_has_the_country_beside_it(nlp: Language) -> None:
    items = trained(nlp, "In Malawi we trained 38 mechanics, in Zambia another 19.")
    assert [(item.count, item.countries) for item in items] == [(38, ("MWI",)), (19, ("ZMB",))]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("It trained 40 judges in case management.", "case management"),
        ("It trained 40 judges on customary law and court roles.", "customary law and court roles"),
        ("It held a workshop on mediation for 23 elders.", "mediation"),
        ("It trained 40 judges in May.", None),
        ("It trained 40 judges in Malawi.", None),
    ],
)
def test_the_topic_is_a_phrase_of_the_text(nlp: Language, text: str, topic: str | None) -> None:
    assert [item.topic for item in trained(nlp, text)] == [topic]


def test_the_organizations_that_trained_them_are_named(nlp: Language) -> None:
    (item,) = trained(nlp, "UNDP and UNICEF trained 40 clerks in Malawi.")
    assert item.partners == ("UNDP", "UNICEF")


_WORDS = st.sampled_from(
    [
        "trained",
        "40",
        "1,200",
        "clerks",
        "(9 women)",
        "women",
        "including",
        "of whom",
        "12",
        "workshop",
        "for",
        "and",
        ",",
        "in Gao",
        "were",
        "twenty",
        "per cent",
        "more than",
        ":",
        "•",
        "–",
        "of them",
        ".",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(_WORDS, max_size=24))
def test_whatever_the_text_offsets_hold_and_parts_point(nlp: Language, words: list[str]) -> None:
    doc = read(nlp, " ".join(words))
    items = doc._.trained
    for index, item in enumerate(items):
        assert item.mentions
        assert all(doc.text[one.start : one.end] == one.text for one in item.mentions)
        assert item.group in doc.text
        assert item.part_of is None or (0 <= item.part_of < len(items) and item.part_of != index)
    assert all(doc.text[one.start : one.end] == one.text for one in (*doc._.turned_down, *doc._.fired))

"""Every stated number of people with its group, how it is meant, and its women and men, whatever they are said to have done."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.fields.trained.candidates import count_mentions
from extract.fields.trained.people import People, PeopleFinder
from extract.fields.trained.rules import compile_rules
from extract.fields.trained.scene import Scene
from extract.rules.load import load_patterns


@pytest.fixture(scope="module")
def finder() -> PeopleFinder:
    return PeopleFinder(compile_rules(load_patterns()))


def counted(nlp: Language, finder: PeopleFinder, text: str) -> list[People]:
    return count_mentions(Scene(nlp(text), finder.rules), finder)


def told(nlp: Language, finder: PeopleFinder, text: str) -> list[str]:
    """Each number with a group as ``40 clerks f12 m28``."""
    found = []
    for one in counted(nlp, finder, text):
        words = [str(one.number.value), text[one.group_start : one.group_end]]
        words += [f"f{one.female}"] if one.female is not None else []
        words += [f"m{one.male}"] if one.male is not None else []
        found.append(" ".join(words))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It coached 1,300 (800 male, 500 female) guides.", ["1300 guides f500 m800"]),
        ("It coached 55 (30 M, 25 F) guides in Gao.", ["55 guides f25 m30"]),
        ("It coached 55 (60%) guides.", ["55 guides"]),
        ("It coached 55 (mostly young) guides.", ["55 guides"]),
        ("Thirty (30) guides came.", ["30 guides"]),
        ("It coached 40 guides (W 22 / M 18).", ["40 guides f22 m18"]),
        ("It coached 40 guides (22 ♀, 18 ♂).", ["40 guides f22 m18"]),
        ("It coached 40 guides (18M, 22W).", ["40 guides f22 m18"]),
        ("It coached 40 guides (H: 18, F: 22).", ["40 guides f22 m18"]),
        ("It coached 40 guides (22F/18M) in Gao.", ["40 guides f22 m18"]),
        ("It coached 40 guides (M/F: 18/22).", ["40 guides f22 m18"]),
        ("It coached 40 guides (12H/28M).", ["40 guides f28 m12"]),
        ("Some 900 people joined courses (410 women).", ["900 people f410"]),
        ("It coached 40 guides in Gao. Of these, 22 were women and 18 men.", ["40 guides f22 m18"]),
        ("It coached 40 guides in Gao. They were 22 women and 18 men.", ["40 guides f22 m18"]),
        ("It coached 70 guides (4) and 55 cooks (5).", ["70 guides", "55 cooks"]),
        ("It coached 70 (1) guides in Peru (2).", ["70 guides"]),
        ("It coached half the 80 guides.", ["40 guides"]),
        ("It coached ≥70 guides, ≤55 cooks and ca. 30 clerks.", ["70 guides", "55 cooks", "30 clerks"]),
        ("It coached 40 guides, 22 of them young women, in Gao.", ["40 guides f22"]),
        ("It coached 40 guides (f: 22, m: 18).", ["40 guides f22 m18"]),
        # near ones
        ("Our guides gave time. Twenty of them, all women, came.", ["20 guides f20"]),
        ("It coached 40 policemen.", ["40 policemen"]),
        ("It coached 90 guides (50 from Gao and 40 from Mopti).", ["90 guides", "50 guides", "40 guides"]),
        ("It coached 90 guides (50 cooks and 40 clerks).", ["90 guides", "50 cooks", "40 clerks"]),
        ("It coached 90 guides. Another 22 women came.", ["90 guides", "22 women f22"]),
        ("Half of the 80 guides coached were women.", ["80 guides"]),
        ("It coached 3 groups (12 women, 8 men).", ["3 groups", "20 12 women, 8 men f12 m8"]),
        ("It held 3 workshops for judges (8).", ["3 workshops", "8 judges"]),
        ("It coached 40 guides near the F-16 base.", ["40 guides"]),
    ],
)
def test_a_number_has_its_group_and_its_women_and_men(
    nlp: Language, finder: PeopleFinder, text: str, expected: list[str]
) -> None:
    assert told(nlp, finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It taught 90 pupils (10 men, 20 women, 30 boys and 30 girls).", (20, 30, 10, 30)),
        ("It taught 412 girls.", (None, 412, None, None)),
        ("It taught 300 pupils, of whom 170 were girls.", (None, 170, None, None)),
        ("It taught 12 women and 30 girls.", (12, 30, None, None)),
        ("It taught 1,291 men, 1,336 women, 2,394 boys and 2,283 girls.", (1336, 2283, 1291, 2394)),
        # near ones: only the sex is told, or nothing is
        ("It taught 90 pupils (60 female, 30 male).", (None, None, None, None)),
        ("It taught 90 women’s groups.", (None, None, None, None)),
        ("It taught 90 pupils (60 women and girls).", (None, None, None, None)),
        ("It taught 90 pupils at a girls’ school.", (None, None, None, None)),
        ("It taught 90 pupils (60 F, 30 M).", (None, None, None, None)),
    ],
)
def test_women_girls_men_and_boys_are_kept_apart_where_the_text_does(
    nlp: Language, finder: PeopleFinder, text: str, expected: tuple[int | None, ...]
) -> None:
    one = counted(nlp, finder, text)[0]
    assert (one.women, one.girls, one.men, one.boys) == expected


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("It taught 200 clerks (49 per cent women).", 0.49),
        ("It taught 200 clerks, 49% of whom were women.", 0.49),
        ("It taught 200 pupils, three quarters of them girls.", 0.75),
        ("It taught 200 clerks, half of them women.", 0.5),
        ("It taught 200 clerks (60% men).", 0.4),
        ("It taught 200 clerks. Women made up 49 per cent of the class.", 0.49),
        # near ones
        ("It taught 200 clerks (98 women).", None),
        ("It taught 200 clerks (49 per cent).", None),
        ("It taught 200 clerks, 49 per cent of them in Gao.", None),
        ("It taught 200 clerks, half of them cooks.", None),
        ("Women are 49 per cent of all voters. It taught 200 clerks.", None),
    ],
)
def test_a_share_of_women_is_no_number_of_them(nlp: Language, finder: PeopleFinder, text: str, share: float | None) -> None:
    (one,) = counted(nlp, finder, text)
    assert (one.number.value, one.female_share) == (200, share)
    assert one.female == (98 if "98" in text else None)


def test_offsets_hold_the_words(nlp: Language, finder: PeopleFinder) -> None:
    text = "In Gao it coached just over 1 300 (800 male, 500 female) guides."
    (one,) = counted(nlp, finder, text)
    assert text[one.start : one.number.end] == "just over 1 300"
    assert text[one.group_start : one.group_end] == "guides"
    assert one.qualifier == "at_least"

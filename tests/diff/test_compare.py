"""What came, what went, what differs: value by value, with the evidence of both sides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract.diff.compare import Options
from tests.diff.sides import between, country, moved, only, paragraph, partner, people, resolution

TEXT = (
    "In May, the Mission trained 40 police officers (12 women) in Kapoeta together with UNDP. "
    "The course followed resolution 2155 (2014)."
)
LATER = TEXT.replace("In May", "In June").replace("40", "60").replace("12", "25")


def told(text: str = TEXT, count: int = 40, women: int = 12, number: int = 1, **place: object):  # type: ignore[no-untyped-def]
    """A paragraph with a value of each field."""
    return paragraph(
        text,
        number,
        countries=(country("Kapoeta", text),),
        partners=(partner("UNDP", text),),
        trained=(people(count, "police officers", text, female=women, partners=("UNDP",)),),
        resolutions=(resolution(text),),
        **place,
    )


def test_an_output_does_not_differ_from_itself(tmp_path: Path) -> None:
    diff = between(tmp_path, [told()], [told()])
    assert diff.empty
    assert diff.old.people == diff.new.people == 40
    assert diff.differences == ()


def test_a_value_that_came_is_added_with_its_sentence_page_and_rule(tmp_path: Path) -> None:
    change = only(between(tmp_path, [told().with_values(partners=())], [told()]))
    assert (change.field, change.kind, change.name) == ("partners", "added", "UNDP")
    assert change.new is not None and change.old is not None
    assert change.new.sentence == TEXT.split(" The course")[0]
    assert [change.new.sentence[a:b] for a, b in change.new.quotes] == ["UNDP"]
    assert change.new.place.page == 4
    assert change.new.rules == ("org.undp",)
    assert not change.old.says and change.old.sentence == change.new.sentence


def test_a_value_that_went_is_removed(tmp_path: Path) -> None:
    change = only(between(tmp_path, [told()], [told().with_values(resolutions=())]))
    assert (change.field, change.kind, change.name) == ("resolutions", "removed", "S/RES/2155 (2014)")
    assert change.after is None and change.before is not None
    assert change.old is not None and change.old.sentence == "The course followed resolution 2155 (2014)."


def test_attributes_that_differ_are_told_from_what_to_what(tmp_path: Path) -> None:
    diff = between(tmp_path, [told()], [told(LATER, 60, 25)])
    change = only(diff)
    assert change.kind == "changed"
    assert change.attributes == (("count", 40, 60), ("female", 12, 25))
    assert change.text_differs
    assert (diff.old.people, diff.new.people) == (40, 60)
    assert diff.reports[0].paragraphs.reworded == 1


def test_a_partner_known_by_its_acronym_is_the_same_under_its_full_name(tmp_path: Path) -> None:
    text = "The Kenya Wildlife Service (KWS) taught rangers."
    short = paragraph(text, partners=(partner("KWS", text),))
    full = paragraph(text, partners=(partner("Kenya Wildlife Service", text, acronym="KWS"),))
    change = only(between(tmp_path, [short], [full]))
    assert change.attributes == (("name", "KWS", "Kenya Wildlife Service"), ("acronym", None, "KWS"))


def test_a_name_cut_differently_is_one_partner_that_changed(tmp_path: Path) -> None:
    text = "It advised the Ministry of Justice and Constitutional Affairs."
    cut = paragraph(text, partners=(partner("Ministry of Justice", text, role="counterpart"),))
    whole = paragraph(text, partners=(partner("Ministry of Justice and Constitutional Affairs", text, role="counterpart"),))
    assert only(between(tmp_path, [cut], [whole])).kind == "changed"


def test_a_resolution_that_gained_its_year_changed(tmp_path: Path) -> None:
    text = "It recalled resolution 1325 on women."
    bare = paragraph(text, resolutions=(resolution(text, "1325", None),))
    dated = paragraph(text, resolutions=(resolution(text, "1325", 2000),))
    change = only(between(tmp_path, [bare], [dated]))
    assert change.attributes == (("symbol", "S/RES/1325", "S/RES/1325 (2000)"), ("year", None, 2000))


def test_numbers_of_people_go_with_the_group_they_count(tmp_path: Path) -> None:
    old = "It trained 30 judges and 80 clerks."
    new = "It trained 80 judges and 90 clerks."
    diff = between(
        tmp_path,
        [paragraph(old, trained=(people(30, "judges", old), people(80, "clerks", old)))],
        [paragraph(new, trained=(people(80, "judges", new), people(90, "clerks", new)))],
    )
    assert [change.attributes for change in diff.changes()] == [(("count", 30, 80),), (("count", 80, 90),)]


def test_an_index_that_moved_is_no_change_while_it_points_to_the_same_number(tmp_path: Path) -> None:
    text = "It trained 350 officials, including 120 judges, and 15 guards."
    whole, part, other = (
        people(350, "officials", text),
        people(120, "judges", text, part_of=0),
        people(15, "guards", text),
    )
    old = paragraph(text, trained=(whole, part))
    new = paragraph(text, trained=(other, whole, replace(part, part_of=1)))
    change = only(between(tmp_path, [old], [new]))
    assert (change.kind, change.name) == ("added", "15 guards")


def test_a_part_that_becomes_a_number_of_its_own_changed(tmp_path: Path) -> None:
    text = "It trained 350 officials, including 120 judges."
    whole, part = people(350, "officials", text), people(120, "judges", text, part_of=0)
    diff = between(
        tmp_path, [paragraph(text, trained=(whole, part))], [paragraph(text, trained=(whole, replace(part, part_of=None)))]
    )
    assert only(diff).attributes == (("part_of", "350 officials", None),)
    assert (diff.old.people, diff.new.people) == (350, 470)


def test_the_same_value_by_another_rule_is_counted_but_no_change(tmp_path: Path) -> None:
    other = told().with_values(partners=(partner("UNDP", TEXT, rule="org.other"),))
    diff = between(tmp_path, [told()], [other])
    assert diff.empty
    assert diff.reports[0].by_another_rule == 1


def test_another_page_or_place_is_no_change(tmp_path: Path) -> None:
    assert between(tmp_path, [told()], [moved(told(), page=9, ordinal=3, section="Other")]).empty


def test_only_the_fields_asked_for_are_compared(tmp_path: Path) -> None:
    new = told(LATER, 60, 25).with_values(partners=())
    diff = between(tmp_path, [told()], [new], Options(fields=("partners",)))
    assert [change.field for change in diff.changes()] == ["partners"]
    assert diff.fields == ["partners"]


def test_where_the_sentence_went_the_nearest_one_stands_in_its_place(tmp_path: Path) -> None:
    new = TEXT.replace(" together with UNDP", "")
    given = (
        told(new).with_values(trained=())
        if False
        else paragraph(new, countries=(country("Kapoeta", new),), resolutions=(resolution(new),))
    )
    old = told().with_values(trained=())
    change = only(between(tmp_path, [old], [given]))
    assert change.name == "UNDP" and change.kind == "removed"
    assert change.new is not None and change.new.sentence == new.split(" The course")[0]

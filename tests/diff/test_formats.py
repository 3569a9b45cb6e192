"""The same diff as text, Markdown, JSON and a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extract.diff.change import Diff
from extract.diff.show import FORMATS, format_of, rendered, write
from extract.diff.summary import summarize
from extract.diff.text import Style, as_text
from tests.diff.sides import between, edited, paragraph, partner, people

OLD = "In May, UNDP trained 40 judges <script>alert(1)</script> in *Wau* | A&B."
NEW = OLD.replace("40", "60").replace("In May", "In early May")
ALONE = "1. It taught 9,500 nurses [again](x) with UNICEF & `co`."


@pytest.fixture
def diff(tmp_path: Path) -> Diff:
    """One value changed, one came in a paragraph of its own, one changed its role by an edited rule."""
    role = paragraph("UNDP paid.", 3, partners=(partner("UNDP", "UNDP paid."),))
    return between(
        tmp_path,
        [paragraph(OLD, 1, trained=(people(40, "judges", OLD),)), role],
        [
            paragraph(NEW, 1, trained=(people(60, "judges", NEW),), sha256="b" * 64),
            paragraph(ALONE, 2, trained=(people(9500, "nurses", ALONE, quote="9,500 nurses"),), sha256="b" * 64),
            role.with_values(partners=(replace(role.partners[0], role="funder"),)),
        ],
        rules=edited("org.undp"),
    )


def shown(diff: Diff, form: str, **how: bool) -> str:
    return "".join(rendered(diff, form, **how))


def test_text_gives_the_summary_first_and_then_each_change(diff: Diff) -> None:
    text = shown(diff, "text")
    head, detail = text.split("\nS/2031/7\n")
    assert re.search(r"^trained +1 +0 +1$", head, re.M) and re.search(r"^partners +0 +0 +1$", head, re.M)
    assert "40 → 9,560 (+9,520; completed, each counted once)" in head
    assert "1 rule edited: org.undp" in head
    assert "~ trained      60 judges: count 40 → 60  [trained.cue.verb]" in detail
    assert "In {+early +}May, UNDP trained [-40-]{+60+} judges" in detail
    assert "why: the report's text changed" in detail
    assert "paragraph 1, page 4, Rule of law" in detail
    assert "~ partners     UNDP: role implementer → funder  [org.undp]" in detail
    assert "why: rule org.undp was edited" in detail
    assert "\x1b" not in text


def test_text_in_a_terminal_has_colours_instead_of_brackets(diff: Diff) -> None:
    text = "".join(as_text(diff, Style(colour=True, width=60)))
    assert "\x1b[31" in text and "[-" not in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert all(len(line) <= 60 for line in plain.splitlines() if line.startswith("      | "))


def test_text_obeys_no_command_of_a_report(tmp_path: Path) -> None:
    rude = "UNDP \x1b[2J\x9b1m\u202e paid\r."
    text = shown(between(tmp_path, [], [paragraph(rude, partners=(partner("UNDP", rude),), section="\x1b[31m")]), "text")
    assert not set(text) & set("\x1b\x9b\u202e\r")


def test_only_the_summary(diff: Diff) -> None:
    for form in FORMATS:
        assert "In early May" not in shown(diff, form, detailed=False)


def test_json_holds_every_change(diff: Diff) -> None:
    found = json.loads(shown(diff, "json"))
    assert found["summary"]["counts"]["trained"] == {"added": 1, "removed": 0, "changed": 1}
    assert found["summary"]["people_trained"] == {"old": 40, "new": 9560}
    first = found["changes"][0]
    assert first["attributes"] == [{"name": "count", "from": 40, "to": 60}]
    assert first["why"][0]["words"] == "the report's text changed"
    start, end = first["new"]["quotes"][0]
    assert first["new"]["sentence"][start:end] == "60 judges"
    assert [piece["text"] for piece in first["words"] if piece["op"] == "-"] == ["40"]
    assert found["differences"] == [
        {"what": "rule", "name": "org.undp", "before": "22222222", "after": "99999999", "words": "rule org.undp was edited"}
    ]
    assert "changes" not in json.loads(shown(diff, "json", detailed=False))


def test_markdown_shows_report_text_as_it_is_written(diff: Diff) -> None:
    text = shown(diff, "markdown")
    assert "| trained | 1 | 0 | 1 |" in text
    assert "\\<script\\>alert" in text and "<script>" not in text
    assert "\\*Wau\\* \\| A\\&B." in text
    assert "<del>40</del><ins>60</ins>" in text
    assert "\\[again\\](x)" in text and "\\`co\\`" in text
    assert "**60 judges**: count 40 → 60 (rule trained.cue.verb)" in text


class Page(HTMLParser):
    """What a browser would see: tags, and the text outside of script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_holds_report_text_as_text_and_no_asset_from_elsewhere(diff: Diff) -> None:
    page = Page()
    page.feed(shown(diff, "html"))
    assert page.tags.count("script") == 1 and page.links == []
    assert "<script>alert(1)</script> in *Wau* | A&B." in page.text
    assert page.tags.count("del") == 1 and page.tags.count("ins") == 2
    assert "role implementer → funder" in page.text


def test_the_page_of_no_change_says_so(tmp_path: Path) -> None:
    same = paragraph(OLD, trained=(people(40, "judges", OLD),))
    for form in ("text", "markdown", "html"):
        assert "No value differs." in shown(between(tmp_path / form, [same], [same]), form)


def test_what_most_changes_have_in_common_is_told(tmp_path: Path) -> None:
    texts = [f"UNDP dug well {number} in Wau." for number in range(8)]
    old = [paragraph(text, n + 1, partners=(partner("UNDP", text),)) for n, text in enumerate(texts)]
    new = [one.with_values(partners=(replace(one.partners[0], role="funder"),)) for one in old]
    summary = summarize(between(tmp_path, old, new, rules=edited("org.undp")))
    found = {one.words: one.count for one in summary.common}
    assert found["partner UNDP"] == 8
    assert found["rule org.undp was edited"] == 8
    assert found["partners: role implementer → funder"] == 8


@pytest.mark.parametrize(("name", "form"), [("a.md", "markdown"), ("a.json", "json"), ("a.HTML", "html"), ("a.txt", "text")])
def test_a_file_s_name_chooses_the_format(name: str, form: str) -> None:
    assert format_of(Path(name)) == form
    assert format_of(None) == "text"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "changes.txt"
    target.write_text("before")

    def broken() -> object:
        yield "half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(target, broken())  # type: ignore[arg-type]
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["changes.txt"]
    write(target, ["after", "wards"])
    assert target.read_text() == "afterwards"

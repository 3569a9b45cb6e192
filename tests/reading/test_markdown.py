"""Markdown as it is written and exported."""

from __future__ import annotations

from pathlib import Path

from tests.reading.make import check_fragments, report, texts

TEXT = """---
title: Rivers of Peace
reporter: Lakeside Trust
countries: Kenya, UGA
date: 2031-05-01
---
# Rivers of Peace <!-- a draft
of two lines -->

Forty clerks learned with **bold text
over lines**, [a link](http://example.org/a_(b)), [another][ref] and a note[^1].

1. First item
2. Second item with 20 farmers
+ plus item
- [x] a task that is done

| Group | Women |
|---|---|
| Police | 10 |

Name | Count
--- | ---
Judges | 5

Training
--------

> A quoted paragraph
> goes on.

```python
people = 100
```

[^1]: What the note says.
[ref]: http://example.org
Salt &amp; bread for 12 \\*cooks\\*.
"""


def test_what_a_reader_sees(tmp_path: Path) -> None:
    one = report(tmp_path, "a.md", TEXT)
    assert texts(one) == [
        "Forty clerks learned with bold text over lines, a link, another and a note.",
        "First item",
        "Second item with 20 farmers",
        "plus item",
        "a task that is done",
        "Police; Women: 10",
        "Judges; Count: 5",
        "A quoted paragraph goes on.",
        "Salt & bread for 12 *cooks*.",
    ]
    assert one.paragraphs[-1].headings == ("Rivers of Peace", "Training")
    assert [paragraph.number for paragraph in one.paragraphs[1:4]] == ["1", "2", None]
    check_fragments(one)


def test_front_matter_is_the_header(tmp_path: Path) -> None:
    header = report(tmp_path, "a.md", TEXT).header
    assert (header.title, header.reporter, header.year) == ("Rivers of Peace", "Lakeside Trust", 2031)
    assert header.countries == ("KEN", "UGA")


def test_wrong_front_matter_is_told_and_left_out(tmp_path: Path) -> None:
    for wrong in ("title: [", "date: 2031-13-45", "a: b: c"):
        one = report(tmp_path, "a.md", f"---\n{wrong}\n---\n\nTen judges were trained.\n")
        assert texts(one) == ["Ten judges were trained."]
        assert [notice.code for notice in one.notices] == ["front_matter"]


def test_without_front_matter_the_first_heading_is_the_title(tmp_path: Path) -> None:
    one = report(tmp_path, "a.md", "# Annual report 2030 of UNICEF Kenya\n\nTen judges were trained.\n")
    assert one.header.title == "Annual report 2030 of UNICEF Kenya"
    assert (one.header.reporter, one.header.year, one.header.countries) == ("UNICEF", 2030, ("KEN",))

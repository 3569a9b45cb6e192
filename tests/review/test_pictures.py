from __future__ import annotations

import io
from pathlib import Path

import pytest

from extract.errors import UserError
from extract.review.pictures import Ask, Failed, Pictures, locate, neighbours, png, render
from extract.review.sources import Sources, default_folders
from tests.records.make import TEXT
from tests.review.make import pdf_of


def ask(path: Path, text: str = TEXT) -> Ask:
    return Ask(path, path.name, "S/2031/7", text, 5)


def test_a_picture_is_a_png_that_others_can_read() -> None:
    image = pytest.importorskip("PIL.Image")
    pixels = bytes([255, 0, 0, 0, 255, 0, 9, 9]) + bytes([0, 0, 255, 255, 255, 255, 9, 9])
    read = image.open(io.BytesIO(png(2, 2, 3, 8, pixels)))
    assert [read.getpixel(at) for at in ((0, 0), (1, 0), (0, 1), (1, 1))] == [
        (255, 0, 0),
        (0, 255, 0),
        (0, 0, 255),
        (255, 255, 255),
    ]


def test_the_marks_lie_on_ink_of_the_picture(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    path = tmp_path / "report.pdf"
    pdf_of(path)
    start = TEXT.index("UNDP")
    found = locate(ask(path), [(start, start + 4)])
    assert not isinstance(found, Failed)
    ((box,),) = found["spans"]
    drawn = render(path, box["page"], 1200)
    assert isinstance(drawn, bytes)
    picture = image.open(io.BytesIO(drawn)).convert("L")
    edges = [round(box[side] * size) for side, size in zip(("left", "top", "right", "bottom"), picture.size * 2, strict=True)]
    inside = picture.crop(edges)
    assert inside.getextrema()[0] < 100
    # Four letters of 11 points on a page of 595: about a twentieth of its width.
    assert 0.03 < box["right"] - box["left"] < 0.09


def test_what_stands_around_a_paragraph_is_read_from_any_format(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# Report\n\n## Law\n\nThe first came before.\n\n{TEXT}\n\nThe last came after.\n", encoding="utf-8")
    found = neighbours(ask(path))
    assert not isinstance(found, Failed)
    assert [one["text"] for one in found["before"]] == ["The first came before."]
    assert [one["text"] for one in found["after"]] == ["The last came after."]
    assert isinstance(neighbours(ask(path, "Another text.")), Failed)


def test_a_file_that_cannot_be_drawn_says_so_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert isinstance(render(broken, 1, 500), Failed)
    pictures = Pictures()
    try:
        with pytest.raises(UserError, match="cannot be opened"):
            pictures.picture(broken, 1, 500)
    finally:
        pictures.close()


def test_a_source_is_found_by_its_hash_wherever_it_lies_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "raw" / "2031").mkdir(parents=True)
    digest = pdf_of(tmp_path / "raw" / "2031" / "renamed.pdf")
    (tmp_path / "raw" / "report.pdf").write_bytes(b"%PDF-1.4 another")
    sources = Sources(default_folders(tmp_path / "output", tmp_path / "raw"))
    assert sources.find("report.pdf", digest) == tmp_path / "raw" / "2031" / "renamed.pdf"
    assert sources.find("report.pdf", "0" * 64) is None

"""Whether each printed paragraph number of PDF reports comes out once, in order, with its text whole.

usage: python benchmarks/numbering.py PATH… [--gold GOLD] [--list] [--least 0.98]

The printed numbers are found by other means than the reader's: in pdfium's own lines of text, a number with a stop at a line's
beginning, at the height of the page where numbers stand, one more than the number before it. Such a number is well read where
exactly one paragraph has it in its turn, begins with the words behind it, and, with the unnumbered paragraphs up to the next
number, says what the page says between the two (letters compared, small type, bold lines and the page's edge left out).
Prints the share by report and for all; with --gold also how many of the gold's paragraphs come out alike.
Exit status 1 where the share for all is below --least.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from rapidfuzz import fuzz

from extract.reading.formats.pdf import read_pdf
from extract.reading.report import Paragraph

# A report is a numbered one where so many numbers follow each other; a text is whole from this likeness on.
CHAIN, WHOLE = 5, 97.0
# Between two numbers of a chain lie at most so many pages.
APART = 4


@dataclass
class RawLine:
    """A line as pdfium parts them: text, page, left edge, height above the page's foot (0 to 1), size of type, boldness."""

    text: str
    page: int
    left: float
    height: float
    size: float
    bold: bool


def raw_lines(path: Path) -> list[RawLine]:
    """The lines of a PDF in the order of the file."""
    lines = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        characters: list[tuple[int, str]] = []
        for index in range(text_page.count_chars()):
            character = chr(min(pdfium.FPDFText_GetUnicode(text_page.raw, index), 0x10FFFF))
            if character in "\r\n":
                lines += _raw_line(characters, text_page, number + 1, page.get_height())
                characters = []
            else:
                characters.append((index, "-" if character in "\x02\ufffe" else character))
        lines += _raw_line(characters, text_page, number + 1, page.get_height())
    return lines


def _raw_line(characters, text_page, page: int, height: float) -> list[RawLine]:
    printed = [index for index, character in characters if not character.isspace()]
    if not printed:
        return []
    box = text_page.get_charbox(printed[0])
    sizes = Counter(round(pdfium.FPDFText_GetFontSize(text_page.raw, index), 1) for index in printed)
    names = [_font(text_page, index) for index in (printed[0], printed[len(printed) // 2], printed[-1])]
    text = "".join(character for _, character in characters).strip()
    bold = all("bold" in name.casefold() for name in names)
    return [RawLine(text, page, box[0], box[1] / height, sizes.most_common(1)[0][0], bold)]


def _font(text_page, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(120), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page.raw, index, buffer, 120, flags)
    return buffer.value.decode("utf-8", "replace")


def printed_numbers(lines: list[RawLine]) -> list[list[tuple[int, int]]]:
    """The chains of printed numbers: in each, (number, index of its line), the numbers growing by one from 1 on."""
    candidates = []
    for at, line in enumerate(lines):
        found = re.match(r"(\d{1,3})\.(?=\s|$)", line.text)
        if found and not line.bold and 0.06 < line.height < 0.94:
            candidates.append((int(found.group(1)), at))
    body = Counter(round(lines[at].size) for _, at in candidates).most_common(1)
    candidates = [(number, at) for number, at in candidates if body and abs(lines[at].size - body[0][0]) < 1]
    chains: list[list[tuple[int, int]]] = []
    used: set[int] = set()
    for number, at in candidates:
        if number != 1 or at in used:
            continue
        chain = [(1, at)]
        for other, place in candidates:
            near = abs(lines[place].left - lines[at].left) < 14 and lines[place].page - lines[chain[-1][1]].page <= APART
            if place > chain[-1][1] and place not in used and other == chain[-1][0] + 1 and near:
                chain.append((other, place))
        if len(chain) >= CHAIN:
            chains.append(chain)
            used |= {place for _, place in chain}
    return chains


def letters(text: str) -> str:
    """The letters of a text, lower case: what two readings of one page must agree on."""
    return "".join(character for character in text.casefold() if character.isalpha())


def between(lines: list[RawLine], start: int, end: int, size: float, bold: bool) -> str:
    """The letters of the text's own lines from ``start`` to before ``end``, with or without lines that are ``bold``."""
    kept = [
        line
        for line in lines[start:end]
        if abs(line.size - size) < 0.3 and (bold or not line.bold) and 0.07 < line.height < 0.915
    ]
    return letters(" ".join(line.text for line in kept))


def judged(lines: list[RawLine], chain: list[tuple[int, int]], paragraphs: list[Paragraph]) -> tuple[int, list[str]]:
    """How many numbers of a chain are well read, and what is wrong with the others."""
    good, before = 0, -1
    wrong: list[str] = []
    for turn, (number, at) in enumerate(chain):
        words = letters(re.sub(r"^\d+\.\s*", "", lines[at].text)) or letters(lines[at + 1].text)
        places = [
            place
            for place, one in enumerate(paragraphs)
            if one.number == str(number) and one.page == lines[at].page and letters(one.text).startswith(words[:25])
        ]
        if len(places) != 1:
            wrong.append(f"{number} (page {lines[at].page}): comes out {len(places)} times")
            continue
        place = places[0]
        if place <= before:
            wrong.append(f"{number} (page {lines[at].page}): comes out of order")
            continue
        before = place
        end = chain[turn + 1][1] if turn + 1 < len(chain) else len(lines)
        likeness = whole(lines, at, end, paragraphs, place)
        if likeness < WHOLE:
            wrong.append(f"{number} (page {lines[at].page}): its text is alike by {likeness:.0f} of 100 only")
            continue
        good += 1
    return good, wrong


def whole(lines: list[RawLine], start: int, end: int, paragraphs: list[Paragraph], place: int) -> float:
    """How far, of 100, a paragraph says what the page says from its number on, up to the end of a sentence; 0 where it is cut.

    It may end before the next number, where a list, a table or an unnumbered paragraph follows: not where a page does.
    """
    paragraph = paragraphs[place]
    following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    ours = letters(paragraph.text)
    last = paragraph.page_at(len(paragraph.text) - 1)
    readings = [between(lines, start, end, lines[start].size, bold) for bold in (False, True)]
    if max(fuzz.ratio(ours, raw) for raw in readings) >= WHOLE:
        return 100.0
    if not re.search(r"[.:;!?][”’)\"]*$", paragraph.text):
        return 0.0
    if following and following.number is None and following.page != last and following.headings == paragraph.headings:
        begins = letters(following.text)[:20]
        marks = [re.match(r"(?:\W*\(?[a-z]{1,3}\)|[^\w(]+)\s*", line.text) for line in lines[start:end]]
        rests = [line.text[mark.end() :] for line, mark in zip(lines[start:end], marks, strict=True) if mark]
        listed = any(letters(rest)[:20] == begins for rest in rests)
        # What stands over a figure or table at the next page's top goes on with no paragraph.
        listed |= bool(re.match(r"(?:Figure|Table|Box|Map|Chart)\s+[\dIVX]+\b", following.text))
        if not listed and len(following.text) > 40 and "; " not in following.text:
            return 0.0
    return max(fuzz.ratio(ours, raw[: len(ours)]) for raw in readings)


def numbers_of(path: Path, paragraphs: list[Paragraph]) -> tuple[int, int, list[str]]:
    """Of a report: printed numbers, those well read, and what is wrong with the others."""
    lines = raw_lines(path)
    printed = good = 0
    wrong: list[str] = []
    for chain in printed_numbers(lines):
        fine, bad = judged(lines, chain, paragraphs)
        printed += len(chain)
        good += fine
        wrong += bad
    return printed, good, wrong


def gold_figures(gold: Path, read: dict[str, list[Paragraph]], listed: bool) -> str:
    """How many paragraphs of the gold come out alike."""
    count: Counter[str] = Counter()
    for row in gold.read_text(encoding="utf-8").splitlines():
        item = json.loads(row)
        paragraphs = read.get(re.sub(r"\W", "_", item.get("report", "")))
        if not paragraphs:
            continue
        best = max(paragraphs, key=lambda one: fuzz.ratio(one.text, item["text"]))
        # The gold holds the marks of notes and, at its end, the next heading: neither is the paragraph's.
        unmarked = re.sub(r"(?<=[.,;)”’a-z]) ?\d{1,3}(?= [A-Z]|$|,)", "", item["text"])
        cut = max(fuzz.ratio(best.text, unmarked[: len(best.text)]), fuzz.ratio(best.text, item["text"][: len(best.text)]))
        trails = len(unmarked) - len(best.text)
        count["all"] += 1
        count["equal"] += best.text == item["text"]
        count["alike"] += fuzz.ratio(best.text, item["text"]) >= 98
        count["cut"] += cut >= 98 and trails < 260
        if listed and not (cut >= 98 and trails < 260):
            print(f"  gold {item['id']}: {best.number} {fuzz.ratio(best.text, item['text']):.0f} {best.text[:60]!r}")
    return (
        f"gold: {count['all']} paragraphs, {count['equal']} equal, {count['alike']} alike by 98 of 100, "
        f"{count['cut']} so but for note marks and the next heading"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--list", action="store_true", help="name each number that is not well read")
    parser.add_argument("--least", type=float, default=0.98)
    options = parser.parse_args()
    files = sorted(one for path in options.paths for one in (path.rglob("*.pdf") if path.is_dir() else [path]))
    read: dict[str, list[Paragraph]] = {}
    seconds = 0.0
    totals: dict[str, int] = defaultdict(int)
    for file in files:
        began = time.process_time()
        paragraphs = list(read_pdf(file.read_bytes(), file).paragraphs)
        seconds += time.process_time() - began
        read[re.sub(r"\W", "_", file.stem)] = paragraphs
        printed, good, wrong = numbers_of(file, paragraphs)
        totals["printed"] += printed
        totals["good"] += good
        if printed:
            totals["reports"] += 1
            print(f"{file.name}: {good} of {printed} ({good / printed:.1%})")
        if options.list:
            print("".join(f"  {line}\n" for line in wrong), end="")
    share = totals["good"] / totals["printed"] if totals["printed"] else 1.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"all: {totals['good']} of {totals['printed']} printed numbers in {totals['reports']} numbered reports ({share:.2%})")
    print(f"{len(files)} files read in {seconds:.1f} s of processor time, peak {peak} MiB with this script's own reading")
    if options.gold:
        print(gold_figures(options.gold, read, options.list))
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())

"""Web pages: the article of a saved page, without navigation and boiler-plate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.encoding import decoded_page
from extract.reading.flow import Block, Table, one, paragraphs
from extract.reading.formats.web_tables import is_data, web_table
from extract.reading.formats.web_tree import BLOCKS, CONTAINERS, PARTS, tree_of
from extract.reading.report import ReadError

_LEFT_OUT = re.compile("script|style|noscript|template|nav|header|footer|aside|form|button|svg|iframe|select|dialog")
# What the class or id of a part that is no text of the report says, in the languages of page builders.
_FURNITURE = re.compile(
    r"cookie|consent|gdpr|breadcrumb|(?:^|[-_ ])(?:nav|menu|sidebar|footer|share|social|skip|newsletter)", re.I
)
_FRONT = 40
# An article shorter than this, or than this part of the whole page's text, is not all of the report.
_SHORT, _PART = 200, 0.5
# Where the article is nearly all of the page, the page's own blocks are taken: they are whole, and in their order.
_NEARLY = 0.85


def read_web(data: bytes, path: Path) -> Content:
    """The content of a web page; blocks count the article's block elements. Raises ``ReadError``."""
    import trafilatura  # noqa: F401 (here, so that a broken install is not taken for a broken page)

    text, notices = decoded_page(data)
    try:
        tree = tree_of(text)
        properties = _properties(tree)
        blocks = list(_article(text))
        own = list(_everything(tree))
    except (RecursionError, MemoryError):
        raise ReadError("is nested too deeply to be read", "save the page again, or as PDF") from None
    except Exception as error:  # lxml and trafilatura let errors of many kinds through
        raise ReadError(f"cannot be read as a web page ({type(error).__name__})", "save the page again, or as PDF") from None
    size, whole = _size(blocks), _size(own)
    if size < _SHORT or size < _PART * whole or size > _NEARLY * whole:
        blocks = own if 1.2 * whole > size else blocks
    title = next((block for block in own if isinstance(block, Block) and block.level == 1), None)
    if title and not any(isinstance(block, Block) and block.level == 1 for block in blocks):
        blocks.insert(0, one(title.text, len(blocks), 1))  # the article may begin below the page's title
    front = [text for block in blocks[:_FRONT] for text in _texts(block)]
    return Content(tuple(paragraphs(blocks)), notices=notices, front=tuple(front), properties=properties)


def page_blocks(data: bytes) -> list[Block | Table]:
    """All blocks of one page of a book, furniture aside. Raises what lxml raises."""
    text, _ = decoded_page(data)
    return list(_everything(tree_of(text)))


def _texts(block: Block | Table) -> list[str]:
    return [block.text] if isinstance(block, Block) else [cell.text for row in block.rows for cell in row if not cell.carried]


def _size(blocks: Iterable[Block | Table]) -> int:
    return sum(len(text) for block in blocks for text in _texts(block))


def _properties(tree: Any) -> dict[str, str]:
    """Title, author, publisher and site name as the page's own head gives them."""

    def first(*xpaths: str) -> str:
        found = (" ".join(str(one).split()) for xpath in xpaths for one in tree.xpath(xpath))
        return next((one for one in found if one), "")

    heading = " ".join(" ".join(tree.xpath("string((//h1)[1])").split()).split())
    return {
        "title": first("//head/title/text()", "//meta[@property='og:title']/@content") or heading,
        "site": first("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content"),
        "author": first("//meta[@name='author']/@content"),
        "publisher": first(
            "//meta[translate(@name,'DCPUBLISHER','dcpublisher')='dc.publisher']/@content",
            "//meta[@name='publisher']/@content",
            "//meta[@name='citation_publisher']/@content",
        ),
    }


def _article(text: str) -> Iterator[Block | Table]:
    """The blocks of the article that trafilatura finds: ``head``, ``p``, ``item``, ``quote``, tables of data as the page has them."""
    import trafilatura

    tree = tree_of(text)
    tables = _set_aside(tree)
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_links=False, favor_recall=True
    )
    body = getattr(document, "body", None)
    count = 0
    for element in body.iter("head", "p", "item", "row", "quote") if body is not None else ():
        if any(parent.tag in {"row", "p"} for parent in element.iterancestors()):
            continue
        held = _ASIDE.search("".join(element.itertext())) if element.tag in {"p", "head", "quote"} else None
        if held:
            yield web_table(tables[int(held.group(1))], count, _cell_texts)
            count += 1
            continue
        if element.tag == "row":
            lines = ["; ".join(filter(None, (_flat(cell) for cell in element.iter("cell"))))]
        else:
            lines = _lines_of(element, {"item", "p", "quote", "list", "table", "head"})
        rend = str(element.get("rend") or "h2")
        level = int(rend[1]) if element.tag == "head" and re.fullmatch(r"h[1-6]", rend) else int(element.tag == "head") * 2
        depth = sum(parent.tag == "item" for parent in (element, *element.iterancestors()))
        for line in filter(None, lines):
            yield one(line, count, level, None, depth)
            count += 1


# What stands for a table of data while trafilatura looks for the article.
_ASIDE = re.compile(r"Table (\d+) is set aside here, to be read with its rows and headers\.")


def _set_aside(tree: Any) -> list[Any]:
    """Takes the tables of data out of a page's elements, a sentence in the place of each; gives the tables."""
    from lxml import html

    found = [table for table in tree.iter("table") if is_data(table) and table.getparent() is not None]
    for number, table in enumerate(found):
        mark = html.Element("p")
        mark.text = f"Table {number} is set aside here, to be read with its rows and headers."
        mark.tail, table.tail = table.tail, None
        table.getparent().replace(table, mark)
    return found


def _cell_texts(element: Any) -> list[str]:
    """The paragraphs of a cell."""
    inner = [one for one in element.iter("p", "li", "dd", "dt") if one is not element]
    if not inner:
        return [line for line in _lines_of(element, frozenset()) if line]
    return [line for one in (element, *inner) for line in _lines_of(one, {"p", "li", "ul", "ol", "dl", "dd", "dt"}) if line]


def _flat(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _lines_of(element: Any, inner: set[str] | frozenset[str]) -> list[str]:
    """An element's own text, without that of blocks inside it; parted where two line breaks follow each other."""
    parts: list[str] = []

    def walk(node: Any) -> None:
        parts.append(node.text or "")
        for child in node:
            if not isinstance(child.tag, str):
                pass
            elif child.tag in {"lb", "br"}:
                parts.append("\x00")
            elif child.tag not in inner and not _LEFT_OUT.fullmatch(child.tag):
                walk(child)
            else:
                parts.append(" ")
            parts.append(child.tail or "")

    walk(element)
    return [" ".join(piece.replace("\x00", " ").split()) for piece in re.split(r"\x00\s*\x00[\s\x00]*", "".join(parts))]


def _everything(tree: Any) -> Iterator[Block | Table]:
    """The blocks of a page, but for those of its navigation and other furniture."""
    count = 0
    for element in _kept(tree):
        if element.tag == "table":
            yield web_table(element, count, _cell_texts)
            count += 1
            continue
        if element.tag == "tr":
            cells = (_flat(cell) for cell in element.iter("td", "th"))
            lines = ["; ".join(filter(None, cells))] if element.find(".//table") is None else []
        elif any(parent.tag == "tr" for parent in element.iterancestors()) and not _laid_out(element):
            continue
        else:
            lines = _lines_of(element, BLOCKS | {"tr", "ul", "ol", "table", "div", "dl"})
        level = int(element.tag[1]) if re.fullmatch("h[1-6]", element.tag) else 0
        depth = sum(parent.tag == "li" for parent in (element, *element.iterancestors()))
        for line in filter(None, lines):
            yield one(line, count, level, None, depth)
            count += 1


def _laid_out(element: Any) -> bool:
    """Whether an element stands in a table that only lays out the page: one that holds another table."""
    row = next((parent for parent in element.iterancestors("tr")), None)
    return row is not None and row.find(".//table") is not None


def _is_menu(element: Any) -> bool:
    """Whether an element is nothing but a link or two of a few words."""
    text, linked = _flat(element), " ".join(_flat(one) for one in element.iter("a"))
    return len(text) <= len(linked) and len(text.split()) < 6 and not re.search(r"\d", text)


def _kept(tree: Any) -> Iterator[Any]:
    """Block elements, and other elements with text of their own, in order."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or _LEFT_OUT.fullmatch(node.tag) or node.tag == "head":
            continue
        mark = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
        if node.tag not in {"body", "html", "main", "article"} and _FURNITURE.search(mark):
            continue
        if node.tag == "table" and is_data(node):
            yield node
            continue
        loose = node.tag in CONTAINERS and not any(True for _ in node.iterdescendants(*PARTS)) and not _is_menu(node)
        if node.tag in BLOCKS or node.tag == "tr" or (loose and node.getparent() is not None):
            yield node
        stack.extend(reversed(list(node)))

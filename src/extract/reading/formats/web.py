"""Web pages: the article of a saved page, without navigation and boiler-plate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.encoding import decoded_page
from extract.reading.flow import Block, one, paragraphs
from extract.reading.report import ReadError

_LEFT_OUT = re.compile("script|style|noscript|template|nav|header|footer|aside|form|button|svg|iframe|select|dialog")
# What the class or id of a part that is no text of the report says, in the languages of page builders.
_FURNITURE = re.compile(
    r"cookie|consent|gdpr|breadcrumb|(?:^|[-_ ])(?:nav|menu|sidebar|footer|share|social|skip|newsletter)", re.I
)
_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "blockquote", "dd", "dt", "pre"})
_FRONT = 40
# An article shorter than this, or than this part of the whole page's text, is not all of the report.
_SHORT, _PART = 200, 0.5


def read_web(data: bytes, path: Path) -> Content:
    """The content of a web page; blocks count the article's block elements. Raises ``ReadError``."""
    import trafilatura  # noqa: F401 (here, so that a broken install is not taken for a broken page)

    text, notices = decoded_page(data)
    try:
        tree = _tree(text)
        properties = _properties(tree)
        blocks = list(_article(text))
        own = list(_everything(tree))
    except (RecursionError, MemoryError):
        raise ReadError("is nested too deeply to be read", "save the page again, or as PDF") from None
    except Exception as error:  # lxml and trafilatura let errors of many kinds through
        raise ReadError(f"cannot be read as a web page ({type(error).__name__})", "save the page again, or as PDF") from None
    size, whole = (sum(len(block.text) for block in some) for some in (blocks, own))
    if size < _SHORT or size < _PART * whole:
        blocks = own if whole > size else blocks
    title = next((block for block in own if block.level == 1), None)
    if title and not any(block.level == 1 for block in blocks):
        blocks.insert(0, one(title.text, len(blocks), 1))  # the article may begin below the page's title
    front = [block.text for block in blocks[:_FRONT]]
    return Content(tuple(paragraphs(blocks)), notices=notices, front=tuple(front), properties=properties)


def _tree(text: str) -> Any:
    from lxml import etree, html

    # lxml refuses characters that XML does not know, and a declaration of an encoding in text that is decoded already.
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", text)
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean)
    clean = re.sub(r"(?:<br\s*/?>\s*){2,}", "</p><p>", clean, flags=re.IGNORECASE)  # how old pages part paragraphs
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree = html.document_fromstring(clean.encode("utf-8"), parser=parser)
    if tree is None:
        raise etree.ParserError("no element")
    for form in tree.iter("form"):
        if form.find(".//p") is not None or form.find(".//table") is not None:
            form.tag = "div"  # a form around the whole page, as some servers write it
    for head in tree.iter("header"):
        if head.find(".//h1") is not None and head.find(".//nav") is None:
            head.tag = "div"  # the article's own, with its title
    return tree


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


def _article(text: str) -> Iterator[Block]:
    """The block elements of the article that trafilatura finds: ``head``, ``p``, ``item``, ``row``, ``quote``."""
    import trafilatura

    document = trafilatura.bare_extraction(
        _tree(text), include_comments=False, include_tables=True, include_links=False, favor_recall=True
    )
    body = getattr(document, "body", None)
    count = 0
    for element in body.iter("head", "p", "item", "row", "quote") if body is not None else ():
        if any(parent.tag in {"row", "p"} for parent in element.iterancestors()):
            continue
        if element.tag == "row":
            lines = ["; ".join(filter(None, (_flat(cell) for cell in element.iter("cell"))))]
        else:
            lines = _lines_of(element, {"item", "p", "quote", "list", "table", "head"})
        rend = str(element.get("rend") or "h2")
        level = int(rend[1]) if element.tag == "head" and re.fullmatch(r"h[1-6]", rend) else int(element.tag == "head") * 2
        for line in filter(None, lines):
            yield one(line, count, level)
            count += 1


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


def _everything(tree: Any) -> Iterator[Block]:
    """The block elements of a page, but for those of its navigation and other furniture."""
    count = 0
    for element in _kept(tree):
        if element.tag == "tr":
            cells = (_flat(cell) for cell in element.iter("td", "th"))
            lines = ["; ".join(filter(None, cells))] if element.find(".//table") is None else []
        elif any(parent.tag == "tr" for parent in element.iterancestors()) and not _laid_out(element):
            continue
        else:
            lines = _lines_of(element, _BLOCKS | {"ul", "ol", "table", "div", "dl"})
        level = int(element.tag[1]) if re.fullmatch("h[1-6]", element.tag) else 0
        for line in filter(None, lines):
            yield one(line, count, level)
            count += 1


def _laid_out(element: Any) -> bool:
    """Whether an element stands in a table that only lays out the page: one that holds another table."""
    row = next((parent for parent in element.iterancestors("tr")), None)
    return row is not None and row.find(".//table") is not None


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
        loose = node.tag in {"div", "td", "section", "article", "body"} and len((node.text or "").strip()) > 1
        if node.tag in _BLOCKS or (loose and node.getparent() is not None):
            yield node
        stack.extend(reversed(list(node)))

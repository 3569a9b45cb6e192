"""Web pages: the article of a saved page, without navigation and boiler-plate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.reports.flow import Block, one, paragraphs
from extract.reports.header import from_front
from extract.reports.read import Content
from extract.reports.report import ReadError

_LEFT_OUT = "script|style|noscript|template|nav|header|footer|aside|form|button|svg|iframe|figure"


def read_web(data: bytes, path: Path) -> Content:
    """The content of a web page; blocks count the article's block elements. Raises ``ReadError``."""
    import trafilatura
    from lxml import html

    try:
        tree = trafilatura.load_html(data)
    except Exception as error:  # lxml lets errors of many kinds through
        raise ReadError(f"cannot be read as a web page ({type(error).__name__})", "save the page again, or as PDF") from None
    if tree is None:
        raise ReadError("holds no web page that can be read", "save the page again, or as PDF")
    properties = _properties(tree)
    document = trafilatura.bare_extraction(
        html.fromstring(html.tostring(tree)),
        include_comments=False,
        include_tables=True,
        include_links=False,
        favor_recall=True,
    )
    body = getattr(document, "body", None)
    blocks = list(_article(body)) if body is not None else []
    if sum(len(block.text) for block in blocks) < 200:
        own = list(_everything(tree))
        blocks = own if sum(len(b.text) for b in own) > sum(len(b.text) for b in blocks) else blocks
    front = [block.text for block in blocks[:15]]
    return Content(tuple(paragraphs(blocks)), from_front(front, properties))


def _properties(tree: Any) -> dict[str, str]:
    """Title and site name as the page's own head gives them."""

    def first(xpath: str) -> str:
        found = tree.xpath(xpath)
        return " ".join(str(found[0]).split()) if found else ""

    title = first("//meta[@property='og:title']/@content") or first("//title/text()") or first("//h1//text()")
    return {
        "title": title,
        "author": first("//meta[@property='og:site_name']/@content") or first("//meta[@name='author']/@content"),
    }


def _article(body: Any) -> Iterator[Block]:
    """The block elements of trafilatura's article: ``head``, ``p``, ``item``, ``row``, ``quote``."""
    count = 0
    for element in body.iter("head", "p", "item", "row", "quote", "code"):
        if any(parent.tag in {"item", "row", "p"} for parent in element.iterancestors()):
            continue
        if element.tag == "row":
            text = "; ".join(filter(None, (" ".join(cell.itertext()).strip() for cell in element.iter("cell"))))
        else:
            text = "".join(element.itertext())
        if text.strip():
            rend = str(element.get("rend") or "h2")
            level = int(rend[1]) if element.tag == "head" and re.fullmatch(r"h[1-6]", rend) else int(element.tag == "head") * 2
            yield one(text, count, level)
            count += 1


def _everything(tree: Any) -> Iterator[Block]:
    """The block elements of a page of which no article could be made."""
    count = 0
    for element in tree.iter("h1", "h2", "h3", "h4", "p", "li", "tr", "blockquote"):
        if any(re.fullmatch(_LEFT_OUT, str(parent.tag)) for parent in element.iterancestors()):
            continue
        if any(parent.tag in {"li", "tr", "blockquote", "p"} for parent in element.iterancestors()):
            continue
        text = (
            " ".join("; ".join(t for t in element.itertext() if t.strip()).split())
            if element.tag == "tr"
            else "".join(element.itertext())
        )
        if text.strip():
            yield one(text, count, int(element.tag[1]) if element.tag[0] == "h" else 0)
            count += 1

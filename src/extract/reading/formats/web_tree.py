"""The elements of a saved web page as a reader sees them: hidden and struck-out text, marks of notes and scripts taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.reading.marks import is_mark

# What holds blocks; text straight in it is a paragraph of its own.
CONTAINERS = frozenset(
    {
        "body",
        "div",
        "section",
        "article",
        "main",
        "td",
        "th",
        "li",
        "blockquote",
        "figure",
        "dd",
        "center",
        "ul",
        "ol",
        "dl",
        "address",
        "details",
        "summary",
    }
)
BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "dd", "dt", "pre", "figcaption"})
PARTS = (
    CONTAINERS
    | BLOCKS
    | {"ul", "ol", "dl", "table", "form", "header", "footer", "nav", "aside", "hr", "address", "details", "summary"}
)
_NEVER = ("script", "style", "noscript", "template", "del", "s", "strike", "iframe", "object", "svg")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[\w-]*\s*:\s*line-through", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|element-invisible)(?:\s|$)")


def tree_of(text: str) -> Any:
    """The page's elements. Raises what lxml raises."""
    from lxml import etree, html

    # lxml refuses characters that XML does not know, and a declaration of an encoding in text that is decoded already.
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", text)
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean)
    clean = re.sub(r"(?:<br\s*/?>\s*){2,}", "</p><p>", clean, flags=re.IGNORECASE)  # how old pages part paragraphs
    clean = re.sub(r"<br\s*/?>\s*(?=<(?:b|strong)\b)", "</p><p>", clean, flags=re.IGNORECASE)  # before a lead-in
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
    _without_unseen(tree)
    _with_paragraphs(tree)
    return tree


def _without_unseen(tree: Any) -> None:
    """Takes out what no reader of the page sees as its text."""
    gone = [one for one in tree.iter() if isinstance(one.tag, str) and one.tag not in {"html", "body"} and _is_unseen(one)]
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _is_unseen(element: Any) -> bool:
    if element.tag in _NEVER or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if _UNSEEN.search(element.get("class") or ""):
        return True
    raised = element.tag == "sup"
    linked = element.tag == "a" and (element.get("href") or "").startswith("#")
    if not raised and not linked:
        return False
    text = "".join(element.itertext())
    if linked and not re.fullmatch(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*", text):
        return False
    return bool(text.strip()) and is_mark(re.sub(r"[()\[\]]", "", text), _before(element))


def _before(element: Any) -> str:
    """The characters right before an element, in its own paragraph."""
    previous = element.getprevious()
    if previous is not None:
        return str(previous.tail or "") or "".join(previous.itertext())[-20:]
    parent = element.getparent()
    return str(parent.text or "") if parent is not None else ""


def _with_paragraphs(tree: Any) -> None:
    """Puts text that stands straight in a container beside its blocks into paragraphs."""
    holders = [one for one in tree.iter(*CONTAINERS) if any(child.tag in PARTS for child in one)]
    for holder in holders:
        for run in list(_loose(holder)):
            _wrap(holder, run)


def _loose(holder: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Runs of text and elements in it between a container's blocks: the block before (None at the beginning), the elements."""
    before, run = None, list[Any]()
    text = holder.text or ""
    for child in holder:
        if child.tag in PARTS:
            if text.strip() or any("".join(one.itertext()).strip() for one in run):
                yield before, run
            before, run, text = child, [], child.tail or ""
        else:
            run.append(child)
            text += child.tail or ""
    if text.strip() or any("".join(one.itertext()).strip() for one in run):
        yield before, run


def _wrap(holder: Any, run: tuple[Any, list[Any]]) -> None:
    from lxml import etree

    before, elements = run
    paragraph = etree.SubElement(holder, "p")
    holder.remove(paragraph)
    if before is None:
        paragraph.text, holder.text = holder.text, None
        holder.insert(0, paragraph)
    else:
        paragraph.text, before.tail = before.tail, None
        before.addnext(paragraph)
    for element in elements:
        paragraph.append(element)

"""Mails (.eml): the message, then each attachment that can be read, under a heading with its name."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from extract.reading.content import Content
from extract.reading.report import Fragment, Notice, Paragraph, ReadError

Reader = Callable[[bytes, Path], Content]


def read_mail(data: bytes, path: Path, attached: Reader) -> Content:
    """The content of an .eml file; ``attached`` reads an attachment by its bytes and name, and raises ``ReadError``.

    An attachment that cannot be read gives a notice. Raises ``ReadError`` where there is nothing to read.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    found: list[Paragraph] = []
    notices: list[Notice] = []
    body = message.get_body(preferencelist=("html", "plain"))
    parts: list[tuple[str | None, MIMEPart]] = [(None, body)] if body is not None else []
    parts += [(part.get_filename() or "attachment", part) for part in message.iter_attachments()]
    for name, part in parts:
        suffix = ".html" if name is None and part.get_content_subtype() == "html" else ".txt"
        try:
            held = part.get_content()
            raw = held.encode("utf-8") if isinstance(held, str) else held if isinstance(held, bytes) else bytes(held)
            content = attached(raw, Path(name or f"message{suffix}"))
        except ReadError as error:
            notices.append(Notice("attachment", f"its attachment {name} {error.reason}; {error.hint}"))
            continue
        except (LookupError, ValueError, TypeError) as error:
            notices.append(Notice("attachment", f"{name or 'its text'} cannot be read ({type(error).__name__})"))
            continue
        over = (f"Attachment: {name}",) if name else ()
        found += [_of_mail(one, over, len(found) + at) for at, one in enumerate(content.paragraphs, 1)]
        notices += content.notices
    subject = " ".join(str(message.get("subject", "")).split())
    date = str(message.get("date", ""))
    front = (subject, date, *(one.text for one in found[:20]))
    return Content(tuple(found), notices=tuple(notices), front=tuple(filter(None, front)), properties={"title": subject})


def _of_mail(paragraph: Paragraph, over: tuple[str, ...], ordinal: int) -> Paragraph:
    """A paragraph of a mail's part: a page of an attachment is no page of the mail."""
    fragments = tuple(Fragment(one.start, one.end, block=one.block or 0) for one in paragraph.fragments)
    return replace(paragraph, ordinal=ordinal, page=None, headings=(*over, *paragraph.headings), fragments=fragments)

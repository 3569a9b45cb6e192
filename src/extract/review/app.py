"""The web application: a handful of addresses that read and write the desk. ``guard`` stands before all of them."""

from __future__ import annotations

import contextlib
import json
import mimetypes
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from extract.decisions.ledger import SaveError
from extract.errors import UserError
from extract.fields.registry import by_name, names
from extract.review import edits
from extract.review.desk import ConflictError, Desk, Wish, item_parts, reports_of
from extract.review.guard import ENTER, Guard
from extract.review.names import form, patterns_of, suggested
from extract.review.pictures import Ask, Pictures
from extract.review.sources import Sources

STATIC = Path(__file__).resolve().parent / "static"
_LARGEST_BODY = 8 << 20
_WIDEST, _NARROWEST = 2400, 200
_HISTORY = 500


@dataclass(slots=True)
class Office:
    """All that the addresses work on: the desk, source files and their pictures, one's own patterns, who is reviewing.

    ``named`` says that the name was given on the command line, not taken from the system.
    """

    desk: Desk
    sources: Sources
    own_patterns: Path
    who: str
    named: bool = False
    pictures: Pictures = field(default_factory=Pictures)


def application(office: Office, token: str, port: int, once: str = "") -> Guard:
    """The application behind its guard; ``once`` is a code that opens it a single time."""
    # Some systems' own tables call a module plain text, which no browser runs.
    mimetypes.add_type("text/javascript", ".js")

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(office.pictures.close)

    routes = [
        Route("/", lambda _: FileResponse(STATIC / "index.html")),
        Route("/api/all", _reading(office, _everything)),
        Route("/api/changes", _reading(office, _changes)),
        Route("/api/history", _reading(office, lambda one, _: {"lines": one.desk.history(_HISTORY)})),
        Route("/api/around", _reading(office, _around)),
        Route("/api/marks", _reading(office, _marks)),
        Route("/api/picture", _reading(office, _picture)),
        Route(ENTER, lambda _: JSONResponse({"token": token}), methods=["POST"]),
        Route("/api/decide", _writing(office, _decide), methods=["POST"]),
        Route("/api/add", _writing(office, _add), methods=["POST"]),
        Route("/api/undo", _writing(office, _undo), methods=["POST"]),
        Route("/api/suggest", _writing(office, _suggest), methods=["POST"]),
        Route("/api/rule", _writing(office, _rule), methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), token, port, {once} if once else set())


Reader = Callable[[Office, Mapping[str, str]], Any]
Writer = Callable[[Office, Mapping[str, Any]], Any]


def _reading(office: Office, work: Reader) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return await _answered(work, office, request.query_params)

    return answer


def _writing(office: Office, work: Writer) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST_BODY:
                return _error("that is too much at once", 413)
        try:
            given = json.loads(body)
        except (ValueError, RecursionError):
            return _error("what the page sent is no JSON", 400)
        if not isinstance(given, dict):
            return _error("what the page sent is no JSON object", 400)
        return await _answered(work, office, given)

    return answer


async def _answered(work: Callable[..., Any], office: Office, given: Mapping[str, Any]) -> Response:
    """The work's answer, or in one line why there is none; the page shows that line."""
    try:
        found = await run_in_threadpool(work, office, given)
    except ConflictError as error:
        return _error(str(error), 409)
    except SaveError as error:
        return _error(str(error), 507)
    except UserError as error:
        return _error(str(error), 400)
    except Exception as error:
        return _error(f"the software failed ({type(error).__name__}: {error})", 500)
    return found if isinstance(found, Response) else JSONResponse(found)


def _error(reason: str, status: int) -> Response:
    return JSONResponse({"error": reason}, status_code=status)


def _everything(office: Office, _: Mapping[str, str]) -> dict[str, Any]:
    desk = office.desk
    if office.sources.folders:
        office.pictures.warm()
    return {
        **desk.everything(),
        "folder": str(desk.folder),
        "decisions": str(desk.decisions),
        "patterns": str(office.own_patterns),
        "who": office.who,
        "named": office.named,
        "against": desk.since.given,
        "reports": reports_of(desk.drawn),
        "form": form(patterns_of(office.own_patterns), desk.drawn),
    }


def _changes(office: Office, given: Mapping[str, str]) -> dict[str, Any]:
    return office.desk.changes(_number(given, "since"))


def _decide(office: Office, given: Mapping[str, Any]) -> dict[str, Any]:
    wishes = given.get("items")
    if not isinstance(wishes, list) or not wishes or not all(isinstance(one, dict) for one in wishes):
        raise UserError("nothing to decide")
    made = [
        Wish(
            item=str(one.get("item", "")),
            verdict=str(one.get("verdict", "")),
            becomes=one.get("is") if isinstance(one.get("is"), dict) else None,
            comment=str(one.get("comment") or "").strip(),
            seen=one.get("seen") if isinstance(one.get("seen"), str) else None,
        )
        for one in wishes
    ]
    return office.desk.save(made, _who(office, given), bulk=given.get("bulk") is True)


def _add(office: Office, given: Mapping[str, Any]) -> dict[str, Any]:
    name, value = _field(given), given.get("is")
    if not isinstance(value, dict):
        raise UserError("nothing to add")
    comment = str(given.get("comment") or "").strip()
    return office.desk.add(_number(given, "n"), name, value, _who(office, given), comment)


def _undo(office: Office, given: Mapping[str, Any]) -> dict[str, Any]:
    return office.desk.undo(str(given.get("decision", "")), _who(office, given))


def _suggest(office: Office, given: Mapping[str, Any]) -> dict[str, Any]:
    paragraph = office.desk.paragraph(_index(office, given))
    start, end = _number(given, "start"), _number(given, "end")
    if not start < end <= len(paragraph["text"]):
        raise UserError("mark some words of the paragraph first")
    patterns = patterns_of(office.own_patterns)
    value = suggested(patterns, by_name(_field(given)), paragraph["text"], start, end, paragraph)
    return {"value": {**value, "mentions": [{"start": start, "end": end}]}}


def _rule(office: Office, given: Mapping[str, Any]) -> dict[str, Any]:
    """The diff of a rule that the reviewer wishes; written only where the page sends back the seal of the diff it showed."""
    number, name, key = item_parts(str(given.get("item", "")))
    paragraph = office.desk.paragraph(_index(office, {"n": number}))
    item = next((one for one in paragraph["items"] if one["field"] == name and one["key"] == key), None)
    if item is None:
        raise UserError("there is no such value")
    value = item["machine"] or item["value"]
    sentence = paragraph["text"][slice(*item["sentence"])] if item["sentence"] else ""
    kind, rule = str(given.get("kind", "")), str(given.get("rule", ""))
    proposal = edits.propose(office.own_patterns, kind, by_name(name), value, rule, sentence)
    seal = given.get("seal")
    if seal is not None and seal != proposal.seal:
        raise ConflictError("the file has changed since the diff was shown; look at it again")
    written = edits.write(office.own_patterns, proposal) if seal is not None else []
    diff = "".join(one.diff(office.own_patterns) for one in proposal.files)
    return {"words": proposal.words, "diff": diff, "seal": proposal.seal, "written": written}


def _around(office: Office, given: Mapping[str, str]) -> dict[str, Any]:
    ask = _ask(office, _index(office, given))
    if ask is None:
        return {"found": False}
    return {"found": True, "pdf": ask.path.suffix.casefold() == ".pdf", **office.pictures.around(ask)}


def _marks(office: Office, given: Mapping[str, str]) -> dict[str, Any]:
    ask = _ask(office, _index(office, given))
    if ask is None:
        return {"found": False}
    return {"found": True, **office.pictures.marks(ask, _spans(given.get("spans", "")))}


def _picture(office: Office, given: Mapping[str, str]) -> Response:
    ask = _ask(office, _index(office, given))
    if ask is None:
        raise UserError("the report's file is not here")
    width = max(_NARROWEST, min(_WIDEST, _number(given, "width")))
    return Response(office.pictures.picture(ask.path, _number(given, "page"), width), media_type="image/png")


def _ask(office: Office, number: int) -> Ask | None:
    one = office.desk.drawn[number]
    source = one.source
    path = office.sources.find(source["file"], source["sha256"])
    return Ask(path, source["file"], source["report"], one.text, source["ordinal"]) if path else None


def _spans(given: str) -> Sequence[tuple[int, int]]:
    pairs = [part.partition("-") for part in given.split(",") if part]
    if not all(start.isdecimal() and end.isdecimal() for start, _, end in pairs):
        raise UserError("spans must be start-end, parted by commas")
    return [(int(start), int(end)) for start, _, end in pairs]


def _index(office: Office, given: Mapping[str, Any]) -> int:
    number = _number(given, "n")
    if not 0 <= number < len(office.desk.drawn):
        raise UserError("there is no such paragraph")
    return number


def _number(given: Mapping[str, Any], name: str) -> int:
    found = given.get(name)
    if isinstance(found, str) and found.isdecimal():
        return int(found)
    if type(found) is not int or found < 0:
        raise UserError(f"{name} must be a number")
    return found


def _field(given: Mapping[str, Any]) -> str:
    name = given.get("field")
    if name not in names():
        raise UserError(f"field must be one of: {', '.join(names())}")
    return str(name)


def _who(office: Office, given: Mapping[str, Any]) -> str:
    return " ".join(str(given.get("who") or "").split())[:80] or office.who

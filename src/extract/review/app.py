"""The web application: a handful of addresses that read and write the session. ``guard`` stands before all of them."""

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
from extract.review.form import form, patterns_of, suggested
from extract.review.guard import ENTER, Guard
from extract.review.pictures import Ask, Pictures
from extract.review.session import ConflictError, DecisionRequest, ReviewSession, item_parts, reports_of
from extract.review.sources import Sources

STATIC = Path(__file__).resolve().parent / "static"
_LARGEST_BODY = 8 << 20
_WIDEST, _NARROWEST = 2400, 200
_HISTORY = 500


@dataclass(slots=True)
class Workplace:
    """All that the addresses work on: the session, source files and their pictures, one's own patterns, who is reviewing.

    ``named`` says that the name was given on the command line, not taken from the system.
    """

    session: ReviewSession
    sources: Sources
    own_patterns: Path
    who: str
    named: bool = False
    pictures: Pictures = field(default_factory=Pictures)


def application(workplace: Workplace, token: str, port: int, once: str = "") -> Guard:
    """The application behind its guard; ``once`` is a code that opens it a single time."""
    # Some systems' own tables call a module plain text, which no browser runs.
    mimetypes.add_type("text/javascript", ".js")

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(workplace.pictures.close)

    routes = [
        Route("/", lambda _: FileResponse(STATIC / "index.html")),
        Route("/api/all", _reading(workplace, _everything)),
        Route("/api/changes", _reading(workplace, _changes)),
        Route("/api/history", _reading(workplace, lambda one, _: {"lines": one.session.history(_HISTORY)})),
        Route("/api/around", _reading(workplace, _around)),
        Route("/api/marks", _reading(workplace, _marks)),
        Route("/api/picture", _reading(workplace, _picture)),
        Route(ENTER, lambda _: JSONResponse({"token": token}), methods=["POST"]),
        Route("/api/decide", _writing(workplace, _decide), methods=["POST"]),
        Route("/api/add", _writing(workplace, _add), methods=["POST"]),
        Route("/api/undo", _writing(workplace, _undo), methods=["POST"]),
        Route("/api/suggest", _writing(workplace, _suggest), methods=["POST"]),
        Route("/api/rule", _writing(workplace, _rule), methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), token, port, {once} if once else set())


Reader = Callable[[Workplace, Mapping[str, str]], Any]
Writer = Callable[[Workplace, Mapping[str, Any]], Any]


def _reading(workplace: Workplace, work: Reader) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return await _answered(work, workplace, request.query_params)

    return answer


def _writing(workplace: Workplace, work: Writer) -> Callable[[Request], Any]:
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
        return await _answered(work, workplace, given)

    return answer


async def _answered(work: Callable[..., Any], workplace: Workplace, given: Mapping[str, Any]) -> Response:
    """The work's answer, or in one line why there is none; the page shows that line."""
    try:
        found = await run_in_threadpool(work, workplace, given)
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


def _everything(workplace: Workplace, _: Mapping[str, str]) -> dict[str, Any]:
    session = workplace.session
    if workplace.sources.folders:
        workplace.pictures.warm()
    return {
        **session.everything(),
        "folder": str(session.folder),
        "decisions": str(session.decisions),
        "patterns": str(workplace.own_patterns),
        "who": workplace.who,
        "named": workplace.named,
        "against": session.since.given,
        "reports": reports_of(session.paragraphs),
        "form": form(patterns_of(workplace.own_patterns), session.paragraphs),
    }


def _changes(workplace: Workplace, given: Mapping[str, str]) -> dict[str, Any]:
    return workplace.session.changes(_number(given, "since"))


def _decide(workplace: Workplace, given: Mapping[str, Any]) -> dict[str, Any]:
    wishes = given.get("items")
    if not isinstance(wishes, list) or not wishes or not all(isinstance(one, dict) for one in wishes):
        raise UserError("nothing to decide")
    made = [
        DecisionRequest(
            item=str(one.get("item", "")),
            verdict=str(one.get("verdict", "")),
            becomes=one.get("is") if isinstance(one.get("is"), dict) else None,
            comment=str(one.get("comment") or "").strip(),
            seen=one.get("seen") if isinstance(one.get("seen"), str) else None,
        )
        for one in wishes
    ]
    return workplace.session.save(made, _who(workplace, given), bulk=given.get("bulk") is True)


def _add(workplace: Workplace, given: Mapping[str, Any]) -> dict[str, Any]:
    name, value = _field(given), given.get("is")
    if not isinstance(value, dict):
        raise UserError("nothing to add")
    comment = str(given.get("comment") or "").strip()
    return workplace.session.add(_number(given, "n"), name, value, _who(workplace, given), comment)


def _undo(workplace: Workplace, given: Mapping[str, Any]) -> dict[str, Any]:
    return workplace.session.undo(str(given.get("decision", "")), _who(workplace, given))


def _suggest(workplace: Workplace, given: Mapping[str, Any]) -> dict[str, Any]:
    paragraph = workplace.session.paragraph(_index(workplace, given))
    start, end = _number(given, "start"), _number(given, "end")
    if not start < end <= len(paragraph["text"]):
        raise UserError("mark some words of the paragraph first")
    patterns = patterns_of(workplace.own_patterns)
    value = suggested(patterns, by_name(_field(given)), paragraph["text"], start, end, paragraph)
    return {"value": {**value, "mentions": [{"start": start, "end": end}]}}


def _rule(workplace: Workplace, given: Mapping[str, Any]) -> dict[str, Any]:
    """The diff of a rule that the reviewer wishes; written only where the page sends back the seal of the diff it showed."""
    number, name, key = item_parts(str(given.get("item", "")))
    paragraph = workplace.session.paragraph(_index(workplace, {"n": number}))
    item = next((one for one in paragraph["items"] if one["field"] == name and one["key"] == key), None)
    if item is None:
        raise UserError("there is no such value")
    value = item["machine"] or item["value"]
    sentence = paragraph["text"][slice(*item["sentence"])] if item["sentence"] else ""
    kind, rule = str(given.get("kind", "")), str(given.get("rule", ""))
    proposal = edits.propose(workplace.own_patterns, kind, by_name(name), value, rule, sentence)
    seal = given.get("seal")
    if seal is not None and seal != proposal.seal:
        raise ConflictError("the file has changed since the diff was shown; look at it again")
    written = edits.write(workplace.own_patterns, proposal) if seal is not None else []
    diff = "".join(one.diff(workplace.own_patterns) for one in proposal.files)
    return {"words": proposal.words, "diff": diff, "seal": proposal.seal, "written": written}


def _around(workplace: Workplace, given: Mapping[str, str]) -> dict[str, Any]:
    ask = _ask(workplace, _index(workplace, given))
    if ask is None:
        return {"found": False}
    return {"found": True, "pdf": ask.path.suffix.casefold() == ".pdf", **workplace.pictures.around(ask)}


def _marks(workplace: Workplace, given: Mapping[str, str]) -> dict[str, Any]:
    ask = _ask(workplace, _index(workplace, given))
    if ask is None:
        return {"found": False}
    return {"found": True, **workplace.pictures.marks(ask, _spans(given.get("spans", "")))}


def _picture(workplace: Workplace, given: Mapping[str, str]) -> Response:
    ask = _ask(workplace, _index(workplace, given))
    if ask is None:
        raise UserError("the report's file is not here")
    width = max(_NARROWEST, min(_WIDEST, _number(given, "width")))
    return Response(workplace.pictures.picture(ask.path, _number(given, "page"), width), media_type="image/png")


def _ask(workplace: Workplace, number: int) -> Ask | None:
    one = workplace.session.paragraphs[number]
    source = one.source
    path = workplace.sources.find(source["file"], source["sha256"])
    return Ask(path, source["file"], source["report"], one.text, source["ordinal"]) if path else None


def _spans(given: str) -> Sequence[tuple[int, int]]:
    pairs = [part.partition("-") for part in given.split(",") if part]
    if not all(start.isdecimal() and end.isdecimal() for start, _, end in pairs):
        raise UserError("spans must be start-end, parted by commas")
    return [(int(start), int(end)) for start, _, end in pairs]


def _index(workplace: Workplace, given: Mapping[str, Any]) -> int:
    number = _number(given, "n")
    if not 0 <= number < len(workplace.session.paragraphs):
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


def _who(workplace: Workplace, given: Mapping[str, Any]) -> str:
    return " ".join(str(given.get("who") or "").split())[:80] or workplace.who

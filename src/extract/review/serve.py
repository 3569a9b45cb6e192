"""Starts the page: on 127.0.0.1 only, with a token that is new each time, until the terminal ends it."""

from __future__ import annotations

import contextlib
import getpass
import secrets
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.decisions.ledger import default_path
from extract.errors import UserError
from extract.review.against import since
from extract.review.app import Workplace, application
from extract.review.edits import own_folder
from extract.review.form import patterns_of
from extract.review.session import ReviewSession
from extract.review.sources import Sources, default_folders
from extract.runfile import known_of

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; None where the default holds."""

    folder: Path
    against: Path | None = None
    decisions: Path | None = None
    patterns: Path | None = None
    raw: Path | None = None
    who: str | None = None
    port: int = 0


def workplace_of(request: Request) -> Workplace:
    """The output, its decisions and its sources, ready to be worked on. Raises ``UserError``."""
    own = own_folder(request.patterns, known_of(request.folder).patterns)
    patterns = patterns_of(own)
    session = ReviewSession(request.folder, decisions_of(request), since(request.against, request.folder), patterns)
    return Workplace(
        session, Sources(default_folders(request.folder, request.raw)), own, request.who or _me(), request.who is not None
    )


def decisions_of(request: Request) -> Path:
    """The file that was named, else the one that the run applied, else the one beside the run's own patterns."""
    if request.decisions is not None:
        return request.decisions
    run = known_of(request.folder)
    applied = run.decisions.get("file")
    if request.patterns is None and isinstance(applied, str) and Path(applied).is_file():
        return Path(applied)
    return default_path(request.patterns or run.patterns)


def serve(request: Request, tell: Callable[[str], None], browse: bool) -> None:
    """Serves the page until it is interrupted; ``tell`` hears the address. Raises ``UserError``."""
    import uvicorn

    workplace = workplace_of(request)
    token, once = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with _bound(request.port) as listening:
        port = listening.getsockname()[1]
        address = f"http://{HOST}:{port}/#{token}"
        tell(
            f"{len(workplace.session.paragraphs):,} paragraphs of {workplace.session.folder}; decisions go to {workplace.session.decisions}"
        )
        tell(f"open {address}")
        tell("Ctrl+C ends it; every decision that the page shows as saved is on the disk")
        config = uvicorn.Config(
            application(workplace, token, port, once), log_level="error", access_log=False, server_header=False, ws="none"
        )
        if browse:
            webbrowser.open(f"http://{HOST}:{port}/#once-{once}")
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise UserError(f"port {port} cannot be used ({error.strerror}); give another with --port") from None
    listening.listen(128)
    return listening


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reviewer"

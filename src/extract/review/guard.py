"""Only this machine's own page may read and write: every request is checked before anything else is done."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Where a code that is good once is exchanged for the token.
ENTER = "/api/enter"
# No code, style or picture but the page's own; nothing may frame it; report text can neither run nor load anything.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through what comes from this page on this machine.

    The Host must be this address (a foreign name that resolves to this machine is turned away), an Origin must be this page's,
    and what is below ``/api/`` needs the token that only the terminal and the page know.

    ``once`` holds codes that may be exchanged for the token a single time. The address that opens the browser stands in the list
    of processes, where others on the machine can read it: it must be worth nothing once the page is open.
    """

    app: ASGIApp
    token: str
    port: int
    once: set[str] = field(default_factory=set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 403 itself, or hands on; puts the safety headers on every answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self.refusal(scope["path"], scope["method"], Headers(scope=scope))
        if refusal:
            await JSONResponse({"error": refusal}, status_code=403)(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)

    def refusal(self, path: str, method: str, headers: Headers) -> str:
        """Why a request is turned away, in words; empty where it is not."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if len(headers.getlist("host")) != 1 or headers["host"] not in hosts:
            return "this page answers to its own address only"
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return "a page of another origin may not ask here"
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return "a page of another site may not ask here"
        if not path.startswith("/api/"):
            return "" if method in {"GET", "HEAD"} else "nothing to write there"
        if method == "POST" and origin is None:
            return "only the page itself may write"
        given = headers.get("authorization", "")
        if path == ENTER:
            return "" if self._entered(given) else "that address opens the page once: open the one that the terminal shows"
        if not hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {self.token}".encode()):
            return "the token is missing or wrong: open the address that extract review printed"
        return ""

    def _entered(self, given: str) -> bool:
        """Whether a code that is good once was given; it no longer is."""
        code = given.removeprefix("Bearer ")
        known = code in self.once
        self.once.discard(code)
        return known

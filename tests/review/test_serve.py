"""The server as others on the machine and on the net see it, and what is left when it is killed."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from extract.decisions.ledger import read_ledger
from tests.records.make import TEXT
from tests.review.conftest import Served, serve
from tests.review.make import output

UNDP = "0:partners:undp"


def asked(served: Served, path: str, body: Any = None, **headers: str | None) -> httpx.Response:
    """A request as the page makes it; ``headers`` change what it says (None takes one away)."""
    given: dict[str, str | None] = {"Authorization": f"Bearer {served.token}"}
    if body is not None:
        given |= {"Origin": served.origin, "Content-Type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in given.items() if value is not None}
    content = None if body is None else json.dumps(body)
    return httpx.request("GET" if body is None else "POST", served.origin + path, headers=kept, content=content, timeout=60)


ACCEPT = {"items": [{"item": UNDP, "verdict": "accept", "seen": None}]}


def test_the_page_itself_may_read_and_write(served: Served) -> None:
    assert asked(served, "/api/all").status_code == 200
    assert asked(served, "/api/decide", ACCEPT).status_code == 200
    assert len(read_ledger(served.decisions).decisions) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": None},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": None},
        {"Host": "example.org"},
        {"Host": "127.0.0.1.example.org:80"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_nobody_else_may_write(shared: Served, headers: dict[str, str | None]) -> None:
    answer = asked(shared, "/api/decide", ACCEPT, **headers)
    assert answer.status_code == 403
    assert "error" in answer.json()
    assert not read_ledger(shared.decisions).decisions


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": None}, {"Host": "example.org"}, {"Origin": "https://example.org"}, {"Sec_Fetch_Site": "cross-site"}],
)
def test_nobody_else_may_read(shared: Served, headers: dict[str, str | None]) -> None:
    answer = asked(shared, "/api/all", **headers)
    assert answer.status_code == 403
    assert TEXT not in answer.text


def test_the_shell_of_the_page_tells_nothing_and_lets_nothing_in(shared: Served) -> None:
    answer = httpx.get(shared.origin + "/")
    assert answer.status_code == 200
    assert shared.token not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert httpx.get(shared.origin + path).status_code == 404


def test_the_address_that_opens_the_browser_is_good_once(tmp_path: Path) -> None:
    output(tmp_path)
    opener = tmp_path / "browser"
    opener.write_text(
        f'#!/bin/sh\necho "$1" > "{tmp_path}/part" && mv "{tmp_path}/part" "{tmp_path}/opened"\n', encoding="utf-8"
    )
    opener.chmod(0o755)
    served = serve(tmp_path, browser=opener)
    try:
        for _ in range(200):
            if (tmp_path / "opened").exists():
                break
            time.sleep(0.05)
        address, _, code = (tmp_path / "opened").read_text(encoding="utf-8").strip().partition("#once-")
        assert address == f"{served.origin}/"
        assert served.token not in code
        assert asked(served, "/api/all", Authorization=f"Bearer {code}").status_code == 403
        entered = asked(served, "/api/enter", {}, Authorization=f"Bearer {code}")
        assert entered.json() == {"token": served.token}
        assert asked(served, "/api/enter", {}, Authorization=f"Bearer {code}").status_code == 403
        assert asked(served, "/api/enter", {}, Authorization="Bearer").status_code == 403
    finally:
        served.process.terminate()
        served.process.wait(30)


def test_only_this_machine_is_answered(shared: Served) -> None:
    port = int(shared.origin.rpartition(":")[2])
    with socket.socket() as other:
        other.settimeout(2)
        address = socket.gethostbyname(socket.gethostname())
        if not address.startswith("127."):
            assert other.connect_ex((address, port)) != 0


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/decide", {"items": []}),
        ("/api/decide", {"items": [{"item": "x", "verdict": "accept"}]}),
        ("/api/decide", {"items": [{"item": UNDP, "verdict": "maybe"}]}),
        ("/api/decide", {"items": "all"}),
        ("/api/decide", []),
        ("/api/add", {"n": 99, "field": "partners", "is": {}}),
        ("/api/add", {"n": 0, "field": "money", "is": {}}),
        ("/api/add", {"n": 0, "field": "partners", "is": None}),
        ("/api/undo", {"decision": "none"}),
        ("/api/suggest", {"n": 0, "field": "partners", "start": 9, "end": 2}),
        ("/api/rule", {"item": UNDP, "kind": "nonsense"}),
        ("/api/picture?n=0&page=99&width=500", None),
        ("/api/picture?n=-1&page=1&width=500", None),
        ("/api/marks?n=0&spans=a-b", None),
        ("/api/changes?since=x", None),
    ],
)
def test_nonsense_is_answered_in_one_line(shared: Served, path: str, body: Any) -> None:
    answer = asked(shared, path, body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert "Traceback" not in answer.text
    assert not read_ledger(shared.decisions).decisions


def test_the_reports_own_page_is_drawn_and_the_words_are_found_on_it(shared: Served) -> None:
    picture = asked(shared, "/api/picture?n=0&page=2&width=600")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    start = TEXT.index("UNDP")
    found = asked(shared, f"/api/marks?n=0&spans={start}-{start + 4},0-{len(TEXT)}").json()
    assert found["pages"] == 2
    (word,), sentence = found["spans"]
    assert word["page"] == 2
    assert 0 < word["left"] < word["right"] < 1
    assert 0 < word["top"] < word["bottom"] < 0.5
    assert len(sentence) >= 2


def test_a_file_that_is_not_the_one_that_was_read_is_never_shown(served: Served) -> None:
    with (served.folder / "raw" / "s-2031-7.pdf").open("ab") as file:
        file.write(b"%changed")
    assert asked(served, "/api/marks?n=0&spans=0-4").json() == {"found": False}
    assert asked(served, "/api/picture?n=0&page=2&width=600").status_code == 400


def test_a_killed_server_has_lost_nothing_that_it_answered(served: Served) -> None:
    answered: list[str] = []

    def review() -> None:
        seen = None
        for number in range(10_000):
            body = {"items": [{"item": UNDP, "verdict": ("accept", "reject")[number % 2], "seen": seen}], "who": "Ana"}
            try:
                answer = asked(served, "/api/decide", body)
            except httpx.HTTPError:
                return
            if answer.status_code == 200:
                (seen,) = answer.json()["saved"]
                answered.append(seen)
                if len(answered) == 40:
                    enough.set()

    enough = threading.Event()
    reviewer = threading.Thread(target=review)
    reviewer.start()
    assert enough.wait(60)
    served.kill()
    reviewer.join(60)
    ledger = read_ledger(served.decisions)
    assert not ledger.passed
    kept = [one.id for one in ledger.decisions]
    assert kept[: len(answered)] == answered
    again = serve(served.folder)
    try:
        states = {one["id"]: one for one in asked(again, "/api/all").json()["paragraphs"][0]["items"]}
        assert states[UNDP]["decision"] == kept[-1]
    finally:
        again.process.terminate()
        again.process.wait(30)


def test_two_servers_on_one_file_are_two_reviewers(served: Served) -> None:
    other = serve(served.folder)
    try:
        assert asked(other, "/api/decide", {**ACCEPT, "who": "Ben"}).status_code == 200
        answer = asked(served, "/api/decide", ACCEPT)
        assert answer.status_code == 409
        assert "Ben has decided" in answer.json()["error"]
        changed = asked(served, "/api/changes?since=1").json()["paragraphs"]
        assert [one["who"] for one in changed[0]["items"] if one["state"] == "accepted"] == ["Ben"]
    finally:
        other.process.terminate()
        other.process.wait(30)


# No file may grow beyond this: what a full disk looks like to the program.
FULL = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))\n"


def test_a_full_disk_is_said_and_nothing_is_shown_as_saved(tmp_path: Path) -> None:
    output(tmp_path)
    served = serve(tmp_path, prelude=FULL)
    try:
        assert asked(served, "/api/decide", ACCEPT).status_code == 200
        saved = read_ledger(served.decisions)
        first = saved.decisions[-1].id
        answer = asked(
            served, "/api/decide", {"items": [{"item": UNDP, "verdict": "reject", "seen": first, "comment": "x" * 500}]}
        )
        assert answer.status_code == 507
        assert "not saved" in answer.json()["error"]
        assert read_ledger(served.decisions) == saved
        (shown,) = [one for one in asked(served, "/api/all").json()["paragraphs"][0]["items"] if one["id"] == UNDP]
        assert shown["state"] == "accepted"
    finally:
        served.process.terminate()
        served.process.wait(30)

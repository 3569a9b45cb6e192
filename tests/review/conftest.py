"""A running ``extract review``, and Debian's chromium to look at it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.review.make import output


@dataclass
class Served:
    """The process, the folder it works in, and where its page is."""

    process: subprocess.Popen[str]
    folder: Path
    address: str

    @property
    def origin(self) -> str:
        return self.address.partition("/#")[0]

    @property
    def token(self) -> str:
        return self.address.partition("#")[2]

    @property
    def decisions(self) -> Path:
        return self.folder / "decisions.jsonl"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


def serve(folder: Path, *options: str, prelude: str = "", browser: Path | None = None) -> Served:
    """Starts the command in ``folder`` (with its ``output``) and waits for its address; ``prelude`` is code that runs before.

    ``browser`` is a program that is started with the address instead of a browser.
    """
    program = f"{prelude}\nimport sys\nfrom extract.cli import main\nsys.argv = ['extract', *sys.argv[1:]]\nmain()\n"
    opening = [] if browser else ["--no-browser"]
    given = [sys.executable, "-c", program, "review", "output", *opening, "--as", "Ana", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"} | ({"BROWSER": f"{browser} %s"} if browser else {})
    process = subprocess.Popen(given, cwd=folder, stderr=subprocess.PIPE, text=True, env=env)
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        found = re.search(r"open (http://127\.0\.0\.1:\d+/#\S+)", line)
        if found:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return Served(process, folder, found.group(1))
    raise AssertionError(f"extract review did not start: {said}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    output(tmp_path)
    found = serve(tmp_path)
    yield found
    found.process.terminate()
    found.process.wait(30)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the tests that leave it as it was."""
    folder = tmp_path_factory.mktemp("shared")
    output(folder)
    found = serve(folder)
    yield found
    found.process.terminate()
    found.process.wait(30)

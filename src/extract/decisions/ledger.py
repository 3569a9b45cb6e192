"""``decisions.jsonl``: read whole, added to at its end, never rewritten; what ``append`` has returned from is on the disk."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extract.decisions.decision import Decision, decision_of, line_of
from extract.errors import UserError

NAME = "decisions.jsonl"
_WAIT_SECONDS = 20.0


class SaveError(UserError):
    """A decision could not be saved; the file is as it was. The message says why."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A line that is no decision (a half-written one, the marks of a merge): passed over, and the user is told."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All decisions of a file in the order in which they were taken, each once, and the lines that are none."""

    decisions: tuple[Decision, ...] = ()
    passed: tuple[Passed, ...] = ()


def default_path(patterns: Path | None) -> Path:
    """Where decisions are kept unless said otherwise: beside the folder of one's own patterns, else in this folder."""
    return (patterns.parent if patterns is not None else Path()) / NAME


def read_ledger(path: Path) -> Ledger:
    """The decisions of a file; none where there is no file. Raises ``UserError`` where it cannot be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror})") from None
    return parsed(raw)


def parsed(raw: bytes) -> Ledger:
    """The decisions that the bytes of a file hold.

    A merge may have put lines in any order and have kept one twice: they are sorted by when they were taken, and each id
    counts once.
    """
    found: dict[str, Decision] = {}
    passed: list[Passed] = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decision = _known(line)
        except UnicodeDecodeError:
            passed.append(Passed(number, "is not UTF-8"))
        except ValueError as error:
            passed.append(Passed(number, str(error)))
        else:
            found.setdefault(decision.id, decision)
    return Ledger(tuple(sorted(found.values(), key=lambda one: (one.when, one.id))), tuple(passed))


@functools.lru_cache(maxsize=1 << 17)
def _known(line: bytes) -> Decision:
    """A line's decision; remembered, since the file is read anew before each save and only grows."""
    return decision_of(line.decode("utf-8"))


def append(path: Path, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Adds decisions at the end and gives them as they were written: all of them are on the disk, or none.

    Raises ``SaveError`` (a full disk, no permission); the file is then as it was.
    """
    with held(path) as file:
        return file.add(decisions)


class HeldFile:
    """The file while this process alone may write to it."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self.handle = handle

    def read(self) -> Ledger:
        """The decisions as they stand now."""
        return parsed(_all_of(self.handle))

    def add(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """Adds decisions, each with a time later than that of all lines before it. Raises ``SaveError``."""
        raw = _all_of(self.handle)
        before = len(raw)
        last = max((one.when for one in parsed(raw).decisions), default="")
        timed = []
        for decision in decisions:
            last = _after(last)
            timed.append(replace(decision, when=last))
        # A line that a kill left half-written must not swallow the next one.
        gap = b"\n" if raw and not raw.endswith(b"\n") else b""
        fresh = gap + b"".join(line_of(one).encode("utf-8", "replace") + b"\n" for one in timed)
        try:
            _write(self.handle, fresh)
            os.fsync(self.handle)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self.handle, before)
                os.fsync(self.handle)
            raise SaveError(f"not saved: {self.path} cannot be written ({error.strerror})") from None
        return tuple(timed)


@contextlib.contextmanager
def held(path: Path) -> Iterator[HeldFile]:
    """The file, created where it is not there, with no other reviewer writing meanwhile. Raises ``SaveError``."""
    handle = _opened(path)
    try:
        yield HeldFile(path, handle)
    finally:
        with contextlib.suppress(OSError):
            _unlock(handle)
        os.close(handle)


def _opened(path: Path) -> int:
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = not path.exists()
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise SaveError(f"not saved: {path} cannot be written ({error.strerror})") from None
        try:
            _lock(handle, until)
            # git may have put another file in its place while this one waited: a line in the old one would be lost.
            if _same(handle, path):
                if new:
                    _flush_folder(path.parent)
                return handle
        except OSError:
            os.close(handle)
            raise SaveError(f"not saved: {path} is being written by another program; try again") from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _all_of(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _after(last: str) -> str:
    """Now, to the microsecond; a little after ``last`` where the clock has gone back: the line saved last is the last."""
    now = datetime.now(UTC)
    with contextlib.suppress(ValueError):
        before = datetime.fromisoformat(last) if last else None
        if before is not None and before.tzinfo is not None and before >= now:
            now = before + timedelta(microseconds=1)
    return now.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _lock(handle: int, until: float) -> None:
    while True:
        try:
            _try_lock(handle)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


if sys.platform == "win32":
    import msvcrt

    # A byte far behind the end, so that readers are not kept out.
    _FAR = 1 << 40

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _flush_folder(folder: Path) -> None:
    """Has the new file's name reach the disk; not every system lets a folder be opened for that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

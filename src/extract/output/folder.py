"""An output folder that appears whole or not at all: written beside, then renamed into place.

Files that ``extract`` did not write (decisions, an analyst's own) are carried over into the new folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from extract.errors import UserError
from extract.output.swap import exchange, fresh_folder, recover
from extract.records.tables import tables

_BESIDE_TABLES = (
    "records.jsonl",
    "records.json",
    "records.xlsx",
    "unclaimed.csv",
    "checks.csv",
    "rejects.jsonl",
    "report.html",
    "decisions-open.csv",
    "rejected-values.jsonl",
    "run.json",
)


def own_files() -> tuple[str, ...]:
    """What ``extract run`` writes. A run replaces these, takes away those it no longer writes, and leaves every other file alone."""
    return (*(f"{table}.csv" for table in tables()), *_BESIDE_TABLES)


class OutputError(UserError):
    """The output folder cannot be written; the message says why and what to do."""


def check_writable(folder: Path) -> None:
    """Says before the work begins that the folder cannot be written. Raises ``OutputError``."""
    target = _real(folder)
    if target.exists() and not target.is_dir():
        raise OutputError(f"{folder} is a file, not a folder; give another folder with -o")
    parent = target
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        raise OutputError(f"{folder} cannot be written ({parent} is a file, not a folder); give another folder with -o")
    if not os.access(parent, os.R_OK | os.W_OK | os.X_OK):
        raise OutputError(f"{folder} cannot be written (no permission in {parent}); give another folder with -o")
    if not target.is_dir():
        return
    names = {path.name for path in target.iterdir() if not path.name.startswith(".")}
    if not _ours(names):
        some = ", ".join(sorted(names)[:3])
        raise OutputError(f"{folder} holds files that are not an output ({some}); give an empty or new folder with -o")
    in_the_way = [name for name in own_files() if (target / name).is_dir()]
    if in_the_way:
        raise OutputError(
            f"{folder} holds a folder named {in_the_way[0]}, where a result goes; move it or give another with -o"
        )


def _ours(names: Collection[str]) -> bool:
    """Whether results may go there: an earlier output, or nothing but hidden files and what reviewers keep beside results."""
    return not names or "run.json" in names or set(names) <= {"decisions.jsonl"}


def _real(folder: Path) -> Path:
    """The folder behind links: a link stays and what it points to is written."""
    try:
        target = folder.resolve()
        target.exists()
    except (OSError, RuntimeError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "a link that leads to itself"
        raise OutputError(f"{folder} cannot be written ({reason}); give another folder with -o") from None
    return target


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``folder`` when the block ends well.

    Whatever goes wrong in between, the old output stays as it was. Raises ``OutputError``.
    """
    target = _real(folder)
    fresh = _fresh(folder, target)
    try:
        yield fresh
        for path in fresh.iterdir():
            _flush(path)
        fresh.chmod(0o777 & ~_umask())
        _exchange(folder, fresh, target)
    except OSError as error:
        raise OutputError(f"{folder} could not be written ({error.strerror or error}); the old output is as it was") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fresh(folder: Path, target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target, own_files())
        return fresh_folder(target)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror}); give another folder with -o") from None


def _exchange(folder: Path, fresh: Path, target: Path) -> None:
    """The exchange; where it cannot be made, hours of work are not thrown away but left beside, and the error says where."""
    try:
        exchange(fresh, target, own_files())
    except OSError as error:
        kept = _kept_beside(fresh, target)
        if kept is None:
            raise
        held = f" ({Path(error.filename).name})" if error.filename else ""
        raise OutputError(
            f"{folder} could not be replaced: {error.strerror}{held}; is it open in another program? "
            f"The old output is as it was, the new one is in {kept}"
        ) from None


def _kept_beside(fresh: Path, target: Path) -> Path | None:
    for number in range(1, 1000):
        kept = target.with_name(f"{target.name}-new-{number}")
        if not os.path.lexists(kept):
            try:
                return fresh.rename(kept)
            except OSError:
                return None
    return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(path: Path) -> None:
    # Opened for writing: Windows flushes no file that is open for reading only.
    with path.open("rb+") as file:
        os.fsync(file.fileno())

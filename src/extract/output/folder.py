"""An output folder that appears whole or not at all: written beside, then renamed into place.

Files that ``extract`` did not write (decisions, an analyst's own) are carried over into the new folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.errors import UserError

# What ``extract run`` writes. A run replaces these, takes away those it no longer writes, and leaves every other file alone.
OWN_FILES = (
    "records.jsonl",
    "records.json",
    "records.csv",
    "countries.csv",
    "partners.csv",
    "trained.csv",
    "resolutions.csv",
    "records.xlsx",
    "unclaimed.csv",
    "checks.csv",
    "rejects.jsonl",
    "report.html",
    "decisions-open.csv",
    "run.json",
)


class OutputError(UserError):
    """The output folder cannot be written; the message says why and what to do."""


def check_writable(folder: Path) -> None:
    """Says before the work begins that the folder cannot be written. Raises ``OutputError``."""
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise OutputError(f"{folder} is a file, not a folder; give another folder with -o")
    parent = target
    while not parent.exists():
        parent = parent.parent
    if not os.access(parent, os.W_OK | os.X_OK) or not parent.is_dir():
        raise OutputError(f"{folder} cannot be written (no permission in {parent}); give another folder with -o")
    if target.is_dir() and any(target.iterdir()) and not _ours(target):
        foreign = sorted(path.name for path in target.iterdir())[:3]
        raise OutputError(
            f"{folder} holds files that are not an output ({', '.join(foreign)}); give an empty or new folder with -o"
        )


def _ours(folder: Path) -> bool:
    """Whether results may go there: an earlier output, or nothing but hidden files and what reviewers keep beside results."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    return not names or "run.json" in names or names <= {"decisions.jsonl"}


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``folder`` when the block ends well.

    Whatever goes wrong in between, the old output stays as it was. Raises ``OutputError``.
    """
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=".new", dir=target.parent))
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror}); give another folder with -o") from None
    try:
        yield fresh
        for path in fresh.iterdir():
            _flush(path)
        fresh.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o777 & ~_umask())
        _swap(fresh, target)
    except OSError as error:
        raise OutputError(f"{folder} could not be written ({error.strerror or error}); the old output is as it was") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(path: Path) -> None:
    if path.is_file():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _swap(fresh: Path, target: Path) -> None:
    """Puts the new folder in the old one's place: two renames, the first undone where the second fails."""
    if not target.exists():
        fresh.rename(target)
        return
    for path in target.iterdir():
        if path.name not in OWN_FILES and not (fresh / path.name).exists():
            _carry(path, fresh / path.name)
    old = fresh.with_suffix(".old")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _carry(path: Path, to: Path) -> None:
    """A foreign file or folder in both places until the swap is done: linked where it can be, else copied."""
    if path.is_symlink():
        to.symlink_to(path.readlink())
    elif path.is_dir():
        shutil.copytree(path, to, symlinks=True, copy_function=_link)
    else:
        _link(str(path), str(to))


def _link(path: str, to: str) -> None:
    try:
        os.link(path, to)
    except OSError:
        shutil.copy2(path, to)

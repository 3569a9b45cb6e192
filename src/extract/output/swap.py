"""Puts a finished folder in another's place: all of it or nothing, and nothing lost of what is not ours.

Two ways. Beside: the new folder lies next to the old one and two renames exchange them. Inside: where the folder itself
must stay (a mount such as a container's volume, a parent that may not be written, the folder one works in) its files are
exchanged one by one, and an interrupted exchange is undone by the next run.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path

# A folder of results that was never put in place is rubbish after a day: writing it takes minutes.
_RUBBISH_SECONDS = 86_400
_NEW, _OLD, _OUT, _IN, _DONE = ".new", ".old", ".out", ".in", ".done"


def must_stay(target: Path) -> bool:
    """Whether the folder itself cannot or should not be renamed."""
    if not target.is_dir():
        return False
    here = Path.cwd()
    return (
        os.path.ismount(target) or not os.access(target.parent, os.W_OK | os.X_OK) or here == target or target in here.parents
    )


def exchange(fresh: Path, target: Path, own: Collection[str]) -> None:
    """Puts ``fresh`` in the place of ``target``; files of ``target`` that are not named in ``own`` are kept.

    Raises ``OSError``; ``target`` then holds what it held before.
    """
    if not target.exists():
        fresh.rename(target)
    elif fresh.parent == target:
        _inside(fresh, target, own)
    else:
        try:
            _beside(fresh, target, own)
        except OSError:
            # A program that looks into the folder holds it on Windows; its files may be free.
            _drop_foreign(fresh, own)
            _inside(fresh, target, own)
    _flush_folder(target)
    _flush_folder(target.parent)


def recover(target: Path, own: Collection[str]) -> None:
    """Undoes an exchange that a killed run left half done, and clears away what else it left. Raises ``OSError``."""
    for old in sorted(_leftovers(target.parent, target.name, _OLD)):
        if not target.exists():
            old.rename(target)
        else:
            _keep_late(old, target, own)
            shutil.rmtree(old, ignore_errors=True)
    for out in _leftovers(target, "extract", _OUT):
        _move_back(out, target)
    for half in _leftovers(target, "extract", _IN):
        for name in own:
            (target / name).unlink(missing_ok=True)
        _move_back(half, target)
    for done in _leftovers(target, "extract", _DONE):
        shutil.rmtree(done, ignore_errors=True)
    for parent, name in ((target.parent, target.name), (target, "extract")):
        for fresh in _leftovers(parent, name, _NEW):
            with contextlib.suppress(OSError):
                if time.time() - fresh.stat().st_mtime > _RUBBISH_SECONDS:
                    shutil.rmtree(fresh, ignore_errors=True)


def fresh_folder(target: Path) -> Path:
    """An empty folder from which ``exchange`` can take the results. Raises ``OSError``."""
    if must_stay(target):
        return Path(tempfile.mkdtemp(prefix=".extract-", suffix=_NEW, dir=target))
    return Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=_NEW, dir=target.parent))


def _leftovers(parent: Path, name: str, suffix: str) -> Iterator[Path]:
    """What ``fresh_folder`` and the exchange named, and no other output's: ``.results-2-….old`` is none of ``results``."""
    if not parent.is_dir() or not os.access(parent, os.R_OK | os.X_OK):
        return
    ours = re.compile(rf"\.{re.escape(name)}-[a-z0-9_]+{re.escape(suffix)}")
    for path in list(parent.iterdir()):
        if ours.fullmatch(path.name) and path.is_dir():
            yield path


def _beside(fresh: Path, target: Path, own: Collection[str]) -> None:
    for path in target.iterdir():
        if path.name not in own and not os.path.lexists(fresh / path.name):
            _carry(path, fresh / path.name)
    fresh.chmod(target.stat().st_mode & 0o7777)
    old = fresh.with_suffix(_OLD)
    try:
        target.rename(old)
        fresh.rename(target)
    except BaseException:
        if not target.exists() and old.exists():
            old.rename(target)
        raise
    with contextlib.suppress(OSError):
        _keep_late(old, target, own)
    shutil.rmtree(old, ignore_errors=True)


def _drop_foreign(fresh: Path, own: Collection[str]) -> None:
    """Takes the carried files out again: they stay where they were."""
    for path in list(fresh.iterdir()):
        if path.name not in own:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _carry(path: Path, to: Path) -> None:
    """A foreign file or folder in both places until the exchange is done: linked where it can be, else copied."""
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


def _keep_late(old: Path, target: Path, own: Collection[str]) -> None:
    """Foreign files that came, or were written anew, between the carrying and the exchange: the later one is kept."""
    for path in old.iterdir():
        now = target / path.name
        if path.name in own:
            continue
        if not os.path.lexists(now):
            path.rename(now)
        elif path.is_file() and now.is_file() and not path.samefile(now) and path.stat().st_mtime_ns > now.stat().st_mtime_ns:
            path.replace(now)


def _inside(fresh: Path, target: Path, own: Collection[str]) -> None:
    """Moves the old files out, then the new ones in; the name of the folder of old files says how far it has come."""
    old = target / f".extract-{fresh.stem.rpartition('-')[2]}{_OUT}"
    old.mkdir()
    try:
        for name in own:
            if os.path.lexists(target / name):
                (target / name).replace(old / name)
        half = old.rename(old.with_suffix(_IN))
    except BaseException:
        _move_back(old, target)
        raise
    moved: list[Path] = []
    try:
        for path in sorted(path for path in fresh.iterdir() if path.name in own):
            moved.append(path)
            path.replace(target / path.name)
        done = half.rename(half.with_suffix(_DONE))
    except BaseException:
        for path in moved:
            if not path.exists() and os.path.lexists(target / path.name):
                (target / path.name).replace(path)
        _move_back(half, target)
        raise
    shutil.rmtree(done, ignore_errors=True)


def _move_back(old: Path, target: Path) -> None:
    for path in old.iterdir():
        path.replace(target / path.name)
    old.rmdir()


def _flush_folder(folder: Path) -> None:
    """Has the renames reach the disk; not every system lets a folder be opened for that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

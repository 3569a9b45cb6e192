"""The one way to write a file: beside its place, then renamed into it, so that it is there whole or as it was before."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


@contextlib.contextmanager
def replacing(path: Path, *, encoding: str = "utf-8", errors: str = "strict", newline: str = "\n") -> Iterator[TextIO]:
    """A text file to write into, which takes the place of ``path`` when the block ends well and has reached the disk.

    Its folder must be there. Raises ``OSError``; the old file then stays.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding=encoding, errors=errors, newline=newline) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # What mkstemp makes nobody else may read; a file that is written openly is as open as the user's others.
        umask = os.umask(0)
        os.umask(umask)
        fresh.chmod(0o666 & ~umask)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str, *, encoding: str = "utf-8", newline: str = "\n") -> None:
    """Writes a text file, whole or not at all. Raises ``OSError``."""
    with replacing(path, encoding=encoding, newline=newline) as file:
        file.write(text)

"""Where a report's own file lies on this machine: the one whose bytes have the hash that the record names, and no other."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A folder with more files than this is not searched through by content.
_MOST_FILES = 5_000


@dataclass(slots=True)
class Sources:
    """Finds source files below ``folders``; what was found once is remembered."""

    folders: Sequence[Path]
    _found: dict[str, Path | None] = field(default_factory=dict)
    _digests: dict[tuple[Path, int, int], str] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.Lock)

    def find(self, name: str, sha256: str) -> Path | None:
        """The file of that hash; ``name`` is what ``source.file`` calls it, where it is looked for first. None where there is none."""
        with self._lock:
            if sha256 not in self._found:
                self._found[sha256] = self._search(name, sha256)
            return self._found[sha256]

    def _search(self, name: str, sha256: str) -> Path | None:
        return next((path for path in self._candidates(name) if self._digest(path) == sha256), None)

    def _candidates(self, name: str) -> Iterator[Path]:
        for folder in self.folders:
            yield from (path for path in (folder / name, folder / Path(name).name) if path.is_file())
        suffix = Path(name).suffix.casefold()
        for folder in self.folders:
            for seen, path in enumerate(folder.rglob("*")):
                if seen > _MOST_FILES:
                    break
                if path.suffix.casefold() == suffix and path.is_file():
                    yield path

    def _digest(self, path: Path) -> str:
        try:
            stat = path.stat()
            key = (path, stat.st_size, stat.st_mtime_ns)
            if key not in self._digests:
                with path.open("rb") as file:
                    self._digests[key] = hashlib.file_digest(file, "sha256").hexdigest()
            return self._digests[key]
        except OSError:
            return ""


def default_folders(output: Path, raw: Path | None) -> list[Path]:
    """Where source files are looked for: the folder given, ``raw/`` here and beside the output."""
    if raw is not None:
        return [raw if raw.is_dir() else raw.parent]
    beside = (Path("raw"), output.resolve().parent / "raw")
    return [path for path in beside if path.is_dir()]

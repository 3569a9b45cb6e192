"""``run.json``: the one reader of what a run says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.errors import UserError

NAME = "run.json"


class RunFileError(UserError):
    """A run.json that is there and cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class RunFile:
    """What is known of a run; what its run.json leaves out, or holds in another shape, is empty.

    ``given`` is the whole as it was read. ``rules`` are hashes of rules and table rows by id, ``files`` the pattern file that each
    stands in, ``fired`` how often each contributed (None where the file does not say), ``countries`` those that each report is
    about, ``patterns`` the folder that was laid over the bundled rules.
    """

    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def versions(self) -> dict[str, str]:
        return {str(name): str(version) for name, version in _mapping(self.given.get("versions")).items()}

    @property
    def fingerprint(self) -> str | None:
        found = _mapping(self.given.get("patterns")).get("fingerprint")
        return str(found) if found else None

    @property
    def rules(self) -> dict[str, str]:
        return {rule: digest for _, rule, digest in self._entries()}

    @property
    def files(self) -> dict[str, str]:
        return {rule: file for file, rule, _ in self._entries() if file}

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        for name, part in _mapping(_mapping(self.given.get("patterns")).get("rules")).items():
            if isinstance(part, Mapping):
                yield from ((str(name), str(rule), str(digest)) for rule, digest in part.items())
            else:  # as it was written before the files stood there
                yield "", str(name), str(part)

    @property
    def fired(self) -> dict[str, int] | None:
        found = self.given.get("rules")
        if not isinstance(found, Mapping) or not all(isinstance(count, int) for count in found.values()):
            return None
        return {str(name): count for name, count in found.items()}

    @property
    def options(self) -> Mapping[str, Any]:
        return _mapping(self.given.get("options"))

    @property
    def patterns(self) -> Path | None:
        found = self.options.get("patterns")
        return Path(found) if isinstance(found, str) and found else None

    @property
    def countries(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        inputs = self.given.get("inputs")
        for file in inputs if isinstance(inputs, list) else []:
            for report in _mapping(file).get("reports") or []:
                if "report" in _mapping(report):
                    found[str(report["report"])] = tuple(map(str, report.get("countries") or ()))
        return found

    @property
    def decisions(self) -> Mapping[str, Any]:
        return _mapping(self.given.get("decisions"))


def read_runfile(place: Path) -> RunFile | None:
    """The run.json of an output folder (or the file itself); None where there is none. Raises ``RunFileError``."""
    path = place / NAME if place.is_dir() else place
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RunFileError(f"{path} cannot be read ({error.strerror}); run extract again") from None
    except (ValueError, RecursionError) as error:
        raise RunFileError(f"{path} is not JSON ({error}); run extract again, or give the file of records alone") from None
    if not isinstance(found, Mapping):
        raise RunFileError(f"{path} is no run.json; run extract again, or give the file of records alone")
    return RunFile(found)


def known_of(folder: Path) -> RunFile:
    """The same, but nothing where there is none or it cannot be read: for those who can do without."""
    try:
        return read_runfile(folder) or RunFile()
    except RunFileError:
        return RunFile()


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}

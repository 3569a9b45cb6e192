"""What ``extract init`` lays down: settings, a sample report, and a folder for one's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from extract.errors import UserError


def start(folder: Path) -> list[str]:
    """Lays the files of ``extract/starter`` into a folder; gives one line for each. A file that is there is left as it is.

    Raises ``UserError`` where the folder cannot be written.
    """
    told: list[str] = []
    try:
        for source, name in _files(resources.files("extract").joinpath("starter")):
            target = folder / name
            if target.exists() or target.is_symlink():
                told.append(f"left as it is: {target}")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
            told.append(f"made: {target}")
    except OSError as error:
        raise UserError(f"{folder} cannot be written ({error.strerror}); give another folder") from None
    step = "" if folder == Path() else f"cd {folder} && "
    return [*told, f"next: {step}extract run"]


def _files(folder: Traversable, below: str = "") -> Iterator[tuple[Traversable, str]]:
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{below}{one.name}"
        if one.is_dir():
            yield from _files(one, f"{name}/")
        else:
            yield one, name

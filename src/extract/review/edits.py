"""From a reviewer's word to a rule: an edit of one's own pattern files, shown as a diff before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.files import write_text
from extract.rules.edit import Proposal, switched_off
from extract.rules.load import bundled_folder, load_patterns

OFF = "rule-off"


def own_folder(given: Path | None, of_run: Path | None) -> Path:
    """One's own patterns: those given, those of the run, else ``patterns`` here (``own-patterns`` where those are the bundled ones)."""
    folder = given or of_run or Path("patterns")
    return Path("own-patterns") if folder.resolve() == bundled_folder().resolve() else folder


def propose(folder: Path, kind: str, field: Field[Any], value: Mapping[str, Any], rule: str, sentence: str) -> Proposal:
    """The edit that a reviewer's request comes to: a rule switched off, or one of the kinds that the field's form offers.

    ``rule`` is the one to turn off. Raises ``UserError`` where it cannot be written as a rule.
    """
    if kind == OFF:
        return _checked(folder, Proposal(f"The rule {rule} is switched off.", (switched_off(folder, rule),)))
    if kind in field.form.rules:
        return _checked(folder, field.proposed(kind, folder, value, sentence))
    raise UserError("that cannot be written as a rule from here; docs/rules.md shows how to write one")


def write(folder: Path, proposal: Proposal) -> list[str]:
    """Writes the files, each whole or not at all; gives their paths. Raises ``UserError``."""
    done = []
    for one in proposal.files:
        path = folder / one.name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, one.after, newline="")
        except OSError as error:
            raise UserError(f"not saved: {path} cannot be written ({error.strerror})") from None
        done.append(path.as_posix())
    return done


def _checked(folder: Path, proposal: Proposal) -> Proposal:
    """The proposal, once a copy of the folder with it has loaded: nothing is shown that would not run. Raises ``UserError``."""
    with tempfile.TemporaryDirectory(prefix="extract-") as held:
        copy = Path(held) / "patterns"
        if folder.is_dir():
            shutil.copytree(folder, copy)
        copy.mkdir(exist_ok=True)
        write(copy, proposal)
        try:
            patterns = load_patterns(copy)
            for field in all_fields():
                field.check_patterns(patterns)
        except UserError as error:
            raise UserError(str(error).replace(str(copy), str(folder))) from None
    return proposal

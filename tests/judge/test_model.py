"""The judge's folder: what is wrong with it is said in one line, and a file that is not the recorded one is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from extract.judge.model import META, JudgeError, bundled_judge, load_judge


def _copy(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        shutil.copyfile(bundled_judge() / name, folder / name)
    return folder


def test_the_bundled_judge_loads_and_says_what_it_is() -> None:
    judge = load_judge()
    assert len(judge.fingerprint) == 64
    assert judge.places


def test_a_folder_without_a_judge_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(JudgeError, match="holds no judge"):
        load_judge(tmp_path)


def test_weights_that_are_not_the_recorded_ones_are_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "judge", META, "heads.npz")
    with (folder / "heads.npz").open("ab") as stream:
        stream.write(b"more")
    with pytest.raises(JudgeError, match="is not the file that"):
        load_judge(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_broken_description_is_told_of(tmp_path: Path, text: str) -> None:
    (tmp_path / META).write_text(text, encoding="utf-8")
    with pytest.raises(JudgeError):
        load_judge(tmp_path)


def test_a_folder_with_new_heads_takes_the_bundled_encoder(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "judge", META, "heads.npz")
    assert load_judge(folder).fingerprint == load_judge().fingerprint


def test_confidence_lies_between_nothing_and_all() -> None:
    sure = load_judge().confidence("learned", np.array([-60.0, 0.0, 60.0], dtype=np.float32))
    assert sure[0] == 0
    assert sure[2] == 1
    assert sure[0] <= sure[1] <= sure[2]


def test_the_description_holds_no_path_of_a_machine() -> None:
    meta = json.loads((bundled_judge() / META).read_text("utf-8"))
    assert "/" not in "".join(meta["sha256"])

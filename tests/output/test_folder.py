"""An output appears whole or not at all; what is not ours in its folder survives, whatever happens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from extract.output import folder as folder_module
from extract.output import swap
from extract.output.folder import OutputError, check_writable, own_files, replacing

OLD = {"run.json": "old", "trained.csv": "old", "rejects.jsonl": "old"}
NEW = {"run.json": "new", "trained.csv": "new", "records.csv": "new"}
FOREIGN = {"decisions.jsonl": "mine", ".gitkeep": "", "notes/a.txt": "mine"}


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(folder: Path, files: dict[str, str] = NEW) -> None:
    with replacing(folder) as fresh:
        put(fresh, files)


def test_a_new_folder_appears_with_its_parents(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b")
    assert held(tmp_path) == {f"a/b/{name}": text for name, text in NEW.items()}


def test_an_old_output_is_replaced_and_foreign_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, OLD | FOREIGN)
    (out / "link").symlink_to("run.json")
    write(out)
    assert held(out) == NEW | FOREIGN | {"link": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupted_run_leaves_the_old_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, OLD | FOREIGN)
    for error in (KeyboardInterrupt, ValueError):
        with pytest.raises(error), replacing(out) as fresh:
            put(fresh, {"run.json": "half"})
            raise error
    with pytest.raises(OutputError, match="the old output is as it was"), replacing(out) as fresh:
        put(fresh, {"run.json": "half"})
        raise OSError(28, "No space left on device")
    assert held(tmp_path) == {f"out/{name}": text for name, text in (OLD | FOREIGN).items()}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real", OLD)
    (tmp_path / "out").symlink_to("real")
    write(tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert held(tmp_path / "real") == NEW


def test_the_folder_one_works_in_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, OLD | FOREIGN)
    monkeypatch.chdir(out)
    inode = out.stat().st_ino
    write(Path())
    assert out.stat().st_ino == inode
    assert held(out) == NEW | FOREIGN


def test_a_foreign_file_that_comes_during_the_exchange_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, OLD | FOREIGN)
    rename = Path.rename

    def late(path: Path, to: Path) -> Path:
        if path == out:
            put(out, {"late.txt": "late"})
            (out / "edited").write_text("later")
            (out / "edited").replace(out / "decisions.jsonl")
            stat = (out / "decisions.jsonl").stat()
            os.utime(out / "decisions.jsonl", ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", late)
    write(out)
    assert held(out) == NEW | FOREIGN | {"late.txt": "late", "decisions.jsonl": "later"}


def test_where_nothing_can_be_exchanged_the_new_output_is_left_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, OLD | FOREIGN)

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(out / "records.xlsx"))

    monkeypatch.setattr(folder_module, "exchange", locked)
    with pytest.raises(OutputError, match=r"Permission denied \(records\.xlsx\).*out-new-1"):
        write(out)
    assert held(out) == OLD | FOREIGN
    assert held(tmp_path / "out-new-1") == NEW


UNTOUCHED = 5


def _in_child(out: Path, at: int, how: str) -> int:
    """Writes ``out`` in a child process whose ``at``-th change to the file system kills it or fails; its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = at

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event in {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.chmod"}:
            left -= 1
            if left == 0:
                if how == "killed":
                    os._exit(9)
                raise (OSError(5, "Input/output error") if how == "fails" else KeyboardInterrupt)

    sys.addaudithook(hook)
    try:
        write(out)
    except (OutputError, KeyboardInterrupt):
        os._exit(1)
    except BaseException:
        os._exit(7)
    os._exit(UNTOUCHED if left > 0 else 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills child processes")
@pytest.mark.parametrize("way", ["beside", "inside"])
@pytest.mark.parametrize("how", ["killed", "fails", "interrupted"])
def test_whenever_it_is_stopped_the_output_is_wholly_old_or_wholly_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, how: str
) -> None:
    monkeypatch.setattr(swap, "must_stay", lambda target: way == "inside" and target.is_dir())
    for at in range(1, 100):
        out = tmp_path / str(at) / "out"
        put(out, OLD | FOREIGN)
        status = _in_child(out, at, how)
        assert status in {0, 1, 9, UNTOUCHED}
        if how == "killed":
            swap.recover(out, own_files())
        found = {name: text for name, text in held(out).items() if not name.startswith(".extract-")}
        assert found in (OLD | FOREIGN, NEW | FOREIGN), at
        if status == UNTOUCHED:
            assert found == NEW | FOREIGN
            assert at > 10
            break
        if how == "fails":
            assert found == (OLD if status else NEW) | FOREIGN, at
        write(out)
        assert {name: text for name, text in held(out).items() if not name.startswith(".extract-")} == NEW | FOREIGN


def test_recovery_leaves_other_outputs_alone(tmp_path: Path) -> None:
    put(tmp_path / ".out-2-abcdefgh.old", OLD)
    write(tmp_path / "out")
    assert held(tmp_path / ".out-2-abcdefgh.old") == OLD


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda out: out.write_text("x"), "is a file, not a folder"),
        (lambda out: put(out, {"thesis.docx": "x"}), "holds files that are not an output (thesis.docx)"),
        (lambda out: put(out, {"run.json": "x", "records.csv/a": "x"}), "holds a folder named records.csv"),
        (lambda out: out.symlink_to(out), "a link that leads to itself"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_work(tmp_path: Path, make: object, words: str) -> None:
    out = tmp_path / "out"
    make(out)  # type: ignore[operator]
    with pytest.raises(OutputError) as error:
        check_writable(out)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_on_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match=r"file is a file, not a folder"):
        check_writable(tmp_path / "file" / "out")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="no permission"):
        check_writable(tmp_path / "locked" / "out")


@pytest.mark.parametrize("files", [{}, {".gitkeep": ""}, {"decisions.jsonl": ""}, OLD | FOREIGN])
def test_an_earlier_output_or_an_empty_folder_may_be_written(tmp_path: Path, files: dict[str, str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    put(out, files)
    check_writable(out)

"""backup, restore and check on the command line, as a person or a script calls them."""

from pathlib import Path

import pytest

from backcare.__main__ import main
from tests.test_command_line import BOTH


@pytest.fixture
def filled(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["import", *BOTH]) == 0
    capsys.readouterr()
    return data_dir


def ids(folder: Path) -> list[str]:
    return sorted(one.stem for one in (folder / "backups").glob("*.json"))


def test_a_backup_is_made_listed_restored_and_undone(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore"]) == 0
    assert capsys.readouterr().out == f"There are no backups in {filled / 'backups'} yet.\n"
    assert main(["backup"]) == 0
    (made,) = ids(filled)
    where, what = capsys.readouterr().out.splitlines()
    assert where == f"Written and looked through: {filled / 'backups' / made}.db"
    assert what.startswith("It holds 91 sessions, 517 exercises, 91 mornings (")
    assert main(["restore"]) == 0
    line, last = capsys.readouterr().out.splitlines()
    assert line.split()[0] == made
    assert line.endswith("KB  as you asked")
    assert "  91 sessions  " in line
    assert last == "To restore one: backcare restore ID"
    assert main(["restore", made]) == 0
    former = next(one for one in ids(filled) if one.endswith("-restore"))
    assert capsys.readouterr().out.splitlines() == [
        "Restored: 91 sessions.",
        f"Your notebook as it was before is kept. To undo this: backcare restore {former}",
    ]
    assert main(["check"]) == 0
    assert capsys.readouterr().out == (
        "The notebook is whole: 91 sessions, 517 exercises, 91 mornings.\nSo are its 2 backups.\n"
    )


@pytest.mark.fault(11)
def test_check_says_which_backup_is_damaged_and_ends_with_1(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup"]) == 0
    (made,) = ids(filled)
    file = filled / "backups" / f"{made}.db"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    capsys.readouterr()
    for command in (["check"], ["restore", made]):
        assert main(command) == 1
        found = capsys.readouterr()
        assert found.out == ""
        assert found.err.startswith(f"The backup {made} is damaged: it is no longer what was kept.")


@pytest.mark.fault(9)
def test_restore_works_where_the_notebook_is_damaged_or_missing(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup"]) == 0
    (made,) = ids(filled)
    (filled / "backcare.db").write_bytes(b"Monday: my back hurts\n")
    assert main(["backup"]) == 1
    assert "not a BackCare notebook" in capsys.readouterr().err
    assert main(["restore", made]) == 0
    (aside,) = (filled / "backups").glob("damaged-*.db")
    assert f"The damaged file is kept as it was: {aside}" in capsys.readouterr().out
    (filled / "backcare.db").unlink()
    assert main(["backup"]) == 1
    assert "There is no notebook at" in capsys.readouterr().err
    assert main(["restore", made]) == 0
    assert main(["check"]) == 0
    assert "91 sessions" in capsys.readouterr().out


@pytest.mark.fault(16)
@pytest.mark.parametrize("name", ["../../x", "/etc", "a\0b", "20261123T131552Z-start", "backups"])
def test_what_is_neither_in_the_list_nor_a_notebooks_file_is_refused(
    filled: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    content = (filled / "backcare.db").read_bytes()
    assert main(["restore", name]) == 1
    assert capsys.readouterr().err.splitlines()[0].startswith(("There is no file", "The file cannot be read"))
    assert (filled / "backcare.db").read_bytes() == content


def test_a_file_by_its_path_is_restored(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKCARE_DATA_DIR", str(tmp_path / "other"))
    assert main(["restore", str(filled / "backcare.db")]) == 0
    assert capsys.readouterr().out == "Restored: 91 sessions.\n"
    assert main(["check"]) == 0

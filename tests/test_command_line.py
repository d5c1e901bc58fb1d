import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from backcare.settings import ROOT

pytestmark = pytest.mark.slow

SAMPLE = ROOT / "data" / "sample"
BOTH = (str(SAMPLE / "notebook.csv"), "--morning", str(SAMPLE / "morning.csv"))
HEADER = "started_at,exercise,holds_s,holds_left_s,holds_right_s,pain_before,pain_worst,pain_after,stopped,note\n"


class Shell:
    """Another folder than the project's, with a notebook of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data_dir = folder / "data"
        self.env = {
            **os.environ,
            "BACKCARE_DATA_DIR": str(self.data_dir),
            "PYTHONPATH": str(ROOT),
            "TZ": "Europe/Berlin",
        }
        self.env.pop("BACKCARE_DATABASE_URL", None)

    def __call__(self, *args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "backcare", *args]
        return subprocess.run(command, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.mark.fault(25)
def test_the_sample_is_taken_in_once_and_adds_nothing_the_second_time(shell: Shell) -> None:
    first = shell("import", *BOTH)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-1] == "Sessions: 91 new, 0 known."
    assert "Exercises: 517 new, 0 known.\nMornings: 91 new, 0 known." in first.stdout
    second = shell("import", *BOTH)
    assert second.returncode == 0
    assert second.stdout.splitlines()[-1] == "Sessions: 0 new, 91 known."
    assert "Exercises: 0 new, 517 known.\nMornings: 0 new, 91 known." in second.stdout
    whole, backed_up = shell("check").stdout.splitlines()
    assert whole == "The notebook is whole: 91 sessions, 517 exercises, 91 mornings."
    assert backed_up == "So is its backup."  # from before the second import, the first write to what was there


def test_a_value_that_differs_is_listed_and_the_notebooks_is_kept(shell: Shell) -> None:
    shell("import", *BOTH)
    text = (SAMPLE / "notebook.csv").read_text().replace(",4,,7,no,", ",4,,6,no,", 1)
    (shell.folder / "other.csv").write_text(text)
    found = shell("import", "other.csv")
    assert "Kept as your notebook has it: Knees to chest, 2025-01-06 20:43: pain after is 7" in found.stdout
    assert found.stdout.splitlines()[-1] == "Sessions: 0 new, 91 known."


def test_a_file_with_bad_rows_is_refused_whole_and_every_bad_cell_is_listed(shell: Shell) -> None:
    rows = (SAMPLE / "notebook.csv").read_text().splitlines()
    rows[300] = rows[300].replace("2025-", "3025-")
    rows[400] = "2025-04-06T08:00,cat,5,,,11,,NaN,no,"
    (shell.folder / "bad.csv").write_text("\n".join(rows))
    (shell.folder / "mornings.csv").write_text("date,pain\n2025-01-07,x\n")
    found = shell("import", "bad.csv", "--morning", "mornings.csv")
    assert (found.returncode, found.stdout) == (1, "")
    lines = found.stderr.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "bad.csv, line 301, column started_at",
        "bad.csv, line 401, column exercise",
        "bad.csv, line 401, column pain_before",
        "bad.csv, line 401, column pain_after",
        "mornings.csv, line 2, column pain",
    ]
    assert lines[-1] == "5 faults; nothing was taken in. Mend the file and try again."
    assert not shell.data_dir.exists()


@pytest.mark.parametrize("name", ["missing.csv", "book.xlsx"])
def test_a_file_that_is_missing_or_a_spreadsheet_is_refused_in_words(shell: Shell, name: str) -> None:
    (shell.folder / "book.xlsx").write_bytes(b"PK\x03\x04")
    found = shell("import", name)
    assert (found.returncode, found.stdout) == (1, "")
    assert "cannot be read" in found.stderr or "looks like a spreadsheet" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_zone_says_what_times_without_an_offset_mean(shell: Shell) -> None:
    (shell.folder / "gap.csv").write_text(HEADER + "2025-03-30T02:30,pelvic-tilt,5,,,1,,1,no,\n")
    refused = shell("import", "gap.csv")
    assert refused.returncode == 1
    assert "does not exist in Europe/Berlin" in refused.stderr
    assert shell("import", "gap.csv", "--zone", "America/New_York").returncode == 0
    shell("export", "--csv", "out")
    assert "2025-03-30T02:30:00-04:00,pelvic-tilt,5" in (shell.folder / "out" / "notebook.csv").read_text()


def test_the_json_export_fills_a_new_notebook_with_the_same(shell: Shell, tmp_path: Path) -> None:
    shell("import", *BOTH)
    assert shell("export", "--json", "all.json").stdout == "Written: all.json\n"
    other = Shell(tmp_path / "data")
    other.data_dir = tmp_path / "other"
    other.env["BACKCARE_DATA_DIR"] = str(other.data_dir)
    taken = other("import", str(tmp_path / "all.json"))
    assert taken.stdout.splitlines()[-1] == "Sessions: 91 new, 0 known."
    other("export", "--json", str(tmp_path / "again.json"))
    first, second = (json.loads((tmp_path / name).read_text()) for name in ("all.json", "again.json"))
    assert len(first["sessions"]) == 91
    assert [s["id"] for s in second["sessions"]] == [s["id"] for s in first["sessions"]]
    refused = other("import", str(tmp_path / "all.json"), "--morning", str(SAMPLE / "morning.csv"))
    assert (refused.returncode, "Leave --morning out." in refused.stderr) == (1, True)


def test_an_export_overwrites_nothing_and_needs_a_notebook(shell: Shell) -> None:
    none = shell("export", "--json", "all.json")
    assert none.returncode == 1
    assert "There is no notebook at" in none.stderr
    assert not shell.data_dir.exists()
    shell("import", *BOTH)
    assert shell("export", "--csv", "out").stdout == "Written: out/notebook.csv\nWritten: out/morning.csv\n"
    again = shell("export", "--csv", "out")
    assert again.returncode == 1
    assert "out/notebook.csv exists already." in again.stderr


def test_check_refuses_a_missing_and_a_damaged_notebook(shell: Shell) -> None:
    assert shell("check").returncode == 1
    shell("import", *BOTH)
    assert shell("check").returncode == 0
    file = shell.data_dir / "backcare.db"
    data = bytearray(file.read_bytes())
    data[5000:9000] = bytes(4000)
    file.write_bytes(data)
    found = shell("check")
    assert (found.returncode, found.stdout) == (1, "")
    assert "Traceback" not in found.stderr
    assert file.read_bytes() == data


def test_replay_needs_no_notebook_and_leaves_none(shell: Shell) -> None:
    found = shell("replay", *BOTH, "--json")
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert (found.returncode, len(lines)) == (0, 517)
    assert list(lines[0]) == ["started_at", "exercise", "level", "rule", "reason"]
    assert {(line["exercise"], line["rule"]) for line in lines if line["level"] == "stop"} == {
        ("hamstring-stretch", "worsening")
    }
    assert Counter(line["rule"] == "ok" for line in lines if line["level"] == "ok").keys() == {True}
    assert list(shell.folder.iterdir()) == []


def test_replay_without_json_prints_a_line_a_row_for_the_person(shell: Shell) -> None:
    (shell.folder / "one.csv").write_text(HEADER + "2025-03-30T07:30,pelvic-tilt,5,,,1,,4,no,\n")
    found = shell("replay", "one.csv")
    assert found.stdout.startswith("2025-03-30T07:30  pelvic-tilt        stop-today  sharp-rise   Your pain")
    assert found.stdout.count("\n") == 1


def test_replay_refuses_bad_rows_as_import_does(shell: Shell) -> None:
    (shell.folder / "bad.csv").write_text(HEADER + "2025-03-30T07:30,pelvic-tilt,5,,,11,,4,no,\n")
    found = shell("replay", "bad.csv", "--json")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("bad.csv, line 2, column pain_before: '11' is not a rating.")


def test_a_reader_that_has_had_enough_is_no_fault_to_complain_about(shell: Shell) -> None:
    command = [sys.executable, "-m", "backcare", "replay", BOTH[0], "--json"]
    with subprocess.Popen(
        command, cwd=shell.folder, env=shell.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as one:
        assert one.stdout is not None
        assert one.stderr is not None
        one.stdout.readline()
        one.stdout.close()
        assert one.stderr.read() == b""


def test_a_demo_notebook_is_made_apart_and_takes_nothing_of_the_persons_own(shell: Shell) -> None:
    made = shell("demo", "--years", "1", "--seed", "4", "--to", "made")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines()[-1] == f"Sample data, marked as such: {shell.folder / 'made' / 'backcare.db'}"
    assert not shell.data_dir.exists()
    shell.env["BACKCARE_DATA_DIR"] = str(shell.folder / "made")
    assert shell("check").returncode == 0
    taken = shell("import", *BOTH)
    assert (taken.returncode, taken.stdout) == (1, "")
    assert "This notebook holds made-up sample data." in taken.stderr
    again = shell("demo", "--to", "made")
    assert (again.returncode, again.stdout) == (1, "")
    assert "It was left as it is." in again.stderr


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("demo",),
        ("demo", "--to", "a", "--years", "0"),
        ("demo", "--to", "a", "--years", "21"),
        ("fly",),
        ("import",),
        ("export",),
        ("export", "--json", "a", "--csv", "b"),
        ("replay", "a", "--zone", "Mars/Base"),
    ],
)
def test_a_wrong_call_ends_with_2_and_the_usage(shell: Shell, args: tuple[str, ...]) -> None:
    found = shell(*args)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("usage: python -m backcare")


def test_help_names_every_command_and_what_the_exit_status_means(shell: Shell) -> None:
    found = shell("--help")
    assert found.returncode == 0
    for word in (
        "run",
        "demo",
        "import",
        "export",
        "backup",
        "restore",
        "check",
        "replay",
        "BACKCARE_DATA_DIR",
        "2 call not understood",
    ):
        assert word in " ".join(found.stdout.split())
    assert "--morning FILE" in shell("import", "--help").stdout

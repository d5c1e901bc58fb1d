import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backcare.settings import ROOT
from tests.conftest import Tally

pytestmark = pytest.mark.slow

OLD, NEW = "ok 10", "ok 4"  # sessions in the notebook, and in the backup that is restored


def runs(kind: str, folder: Path, stride: int, tally: Tally) -> list[dict[str, Any]]:
    call = [sys.executable, "-m", "tests.notebook.killed_restore", kind, str(folder), str(stride)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    tally.tries = len(found)
    return found


@pytest.fixture(params=[pytest.param(1, marks=pytest.mark.long), 17])
def stride(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.mark.fault(14)
def test_a_restore_that_is_killed_leaves_the_old_notebook_or_the_new_one_and_the_old_one_is_kept_first(
    tmp_path: Path, stride: int, tally: Tally
) -> None:
    found = runs("whole", tmp_path, stride, tally)
    tally.lost = sum(run["left"] == NEW and run["sessions"] != [4, 10] for run in found)
    assert tally.lost == 0
    assert {run["left"] for run in found} == {OLD, NEW}
    assert {run["then"] for run in found} == {NEW}


@pytest.mark.fault(14)
@pytest.mark.parametrize(("kind", "kept"), [("damaged", ["damaged"]), ("missing", [])])
def test_a_restore_over_damage_or_nothing_that_is_killed_leaves_that_or_the_new_one(
    tmp_path: Path, kind: str, kept: list[str], stride: int, tally: Tally
) -> None:
    found = runs(kind, tmp_path, stride, tally)
    assert {run["left"] for run in found} == {"nothing" if kind == "missing" else kind, NEW}
    assert {run["then"] for run in found} == {NEW}
    assert all(run["kept"][:1] == kept for run in found)


@pytest.mark.fault(14)
def test_a_backup_that_is_killed_while_it_is_made_is_listed_whole_or_not_at_all(
    tmp_path: Path, stride: int, tally: Tally
) -> None:
    found = runs("backup", tmp_path, stride, tally)
    assert {run["left"] for run in found} == {OLD}
    assert {tuple(run["sessions"]) for run in found} == {(4,), (4, 10)}

"""The power goes at any moment: what was confirmed is there, and nothing is damaged or half there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from backcare.notebook.check import check
from backcare.settings import ROOT, read_settings
from tests.conftest import Tally
from tests.faults.disk import Disk, Event, events
from tests.faults.power_programs import held

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SEED = 20261123


class Logged(NamedTuple):
    """What a program found, did, and had confirmed."""

    folder: Path
    files: dict[str, bytes]
    done: list[Event]
    marks: Path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """log_writes.c, made ready to be loaded."""
    compiler = shutil.which("cc")
    if compiler is None:
        if os.environ.get("CI"):
            pytest.fail("A C compiler is missing: apt-get install gcc libc6-dev")
        pytest.skip("A C compiler is missing: apt-get install gcc libc6-dev")
    made = tmp_path_factory.mktemp("library") / "log_writes.so"
    source = str(HERE / "log_writes.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(made), source, "-ldl"], check=True)
    return made


def logged(library: Path, name: str, place: Path, care: str = "", before: Path | None = None) -> Logged:
    """Run a program of power_programs.py; `before` is the notebook that it finds."""
    folder, log, marks = place / "data", place / "log", place / "marks"
    folder.mkdir(parents=True)
    if before:
        shutil.copy(before, folder / "backcare.db")
    files = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    environ = os.environ | {"LD_PRELOAD": str(library), "LOGGED": str(place), "LOG": str(log)}
    call = [sys.executable, "-m", "tests.faults.power_programs", name, str(folder), str(marks), care]
    subprocess.run(call, cwd=ROOT, env=environ, check=True)
    return Logged(folder, files, list(events(log)), marks)


def bad_images(run: Logged, count: int, place: Path) -> list[str]:
    """What is wrong with `count` of the disks that a power cut may leave, at random moments, a line each."""
    draw, disk, confirmed = Random(SEED), Disk(run.files), 0
    states = [json.loads(line) for line in run.marks.read_text().splitlines()]
    moments = sorted(draw.choices(range(len(run.done) + 1), k=count))
    bad, at = [], 0
    for number, moment in enumerate(moments):
        for event in run.done[at:moment]:
            if event.path == str(run.marks):
                confirmed += event.kind == "w"
            else:
                disk.do(event)
        at = moment
        image = place / f"image-{number}"
        for path, content in disk.cut(draw).items():
            copy = image / Path(path).relative_to(run.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        # what is under way when the power goes may be there or not
        allowed = states[max(0, confirmed - 1) : confirmed + 1]
        if fault := _fault(image, allowed, certain=confirmed > 0):
            bad.append(f"image {number} at event {moment}: {fault}")
        shutil.rmtree(image, ignore_errors=True)
    return bad


def _fault(image: Path, allowed: Sequence[Any], *, certain: bool) -> str:
    settings = read_settings({"BACKCARE_DATA_DIR": str(image)})
    if certain and not (image / "backcare.db").exists():
        return "the notebook is gone"
    try:
        found = json.loads(json.dumps(held(settings)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what a person would meet
        return f"it does not open: {error!r}"
    if found not in allowed:
        return "it holds neither what was confirmed nor what was under way"
    return "; ".join(check(settings))


@pytest.fixture(scope="module")
def runs(library: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Logged]:
    """Every program, each with all that it did."""
    place = tmp_path_factory.mktemp("runs")
    old = ROOT / "tests" / "databases" / "schema-0003.db"
    saved = logged(library, "saves", place / "saves")
    updated = logged(library, "updates", place / "updates", before=old)
    restored = logged(library, "restores", place / "restores", before=saved.folder / "backcare.db")
    return {"saves": saved, "updates": updated, "restores": restored}


@pytest.mark.fault(2)
@pytest.mark.parametrize(("name", "count"), [("saves", 40), ("updates", 12), ("restores", 12)])
def test_after_a_power_cut_all_that_was_confirmed_is_there(
    runs: dict[str, Logged], tmp_path: Path, tally: Tally, name: str, count: int
) -> None:
    bad = bad_images(runs[name], count, tmp_path)
    tally.tries, tally.lost = count, len(bad)
    assert bad == []


@pytest.mark.fault(2)
@pytest.mark.long
@pytest.mark.parametrize(("name", "count"), [("saves", 600), ("updates", 150), ("restores", 150)])
def test_after_any_of_many_power_cuts_all_that_was_confirmed_is_there(
    runs: dict[str, Logged], tmp_path: Path, tally: Tally, name: str, count: int
) -> None:
    bad = bad_images(runs[name], count, tmp_path)
    tally.tries, tally.lost = count, len(bad)
    assert bad == []


def test_a_notebook_that_takes_no_care_is_found_out(library: Path, tmp_path: Path) -> None:
    careless = logged(library, "saves", tmp_path / "run", care="careless")
    assert len(bad_images(careless, 30, tmp_path)) > 10

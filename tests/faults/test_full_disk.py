"""A disk that is full while a save is under way: it is said, and nothing is lost, neither stored nor typed."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st

from backcare.errors import NotSaved
from backcare.notebook import file, journal, reads
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from tests.conftest import Tally
from tests.notebook.drafted import a_log, a_session
from tests.pages.form import Dashboard, page, rate, save, stored, typed, warnings

FULL = "Not saved: the disk is full. What was stored before is unchanged. Free some space and try again."


@pytest.fixture
def no_room(book: Open, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The notebook may not grow by a page."""
    assert book.settings.file is not None
    with closing(connect(book.settings.file)) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    book.engine.dispose()
    monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, f"max_page_count={pages}"))
    return monkeypatch


@pytest.mark.fault(3)
@pytest.mark.usefixtures("no_room")
def test_a_notebook_that_cannot_grow_keeps_what_was_confirmed(book: Open, tally: Tally) -> None:
    confirmed, said = set(), set()
    for n in range(30):
        log = a_log(note="x" * 900)
        try:
            journal.save_log(book.engine, book.person, a_session(day=n % 28 + 1), log)
        except NotSaved as error:
            said.add(f"{error.reason} {error.remedy}")
        else:
            confirmed.add(log.id)
    tally.tries, kept = 30, {log.id for log in stored(book)}
    tally.lost = len(confirmed - kept)
    assert kept == confirmed
    assert 0 < len(confirmed) < 30
    assert said == {FULL}


@pytest.mark.fault(3)
def test_the_form_keeps_what_was_typed_until_there_is_room(
    dashboard: Dashboard, book: Open, no_room: pytest.MonkeyPatch
) -> None:
    app = page(dashboard, "pelvic-tilt")
    app.text_input(key="log-pelvic-tilt-both").input("12, 13")
    app.text_area(key="log-pelvic-tilt-note").input("n" * 4_000).run()
    rate(app, "pelvic-tilt", before=3, after=4)
    save(app)
    assert warnings(app) == [f"{FULL} What you entered is still here."]
    assert typed(app, "pelvic-tilt", "both") == "12, 13"
    assert stored(book) == ()
    no_room.undo()
    no_room.setenv("BACKCARE_DATA_DIR", str(book.settings.data_dir))
    st.cache_resource.clear()
    save(app)
    (log,) = stored(book)
    assert (log.holds, log.before, log.after, len(log.note)) == ((("both", 120), ("both", 130)), 30, 40, 4_000)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("A disk cannot be mounted here: it takes the superuser")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.fault(3)
def test_a_disk_of_a_megabyte_that_fills_up_loses_nothing_that_was_confirmed(small_disk: Path, tally: Tally) -> None:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(small_disk / "data")}))
    assert isinstance(book, Open)
    (small_disk / "filler").write_bytes(bytes(400_000))
    confirmed, refused = set(), list[str]()
    for n in range(200):
        log = a_log(note="x" * 4_000)
        try:
            journal.save_log(book.engine, book.person, a_session(day=n % 28 + 1), log)
        except NotSaved as error:
            refused.append(error.reason)
        else:
            confirmed.add(log.id)
    kept = {log.id for log in reads.logs(book.engine, book.person)}
    tally.tries, tally.lost = len(refused), len(confirmed - kept)
    assert kept == confirmed
    assert confirmed
    assert refused
    assert all("disk" in reason for reason in refused)
    (small_disk / "filler").unlink()
    assert journal.save_log(book.engine, book.person, a_session(), a_log())
    book.engine.dispose()

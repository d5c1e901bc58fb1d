import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from backcare.notebook import backups, journal, reads
from backcare.notebook.automatic import Automatic
from backcare.notebook.engine import sqlite_engine
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import ROOT, Settings
from tests.notebook.drafted import a_log, a_session

START = datetime(2026, 11, 23, 13, tzinfo=UTC).timestamp()
HOUR, DAY = 3600.0, 24 * 3600.0


class Clock:
    """Seconds since 1970, set by the test."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watched(book: Open, file: Path, settings: Settings, clock: Clock) -> Iterator[Open]:
    """A notebook whose backups go by that clock."""
    book.engine.dispose()
    engine = sqlite_engine(file)
    automatic = Automatic(file, settings.backups, clock)
    automatic.watch(engine)
    yield Open(engine, book.person, settings, automatic=automatic)
    engine.dispose()


def save(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log())


def made(settings: Settings) -> list[tuple[str, int]]:
    """Why, and how many sessions are in it; oldest first."""
    return [(one.why, one.sessions) for one in reversed(backups.listed(settings.backups))]


def automatic(book: Open) -> Automatic:
    assert book.automatic is not None
    return book.automatic


def test_a_start_makes_a_backup_where_the_notebook_has_changed_since_the_newest(
    watched: Open, settings: Settings, clock: Clock
) -> None:
    automatic(watched).at_start()
    assert made(settings) == []  # nothing was ever written
    save(watched)
    for _ in range(2):
        clock.at += 60
        automatic(watched).at_start()
    assert made(settings) == [("start", 1)]
    save(watched)
    clock.at += 60
    automatic(watched).at_start()
    assert made(settings) == [("start", 1), ("start", 2)]


def test_the_first_write_after_a_day_makes_a_backup_of_what_was_there_before_it(
    watched: Open, settings: Settings, clock: Clock
) -> None:
    save(watched)
    automatic(watched).at_start()
    for hour in (1, 23):
        clock.at = START + hour * HOUR
        save(watched)
    assert made(settings) == [("start", 1)]
    clock.at = START + DAY
    save(watched)
    save(watched)
    assert made(settings) == [("start", 1), ("daily", 3)]
    clock.at = START + 2 * DAY + 1
    save(watched)
    assert made(settings) == [("start", 1), ("daily", 3), ("daily", 5)]


def test_a_day_without_a_change_needs_no_backup_and_begins_anew_with_the_next_write(
    watched: Open, settings: Settings, clock: Clock
) -> None:
    save(watched)
    automatic(watched).at_start()
    clock.at = START + 5 * DAY
    save(watched)
    save(watched)
    assert made(settings) == [("start", 1)]
    clock.at += DAY
    save(watched)
    assert made(settings) == [("start", 1), ("daily", 3)]


def test_another_program_that_writes_makes_no_second_one_within_the_day(
    watched: Open, settings: Settings, file: Path, clock: Clock
) -> None:
    save(watched)
    automatic(watched).at_start()
    clock.at += HOUR
    engine = sqlite_engine(file)
    other = Automatic(file, settings.backups, clock)
    other.watch(engine)
    save(Open(engine, watched.person, settings))
    assert made(settings) == [("start", 1)]
    clock.at = START + DAY
    save(Open(engine, watched.person, settings))
    assert made(settings) == [("start", 1), ("daily", 2)]
    engine.dispose()


@pytest.mark.fault(17)
def test_a_clock_that_goes_back_stops_no_backup(watched: Open, settings: Settings, clock: Clock) -> None:
    clock.at = START + 400 * DAY
    save(watched)
    automatic(watched).at_start()
    clock.at = START
    save(watched)
    save(watched)
    assert made(settings) == [("start", 1)]
    clock.at += DAY
    save(watched)
    assert made(settings) == [("daily", 3), ("start", 1)]


@pytest.mark.fault(4)
def test_a_backup_that_fails_stops_no_save_and_is_tried_again_after_an_hour(
    watched: Open, settings: Settings, clock: Clock
) -> None:
    save(watched)
    settings.backups.write_text("a file stands in the folder's place")
    clock.at += DAY
    automatic(watched).at_start()
    save(watched)
    assert len(reads.logs(watched.engine, watched.person)) == 2
    failure = automatic(watched).failure
    assert failure is not None
    assert failure.reason.startswith("No backup was made: File exists (")
    settings.backups.unlink()
    clock.at += HOUR - 1
    save(watched)
    assert not settings.backups.exists()
    clock.at += 1
    save(watched)
    assert made(settings) == [("daily", 3)]
    assert automatic(watched).failure is None


@pytest.mark.fault(11)
def test_a_newest_backup_that_is_damaged_does_not_count(watched: Open, settings: Settings, clock: Clock) -> None:
    save(watched)
    automatic(watched).at_start()
    (only,) = backups.listed(settings.backups)
    only.file.write_bytes(only.file.read_bytes()[:-1] + b"x")
    clock.at += 60
    automatic(watched).at_start()
    assert made(settings) == [("start", 1), ("start", 1)]


def test_writers_at_the_same_time_make_one_backup(watched: Open, settings: Settings, clock: Clock) -> None:
    save(watched)
    clock.at += DAY
    threads = [Thread(target=save, args=(watched,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(reads.logs(watched.engine, watched.person)) == 6
    assert [why for why, _ in made(settings)] == ["daily"]


def test_a_notebook_that_is_opened_backs_itself_up_before_its_first_write(book: Open, settings: Settings) -> None:
    save(book)
    book.engine.dispose()
    again = open_notebook(settings)
    assert isinstance(again, Open)
    save(again)
    again.engine.dispose()
    assert made(settings) == [("daily", 1)]


APP = """if True:
    import asyncio, os, time
    import app
    from backcare.notebook import backups
    from backcare.settings import read_settings
    app.FIRST_PAGE = float(os.environ["FIRST_PAGE"])
    async def run():
        async with app.lifespan(app.app):
            await asyncio.sleep(float(os.environ["STAY"]))
    asyncio.run(run())
    print([one.why for one in backups.listed(read_settings(os.environ).backups)])
"""


@pytest.mark.slow
@pytest.mark.parametrize(("first_page", "stay", "found"), [("0", "1", "['start']"), ("60", "0", "[]")])
def test_the_server_makes_it_beside_the_visits_and_ends_without_waiting_for_it(
    book: Open, settings: Settings, first_page: str, stay: str, found: str
) -> None:
    save(book)
    book.engine.dispose()
    environ = {"BACKCARE_DATA_DIR": str(settings.data_dir), "PATH": "", "FIRST_PAGE": first_page, "STAY": stay}
    call = [sys.executable, "-c", APP]
    done = subprocess.run(call, cwd=ROOT, env=environ, capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == found

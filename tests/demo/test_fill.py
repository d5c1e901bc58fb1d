from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backcare.catalogue.load import catalogue
from backcare.demo.fill import Wanted, fill, made_up
from backcare.demo.life import life
from backcare.errors import FileRefused
from backcare.exchange.notebook_json import parse_json
from backcare.exchange.notebook_out import write_json
from backcare.notebook import reads
from backcare.notebook.check import check
from backcare.notebook.opening import Open, open_notebook
from backcare.safety.standing import stops
from backcare.settings import Settings

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
YEAR = Wanted(1, 4, NOW, "Europe/Berlin")


def opened(file: Path) -> Open:
    book = open_notebook(Settings(file.parent, f"sqlite:///{file}"))
    assert isinstance(book, Open)
    return book


def test_a_year_is_filled_up_to_yesterday_and_marked_as_sample_data(tmp_path: Path) -> None:
    file, taken = fill(tmp_path / "new", YEAR)
    book = opened(file)
    logs = reads.logs(book.engine, book.person)
    history = reads.history(book.engine, book.person)
    assert book.sample
    assert file == tmp_path / "new" / "backcare.db"
    assert (taken.new_sessions, taken.new_logs, taken.new_mornings) == (335, 2002, 289)
    assert len(logs) == len(history.readings) == 2002
    assert (logs[0].started_at.date(), logs[-1].started_at.date()) == (date(2025, 3, 1), date(2026, 2, 28))
    assert check(Settings(file.parent, f"sqlite:///{file}")) == ()
    book.engine.dispose()


def test_the_same_seed_gives_the_same_days_and_another_seed_others() -> None:
    days, again, other = (tuple(life(catalogue(), 60, date(2026, 3, 1), "UTC", seed)) for seed in (7, 7, 8))
    assert days == again
    assert [day.done for day in days] != [day.done for day in other]
    assert made_up(YEAR) == made_up(YEAR)


def test_an_exercise_goes_badly_in_the_first_year_is_stopped_and_taken_up_again(tmp_path: Path) -> None:
    file, _ = fill(tmp_path / "sample.db", YEAR)
    book = opened(file)
    history = reads.history(book.engine, book.person)
    book.engine.dispose()
    (decision,) = history.decisions
    stopped = [stop for stop in stops(history, decision.exercise, NOW) if stop.code == "worsening"]
    assert len(stopped) == 1
    assert stopped[0].ended == decision.at
    assert timedelta(days=7) <= decision.at - stopped[0].at <= timedelta(days=18)


def test_what_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "backcare.db").write_text("mine")
    with pytest.raises(FileRefused, match=r"There is a notebook at .*backcare\.db already"):
        fill(tmp_path, YEAR)
    assert (tmp_path / "backcare.db").read_text() == "mine"


def test_an_export_of_sample_data_is_taken_in_nowhere(tmp_path: Path) -> None:
    file, _ = fill(tmp_path, YEAR)
    book = opened(file)
    write_json(book.engine, book.person, tmp_path / "all.json")
    book.engine.dispose()
    with pytest.raises(FileRefused, match="made-up sample data"):
        parse_json((tmp_path / "all.json").read_text(), catalogue())


def test_ratings_are_halves_and_holds_are_of_the_sides_that_the_form_has() -> None:
    shelf = catalogue()
    done = [one for day in life(shelf, 120, date(2026, 3, 1), "UTC", 3) for one in day.done]
    assert all({side for side, _ in one.holds} == set(shelf[one.exercise].sides_of(one.variant)) for one in done)
    given = [rating for one in done for rating in (one.before, one.worst, one.after) if rating is not None]
    assert {rating % 5 for rating in given} == {0}
    assert (min(given), max(given)) == (0, 100)

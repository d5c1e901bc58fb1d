from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import update

from backcare.notebook import for_rules, reads, sums
from backcare.notebook.drafts import FlareDraft, HoldDraft, SessionDraft
from backcare.notebook.journal import mark_flare, save_log, save_morning
from backcare.notebook.opening import Open
from backcare.notebook.sums import DayHold, DayPain
from backcare.notebook.tables import PracticeSession
from backcare.training.practice import PracticeDay
from tests.notebook.drafted import a_log, a_morning, a_session

FIRST = date(2026, 1, 5)


def keep(book: Open, session: SessionDraft, **given: Any) -> None:  # noqa: ANN401 - fields of a draft
    assert save_log(book.engine, book.person, session, a_log(**given))


def hold(side: str, seconds: int, *, interrupted: bool = False) -> HoldDraft:
    return HoldDraft.model_validate({"side": side, "seconds": seconds, "interrupted": interrupted})


def test_holds_are_the_mean_of_a_day_and_side_and_the_longest_that_was_seen_to_its_end(book: Open) -> None:
    keep(book, a_session(8), holds=(hold("left", 100), hold("left", 125), hold("right", 90)))
    keep(book, a_session(20), holds=(hold("left", 150, interrupted=True),))
    keep(book, a_session(21), exercise="pelvic-tilt", holds=(hold("left", 990),))
    keep(book, a_session(day=6), holds=(hold("both", 80, interrupted=True),))
    assert sums.day_holds(book.engine, book.person, "prayer-pose") == (
        DayHold(FIRST, "left", 125.0, 125),
        DayHold(FIRST, "right", 90.0, 90),
        DayHold(date(2026, 1, 6), "both", 80.0, None),
    )


def test_pain_is_the_mean_of_a_day_and_what_is_not_rated_stays_missing(book: Open) -> None:
    keep(book, a_session(8), before=30, after=40)
    keep(book, a_session(20), before=50, after=None)
    keep(book, a_session(day=6), before=None, after=None)
    assert sums.day_pain(book.engine, book.person, "prayer-pose") == (
        DayPain(FIRST, 40.0, 40.0, 40.0),
        DayPain(date(2026, 1, 6)),
    )


def test_a_carried_rating_counts_once_in_the_mean_of_all_exercises(book: Open) -> None:
    session = a_session()
    keep(book, session, before=40, after=60, place=0)
    keep(book, session, exercise="pelvic-tilt", before=60, before_source="carried", after=80, place=1)
    assert [one.mean for one in sums.day_pain(book.engine, book.person)] == [60.0]


def test_a_day_is_the_persons_own_wherever_they_were_and_when_the_clocks_change(book: Open) -> None:
    evening = datetime(2026, 3, 29, 23, 30, tzinfo=ZoneInfo("Pacific/Honolulu"))  # the 30th in UTC
    morning = datetime(2026, 3, 29, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # half an hour after the clocks changed
    keep(book, a_session(started_at=evening, zone="Pacific/Honolulu"), holds=(hold("both", 100),))
    keep(book, a_session(started_at=morning), holds=(hold("both", 200),))
    assert sums.practice_days(book.engine, book.person, date(2026, 3, 29)) == (PracticeDay(date(2026, 3, 29), 300, 1),)
    assert sums.practice_days(book.engine, book.person, date(2026, 3, 30)) == ()


def test_practice_is_what_was_held_of_all_exercises_and_how_many_they_were(book: Open) -> None:
    session = a_session()
    keep(book, session, holds=(hold("both", 100),))
    keep(book, session, exercise="pelvic-tilt", place=1, holds=(hold("both", 50), hold("both", 60)))
    keep(book, a_session(day=6), holds=())
    assert sums.practice_days(book.engine, book.person, FIRST) == (
        PracticeDay(FIRST, 210, 2),
        PracticeDay(date(2026, 1, 6), 0, 1),
    )
    assert sums.days_logged(book.engine, book.person) == {FIRST, date(2026, 1, 6)}


def test_a_session_in_the_bin_is_in_no_sum(book: Open) -> None:
    keep(book, a_session())
    with book.engine.begin() as connection:
        connection.execute(update(PracticeSession).values(deleted_at=datetime(2026, 1, 7, tzinfo=UTC)))
    assert sums.day_holds(book.engine, book.person, "prayer-pose") == ()
    assert sums.day_pain(book.engine, book.person) == ()
    assert sums.practice_days(book.engine, book.person, FIRST) == ()
    assert sums.days_logged(book.engine, book.person) == frozenset()
    assert sums.readings(book.engine, book.person, FIRST) == ()
    assert sums.last_exercise(book.engine, book.person) is None


def test_the_exercise_logged_last_is_the_last_of_the_last_session(book: Open) -> None:
    keep(book, a_session(day=7), exercise="horse-back", place=1)
    keep(book, a_session(day=6), exercise="pelvic-tilt", place=5)
    assert sums.last_exercise(book.engine, book.person) == "horse-back"


def test_readings_from_a_day_on_are_those_of_the_history(book: Open) -> None:
    for day in (5, 6, 7):
        session = a_session(day=day)
        keep(book, session, variant="", place=0, holds=(hold("left", 100), hold("right", 125)))
        keep(book, session, exercise="pelvic-tilt", place=1, holds=(), after=None, stopped=True)
    every = sorted(reads.history(book.engine, book.person).readings, key=lambda one: (one.at, one.place))
    assert list(sums.readings(book.engine, book.person, FIRST)) == every
    assert list(sums.readings(book.engine, book.person, date(2026, 1, 6))) == every[2:]
    assert list(sums.readings(book.engine, book.person, FIRST, "pelvic-tilt")) == every[1::2]


def test_what_was_told_is_that_of_the_history_without_readings_and_mornings(book: Open) -> None:
    keep(book, a_session())
    save_morning(book.engine, book.person, a_morning())
    flare = FlareDraft(id=uuid4(), day=FIRST, at=datetime(2026, 1, 5, 21, tzinfo=UTC), zone="UTC")
    mark_flare(book.engine, book.person, flare)
    told = for_rules.told(book.engine, book.person)
    assert (told.flares, told.readings, told.mornings) == ((FIRST,), (), ())
    assert sums.day_mornings(book.engine, book.person) == {FIRST + timedelta(days=1): 20}

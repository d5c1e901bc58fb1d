from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from backcare.errors import EditConflict
from backcare.notebook import for_rules, reads, sums
from backcare.notebook.drafts import FlareDraft, HoldDraft, SessionDraft
from backcare.notebook.engine import writing
from backcare.notebook.journal import change_log, mark_flare, save_log, save_morning, touch
from backcare.notebook.opening import Open
from backcare.notebook.sums import ExerciseSums, Kept, Side
from backcare.notebook.tables import PracticeSession
from backcare.training.practice import PracticeDay
from tests.notebook.drafted import a_log, a_morning, a_session, holds, remove_log

FIRST, SECOND = date(2026, 1, 5), date(2026, 1, 6)


def keep(book: Open, session: SessionDraft, **given: Any) -> None:  # noqa: ANN401 - fields of a draft
    assert save_log(book.engine, book.person, session, a_log(**given))


def hold(side: str, seconds: int, *, interrupted: bool = False) -> HoldDraft:
    return HoldDraft.model_validate({"side": side, "seconds": seconds, "interrupted": interrupted})


def test_holds_are_the_mean_of_a_day_and_side_and_the_longest_that_was_seen_to_its_end(book: Open) -> None:
    keep(book, a_session(8), holds=(hold("left", 100), hold("left", 125), hold("right", 90)), before=None, after=None)
    keep(book, a_session(20), holds=(hold("left", 150, interrupted=True),), before=None, after=None)
    keep(book, a_session(21), exercise="pelvic-tilt", holds=(hold("left", 990),))
    keep(book, a_session(day=6), holds=(hold("both", 80, interrupted=True),), before=None, after=None)
    assert sums.exercise_days(book.engine, book.person, "prayer-pose").days == {
        FIRST: ExerciseSums(left=Side(125, 125), right=Side(90, 90)),
        SECOND: ExerciseSums(both=Side(80, None)),
    }


def test_pain_is_the_mean_of_a_day_and_what_is_not_rated_stays_missing(book: Open) -> None:
    keep(book, a_session(8), before=30, after=40, holds=())
    keep(book, a_session(20), before=50, after=None, holds=())
    keep(book, a_session(day=6), before=None, after=None, holds=())
    assert sums.exercise_days(book.engine, book.person, "prayer-pose").days == {
        FIRST: ExerciseSums(40, 40),
        SECOND: ExerciseSums(),
    }
    assert sums.day_pain(book.engine, book.person).days == {FIRST: 40.0}


def test_a_carried_rating_counts_once_in_the_mean_of_all_exercises(book: Open) -> None:
    session = a_session()
    keep(book, session, before=40, after=60, place=0)
    keep(book, session, exercise="pelvic-tilt", before=60, before_source="carried", after=80, place=1)
    assert sums.day_pain(book.engine, book.person).days == {FIRST: 60.0}


@pytest.mark.fault(17)
def test_a_day_is_the_persons_own_wherever_they_were_and_when_the_clocks_change(book: Open) -> None:
    evening = datetime(2026, 3, 29, 23, 30, tzinfo=ZoneInfo("Pacific/Honolulu"))  # the 30th in UTC
    morning = datetime(2026, 3, 29, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # half an hour after the clocks changed
    day = date(2026, 3, 29)
    before = sums.practice_days(book.engine, book.person)
    keep(book, a_session(started_at=evening, zone="Pacific/Honolulu"), holds=(hold("both", 100),))
    keep(book, a_session(started_at=morning), holds=(hold("both", 200),))
    assert sums.practice_days(book.engine, book.person).days == {day: PracticeDay(day, 300, 1)}
    assert sums.practice_days(book.engine, book.person, before).days == {day: PracticeDay(day, 300, 1)}
    assert sums.practice_since(book.engine, book.person, day) == {day: PracticeDay(day, 300, 1)}
    assert sums.practice_since(book.engine, book.person, day + timedelta(days=1)) == {}


def test_practice_is_what_was_held_of_all_exercises_and_how_many_they_were(book: Open) -> None:
    session = a_session()
    keep(book, session, holds=(hold("both", 100),))
    keep(book, session, exercise="pelvic-tilt", place=1, holds=(hold("both", 50), hold("both", 60)))
    keep(book, a_session(day=6), holds=())
    assert sums.practice_days(book.engine, book.person).days == {
        FIRST: PracticeDay(FIRST, 210, 2),
        SECOND: PracticeDay(SECOND, 0, 1),
    }


@pytest.mark.parametrize(
    ("given", "done"),
    [
        ({"after": None}, 0),
        ({"after": None, "stopped": True}, 1),
        ({"after": None, "holds": (hold("both", 20),)}, 1),
        ({"after": 80}, 1),
    ],
)
def test_an_exercise_left_at_the_rating_before_it_is_begun_and_not_done(
    book: Open, given: dict[str, Any], done: int
) -> None:
    keep(book, a_session(), **{"before": 80, "holds": (), **given})
    assert sums.practice_days(book.engine, book.person).days[FIRST].exercises == done


def test_a_session_in_the_bin_is_in_no_sum(book: Open) -> None:
    keep(book, a_session())
    with book.engine.begin() as connection:
        connection.execute(update(PracticeSession).values(deleted_at=datetime(2026, 1, 7, tzinfo=UTC)))
    assert sums.exercise_days(book.engine, book.person, "prayer-pose").days == {}
    assert sums.day_pain(book.engine, book.person).days == {}
    assert sums.practice_days(book.engine, book.person).days == {}
    assert sums.last_exercise(book.engine, book.person) is None


def test_the_exercise_logged_last_is_the_last_of_the_last_session(book: Open) -> None:
    keep(book, a_session(day=7), exercise="horse-back", place=1)
    keep(book, a_session(day=6), exercise="pelvic-tilt", place=5)
    assert sums.last_exercise(book.engine, book.person) == "horse-back"


def test_what_was_told_is_that_of_the_history_without_readings_and_mornings(book: Open) -> None:
    keep(book, a_session())
    save_morning(book.engine, book.person, a_morning())
    flare = FlareDraft(id=uuid4(), day=FIRST, at=datetime(2026, 1, 5, 21, tzinfo=UTC), zone="UTC")
    mark_flare(book.engine, book.person, flare)
    told = for_rules.told(book.engine, book.person)
    assert (told.flares, told.readings, told.mornings) == ((FIRST,), (), ())
    assert sums.day_mornings(book.engine, book.person) == {FIRST + timedelta(days=1): 20}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_what_was_read_earlier_and_what_changed_since_give_what_is_read_anew(book: Open, seed: int) -> None:
    """Saved, changed, moved, removed, into the bin and back, some of it between two looks, by another connection."""
    draw, logs, engine, person = Random(seed), list[UUID](), book.engine, book.person
    every: tuple[Callable[..., Kept[Any]], ...] = (
        partial(sums.exercise_days, engine, person, "prayer-pose"),
        partial(sums.day_pain, engine, person),
        partial(sums.practice_days, engine, person),
    )
    known = [reader() for reader in every]
    for _ in range(40):
        _write(book, draw, logs)
        if draw.random() < 0.6:
            known = [reader(before) for reader, before in zip(every, known, strict=True)]
            assert known == [reader() for reader in every]
            assert all(list(one.days) == sorted(one.days) for one in known)
    assert logs


def _write(book: Open, draw: Random, logs: list[UUID]) -> None:
    match draw.choice(["save", "save", "save", "change", "remove", "bin", "out", "move", "morning"]):
        case "save":
            exercise, after = draw.choice(["prayer-pose", "pelvic-tilt"]), draw.choice([None, 10, 70])
            log = a_log(exercise, after=after, holds=holds(*draw.choices(range(20, 400), k=draw.randrange(4))))
            save_log(book.engine, book.person, a_session(day=draw.randrange(1, 28)), log)
            logs.append(log.id)
        case "change" if logs and (stored := reads.log(book.engine, draw.choice(logs))):
            log = a_log(stored.exercise, id=stored.id, before=draw.randrange(100), holds=holds(draw.randrange(20, 400)))
            with suppress(EditConflict):  # it lies in the bin
                change_log(book.engine, log, stored.version)
        case "remove" if logs:
            remove_log(book.engine, logs.pop(draw.randrange(len(logs))))
        case "morning":
            save_morning(book.engine, book.person, a_morning())
        case "bin" | "out" | "move" as how:
            moved = datetime(2026, 1, draw.randrange(1, 28), 18, tzinfo=UTC)
            values: dict[str, dict[str, object]] = {
                "bin": {"deleted_at": datetime(2026, 2, 1, tzinfo=UTC)},
                "out": {"deleted_at": None},
                "move": {"local_date": moved.date(), "started_at": moved},
            }
            with writing(book.engine) as write:
                ids = write.exec(select(PracticeSession.id)).all()
                if ids and (chosen := draw.choice(ids)):
                    write.exec(update(PracticeSession).where(col(PracticeSession.id) == chosen).values(**values[how]))
                    if how != "bin":
                        touch(write, chosen)

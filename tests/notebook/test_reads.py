import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.notebook import journal, reads
from backcare.notebook.drafts import HoldDraft, LogDraft, SessionDraft
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.readings import reading_of
from backcare.safety.history import History, Morning, Reading
from backcare.settings import read_settings
from tests.notebook.drafted import a_log, a_morning, a_session, holds, remove_log


def drafted_reading(session: SessionDraft, log: LogDraft) -> Reading:
    fields = ("place", "exercise", "variant", "before", "before_source", "worst", "after", "stopped")
    given: dict[str, Any] = {name: getattr(log, name) for name in fields}
    seconds = [hold.seconds for hold in log.holds]
    return reading_of(session=str(session.id), at=session.started_at, holds=seconds, **given)


@pytest.mark.parametrize(
    ("seconds", "mean"), [((), None), ((100,), 100), ((100, 101), 101), ((100, 100, 101), 100), ((1, 2), 2)]
)
def test_the_mean_hold_is_in_whole_tenths_and_a_half_goes_up(seconds: tuple[int, ...], mean: int | None) -> None:
    assert drafted_reading(a_session(), a_log(holds=holds(*seconds))).hold == mean


RATINGS = st.none() | st.integers(0, 100)
HOLDS = st.builds(
    HoldDraft,
    side=st.sampled_from(["left", "right", "both"]),
    seconds=st.integers(1, 36_000),
    interrupted=st.booleans(),
)
LOGS = st.builds(
    LogDraft,
    id=st.uuids(),
    exercise=st.sampled_from(["pelvic-tilt", "horse-back", "retired-stretch"]),
    variant=st.sampled_from(["", "towel"]),
    place=st.integers(0, 10_000),
    before=RATINGS,
    worst=RATINGS,
    after=RATINGS,
    before_source=st.sampled_from(["asked", "carried", "imported"]),
    stopped=st.booleans(),
    note=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    holds=st.lists(HOLDS, max_size=12).map(tuple),
)
SESSIONS = st.builds(
    SessionDraft,
    id=st.uuids(),
    started_at=st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    zone=st.sampled_from(
        ["Europe/Berlin", "UTC", "Australia/Lord_Howe", "America/St_Johns", "Africa/Monrovia", "Asia/Tokyo"]
    ),
    source=st.sampled_from(["logged", "imported", "demo"]),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path_factory.mktemp("shelf"))}))
    assert isinstance(book, Open)
    yield book
    book.engine.dispose()


@pytest.mark.slow
@given(SESSIONS, LOGS)
@settings(deadline=None, max_examples=150)
def test_a_stored_log_gives_the_rules_what_its_draft_gives(shelf: Open, session: SessionDraft, log: LogDraft) -> None:
    assert journal.save_log(shelf.engine, shelf.person, session, log)
    (reading,) = reads.history(shelf.engine, shelf.person).readings
    stored = reads.log(shelf.engine, log.id)
    remove_log(shelf.engine, log.id)
    assert reading == drafted_reading(session, log)
    assert reading.at.isoformat() == session.started_at.isoformat()
    assert stored is not None
    assert (stored.note, stored.holds) == (log.note, tuple((hold.side, hold.seconds) for hold in log.holds))
    assert stored.interrupted == tuple(place for place, hold in enumerate(log.holds) if hold.interrupted)
    assert (stored.started_at.isoformat(), stored.zone) == (session.started_at.isoformat(), session.zone)


def test_the_notebook_says_which_one_it_is(book: Open, tmp_path: Path) -> None:
    assert str(reads.notebook_id(book.engine)) == reads.everything(book.engine, book.person)["notebook"]
    other = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")}))
    assert isinstance(other, Open)
    assert reads.notebook_id(other.engine) != reads.notebook_id(book.engine)
    other.engine.dispose()


def test_an_empty_notebook_has_an_empty_history(book: Open) -> None:
    assert reads.history(book.engine, book.person) == History()
    assert reads.logs(book.engine, book.person) == ()
    assert reads.mornings(book.engine, book.person) == ()
    assert reads.log(book.engine, uuid4()) is None


def test_logs_are_chosen_by_exercise_and_by_the_days_of_the_person(book: Open) -> None:
    late = a_session(started_at=datetime(2026, 1, 5, 23, 30, tzinfo=UTC))  # the 6th in Berlin
    journal.save_log(book.engine, book.person, a_session(day=8), a_log("horse-back"))
    journal.save_log(book.engine, book.person, late, a_log("horse-back", place=1))
    journal.save_log(book.engine, book.person, late, a_log("pelvic-tilt", place=0))

    def found(
        exercise: str | None = None, first: date | None = None, last: date | None = None
    ) -> list[tuple[int, str]]:
        logs = reads.logs(book.engine, book.person, exercise=exercise, first=first, last=last)
        return [(log.started_at.day, log.exercise) for log in logs]

    assert found() == [(6, "pelvic-tilt"), (6, "horse-back"), (8, "horse-back")]
    assert found(exercise="horse-back") == [(6, "horse-back"), (8, "horse-back")]
    assert found(first=date(2026, 1, 6), last=date(2026, 1, 6)) == [(6, "pelvic-tilt"), (6, "horse-back")]
    assert found(first=date(2026, 1, 7)) == [(8, "horse-back")]
    assert found(last=date(2026, 1, 5)) == []


def test_the_last_logs_of_an_exercise_come_oldest_first_whatever_the_order_they_were_saved_in(book: Open) -> None:
    for day in (7, 5, 8, 6):
        journal.save_log(book.engine, book.person, a_session(day=day), a_log(note=str(day)))
    journal.save_log(book.engine, book.person, a_session(day=9), a_log("pelvic-tilt"))
    found = reads.last_logs(book.engine, book.person, "prayer-pose", 3)
    assert [log.note for log in found] == ["6", "7", "8"]
    assert [log.holds for log in found] == [(("both", 150), ("both", 155))] * 3


def test_each_log_gets_its_own_holds_only(book: Open) -> None:
    session = a_session()
    for place in range(5):
        journal.save_log(book.engine, book.person, session, a_log(place=place, holds=holds(*range(10, 10 + place))))
    assert [log.holds for log in reads.logs(book.engine, book.person)] == [
        tuple(("both", 10 + number) for number in range(place)) for place in range(5)
    ]
    readings = reads.history(book.engine, book.person).readings
    assert {reading.place: reading.hold for reading in readings} == {0: None, 1: 10, 2: 11, 3: 11, 4: 12}


def test_another_persons_rows_are_not_read(book: Open) -> None:
    other = uuid4()
    with book.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO person (id, name) VALUES (?, 'Other')", (other.hex,))
    journal.save_log(book.engine, other, a_session(), a_log())
    journal.save_morning(book.engine, other, a_morning())
    assert reads.logs(book.engine, book.person) == ()
    assert reads.history(book.engine, book.person).readings == ()
    assert reads.mornings(book.engine, book.person) == ()
    assert reads.everything(book.engine, book.person)["sessions"] == []


def test_mornings_reach_the_rules(book: Open) -> None:
    journal.save_morning(book.engine, book.person, a_morning(6, 25))
    assert reads.history(book.engine, book.person).mornings == (Morning(date(2026, 1, 6), 25),)


def test_everything_is_there_and_json_holds_it(book: Open) -> None:
    session, log, morning = a_session(), a_log(note="é\n🙂"), a_morning()
    log = log.model_copy(update={"holds": (log.holds[0], log.holds[1].model_copy(update={"interrupted": True}))})
    journal.save_log(book.engine, book.person, session, log)
    journal.save_morning(book.engine, book.person, morning)
    decision = UUID(int=7)
    journal.decide(
        book.engine, book.person, decision, "prayer-pose", "resume", "rise", session.started_at, "Europe/Berlin"
    )
    whole = json.loads(json.dumps(reads.everything(book.engine, book.person)))
    (stored,) = whole["sessions"]
    (stored_log,) = stored.pop("logs")
    assert stored == {
        "id": str(session.id),
        "started_at": "2026-01-05T17:30:00+00:00",
        "zone": "Europe/Berlin",
        "local_date": "2026-01-05",
        "source": "logged",
        "version": 1,
        "deleted_at": None,
    }
    assert stored_log.pop("saved_at")[-6:] == "+00:00"
    assert stored_log == {
        "id": str(log.id), "exercise": "prayer-pose", "variant": "", "place": 0, "before": 30, "worst": 45, "after": 35,
        "before_source": "asked", "stopped": False, "note": "é\n🙂", "version": 1,
        "heard": 0, "heard_holds": 2,
        "holds": [
            {"side": "both", "seconds": 150, "interrupted": False},
            {"side": "both", "seconds": 155, "interrupted": True},
        ],
    }  # fmt: skip
    assert [(row["local_date"], row["pain"]) for row in whole["mornings"]] == [("2026-01-06", 20)]
    assert [(row["id"], row["code"], row["decided_at"]) for row in whole["decisions"]] == [
        (str(decision), "rise", "2026-01-05T17:30:00+00:00")
    ]
    assert [
        whole[name] for name in ("red_flags", "checks", "flares", "setup", "plans", "targets", "clinician_words")
    ] == [[]] * 7
    assert (whole["format"], whole["schema"], whole["version"]) == ("backcare", "0008", 3)

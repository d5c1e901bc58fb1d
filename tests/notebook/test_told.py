"""Medical checks, flare-up days, answers of the set-up, and how all that was told reaches the rules."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import event

from backcare.errors import NotSaved
from backcare.notebook import guided, journal, reads
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredAnswer
from backcare.safety.history import Answer, Check, History
from tests.notebook.drafted import BERLIN, a_check, a_flare, a_log, a_session, a_setup, an_answer


def told(book: Open, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reads.everything(book.engine, book.person)[name]
    return found


def history(book: Open) -> History:
    return reads.history(book.engine, book.person)


def somebody_else(book: Open) -> UUID:
    other = uuid4()
    with book.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO person (id, name) VALUES (?, 'Other')", (other.hex,))
    return other


def test_a_check_is_kept_with_its_time_and_the_persons_own_day(book: Open) -> None:
    journal.enter_check(book.engine, book.person, a_check(id=UUID(int=8)))
    assert told(book, "checks") == [
        {
            "id": str(UUID(int=8)),
            "questions": "emergency",
            "day": "2026-01-05",
            "recorded_at": "2026-01-06T23:30:00+00:00",
            "zone": "Europe/Berlin",
            "local_date": "2026-01-07",
        }
    ]


def test_a_check_that_is_sent_twice_is_one_and_the_first_stands(book: Open) -> None:
    check = a_check()
    for day in (date(2026, 1, 5), date(2026, 1, 6)):
        journal.enter_check(book.engine, book.person, a_check(id=check.id, day=day))
    assert [one["day"] for one in told(book, "checks")] == ["2026-01-05"]


def test_checks_reach_the_rules_each_in_its_own_zone(book: Open) -> None:
    journal.enter_check(book.engine, book.person, a_check())
    journal.enter_check(book.engine, book.person, a_check(questions="doctor", zone="America/St_Johns"))
    first, second = sorted(history(book).checks, key=lambda check: check.questions, reverse=True)
    at = datetime(2026, 1, 6, 23, 30, tzinfo=UTC)
    assert (first, second) == (
        Check(at, "emergency", date(2026, 1, 5)),
        Check(at, "doctor", date(2026, 1, 5)),
    )
    assert (first.at.isoformat(), second.at.isoformat()) == ("2026-01-07T00:30:00+01:00", "2026-01-06T20:00:00-03:30")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("questions", "gut"),
        ("day", "soon"),
        ("day", date(1899, 12, 31)),
        ("zone", "Mars"),
        ("at", datetime(2026, 1, 6)),  # noqa: DTZ001 - the point
    ],
)
def test_a_check_that_is_none_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        a_check(**{field: value})
    assert caught.value.errors()[0]["loc"][0] == field


def test_an_appointment_is_no_check_but_one_of_today_is() -> None:
    assert a_check(day=date(2026, 1, 7)).day == date(2026, 1, 7)  # in Berlin the 7th has begun
    with pytest.raises(ValidationError, match="2026-01-08 was still to come on 2026-01-07"):
        a_check(day=date(2026, 1, 8))
    with pytest.raises(ValidationError, match="2026-01-07 was still to come on 2026-01-06"):
        a_check(day=date(2026, 1, 7), zone="UTC")
    with pytest.raises(ValidationError, match="2026-01-07 was still to come"):
        a_flare(6, day=date(2026, 1, 7))


def test_a_day_is_marked_once_however_often_it_is_ticked(book: Open) -> None:
    first = a_flare()
    for flare in (first, a_flare(), a_flare(zone="UTC")):
        journal.mark_flare(book.engine, book.person, flare)
    assert told(book, "flares") == [
        {
            "id": str(first.id),
            "local_date": "2026-01-06",
            "recorded_at": "2026-01-06T20:00:00+00:00",
            "zone": "Europe/Berlin",
        }
    ]


def test_flares_reach_the_history_by_day_and_the_mark_comes_off_again(book: Open) -> None:
    for day in (9, 6, 7):
        journal.mark_flare(book.engine, book.person, a_flare(day))
    assert history(book).flares == (date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 9))
    for _ in range(2):
        journal.unmark_flare(book.engine, book.person, date(2026, 1, 7))
    assert history(book).flares == (date(2026, 1, 6), date(2026, 1, 9))
    journal.mark_flare(book.engine, book.person, a_flare(7))
    assert date(2026, 1, 7) in history(book).flares


def test_the_latest_answer_to_each_question_counts_and_older_ones_stay(book: Open) -> None:
    assert reads.setup_answers(book.engine, book.person) == {}
    for draft in (
        a_setup("knee", "yes", hour=9),
        a_setup("hip-replacement", "yes", hour=10),
        a_setup("knee", "no", hour=11),
        a_setup("hip-replacement", "no", hour=8),  # entered later, but about an earlier time
    ):
        journal.answer_setup(book.engine, book.person, draft)
    assert reads.setup_answers(book.engine, book.person) == {"knee": False, "hip-replacement": True}
    assert len(told(book, "setup")) == 4


def test_an_answer_of_the_set_up_that_is_sent_twice_is_one(book: Open) -> None:
    draft = a_setup()
    for _ in range(2):
        journal.answer_setup(book.engine, book.person, draft)
    assert told(book, "setup") == [
        {
            "id": str(draft.id),
            "question": "hip-replacement",
            "answer": "yes",
            "answered_at": "2026-01-06T08:00:00+00:00",
            "zone": "Europe/Berlin",
            "local_date": "2026-01-06",
        }
    ]


@pytest.mark.parametrize(("field", "value"), [("question", ""), ("question", "x" * 65), ("answer", "maybe")])
def test_an_answer_of_the_set_up_that_is_none_is_refused(field: str, value: str) -> None:
    given: dict[str, Any] = {field: value}
    with pytest.raises(ValidationError) as caught:
        a_setup(**given)
    assert caught.value.errors()[0]["loc"][0] == field


def test_answers_about_warning_signs_are_read_in_the_order_of_their_times(book: Open) -> None:
    late = an_answer()
    early = an_answer(id=uuid4(), questions="doctor", item=None, answer="no", exercise=None, zone="UTC",
                      at=datetime(2026, 1, 5, 8, tzinfo=UTC))  # fmt: skip
    for draft in (late, early):
        guided.answer(book.engine, book.person, draft)
    assert reads.answers(book.engine, book.person) == (
        StoredAnswer(early.id, early.at, "UTC", "doctor", None, "no", None),
        StoredAnswer(late.id, late.at, BERLIN, "leg", "pain", "yes", "prayer-pose"),
    )
    assert reads.answers(book.engine, book.person)[1].at.isoformat() == "2026-01-06T00:30:00+01:00"


def test_answers_reach_the_rules_in_their_zone(book: Open) -> None:
    guided.answer(book.engine, book.person, an_answer())
    guided.answer(book.engine, book.person, an_answer(id=uuid4(), questions="emergency", item=None, exercise=None))
    guided.answer(book.engine, book.person, an_answer(id=uuid4(), answer="no", item="numbness"))
    found = history(book).answers
    at = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    assert set(found) == {
        Answer(at, "leg", yes=True, item="pain", exercise="prayer-pose"),
        Answer(at, "emergency", yes=True),
        Answer(at, "leg", yes=False, item="numbness", exercise="prayer-pose"),
    }
    assert {one.at.isoformat() for one in found} == {"2026-01-06T00:30:00+01:00"}


def test_what_another_person_told_is_not_read_and_their_flare_stays(book: Open) -> None:
    other = somebody_else(book)
    guided.answer(book.engine, other, an_answer())
    journal.enter_check(book.engine, other, a_check())
    journal.mark_flare(book.engine, other, a_flare())
    journal.answer_setup(book.engine, other, a_setup())
    assert history(book) == History()
    assert reads.answers(book.engine, book.person) == ()
    assert reads.setup_answers(book.engine, book.person) == {}
    journal.mark_flare(book.engine, book.person, a_flare())
    journal.unmark_flare(book.engine, book.person, date(2026, 1, 6))
    assert reads.history(book.engine, other).flares == (date(2026, 1, 6),)


def test_what_nobody_told_is_refused_and_leaves_nothing(book: Open) -> None:
    with pytest.raises(NotSaved):
        journal.enter_check(book.engine, uuid4(), a_check())
    with pytest.raises(NotSaved):
        journal.mark_flare(book.engine, uuid4(), a_flare())
    with pytest.raises(NotSaved):
        journal.answer_setup(book.engine, uuid4(), a_setup())
    assert [told(book, name) for name in ("checks", "flares", "setup")] == [[], [], []]
    assert reads.version(book.engine) == 0


def test_each_of_them_raises_the_version_so_that_a_verdict_is_made_anew(book: Open) -> None:
    journal.enter_check(book.engine, book.person, a_check())
    journal.mark_flare(book.engine, book.person, a_flare())
    journal.unmark_flare(book.engine, book.person, date(2026, 1, 6))
    journal.answer_setup(book.engine, book.person, a_setup())
    assert reads.version(book.engine) == 4


def test_a_history_takes_the_same_few_queries_whatever_was_told(book: Open) -> None:
    asked: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    history(book)
    empty = len(asked)
    journal.save_log(book.engine, book.person, a_session(), a_log())
    for day in (5, 6, 7):
        journal.enter_check(book.engine, book.person, a_check())
        journal.mark_flare(book.engine, book.person, a_flare(day))
        guided.answer(book.engine, book.person, an_answer(id=uuid4()))
    asked.clear()
    history(book)
    # the version, one for the readings, one for each of the others, and the BEGIN
    assert (empty, len(asked)) == (9, 9)

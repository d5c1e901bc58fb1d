"""When the warning lists are asked: before the first hold, after a stop that lasts, after two weeks away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from backcare.safety import Answer, History, Reading
from backcare.safety.asking import due, known_to_doctor, left_over
from backcare.safety.history import Questions
from tests.safety.diary import OTHERS, STRETCH, answer, at, check, decided, quiet, reading, rises

WORSE = rises([0.0] * 20 + [1.8] * 4) + quiet(24)  # the last one, on day 23, brings the stop


def none_of_these(day: int, hour: int = 8, questions: Questions = "emergency") -> Answer:
    return Answer(at(day, hour), questions, yes=False)


def told(*answers: Answer, readings: list[Reading] | None = None) -> History:
    return History(tuple(readings or ()), answers=answers)


def test_before_the_first_answer_the_lists_are_due_and_after_it_they_are_not() -> None:
    assert due(told(), at(0)) == "first"
    assert due(told(none_of_these(0, 9)), at(0, 8)) == "first"
    assert due(told(none_of_these(0, 9)), at(0, 9)) is None


def test_the_doctors_list_and_the_question_about_the_leg_are_no_answer_to_the_emergency_list() -> None:
    others = none_of_these(0, questions="doctor"), none_of_these(0, questions="leg")
    assert due(told(*others), at(0)) == "first"


def test_a_yes_counts_as_asked_for_it_closes_practice_by_itself() -> None:
    assert due(told(answer("emergency", day=0)), at(0, 11)) is None


def test_a_trend_that_stops_asks_from_the_session_that_brought_it_on_until_it_is_answered() -> None:
    asked = none_of_these(0)
    assert due(told(asked, readings=WORSE), at(21, 20)) is None
    assert due(told(asked, readings=WORSE), at(23, 9)) == "stop"
    assert due(told(asked, none_of_these(23, 8), readings=WORSE), at(23, 20)) == "stop"
    assert due(told(asked, none_of_these(23, 9), readings=WORSE), at(23, 20)) is None
    assert due(told(asked, none_of_these(23, 10), readings=WORSE), at(30)) is None


def test_a_pause_for_the_day_asks_nothing() -> None:
    assert due(told(none_of_these(0), readings=[reading(30, 90)]), at(0, 20)) is None
    assert due(told(none_of_these(0), readings=[reading(30, 30, stopped=True)]), at(0, 20)) is None


def test_pressing_stop_in_two_of_three_sessions_asks_and_in_two_of_four_does_not() -> None:
    def pressed(*days: int, last: int) -> list[Reading]:
        return [reading(30, 30, day=day, stopped=day in days) for day in range(1, last + 1)]

    assert due(told(none_of_these(0), readings=pressed(1, 3, last=3)), at(3)) == "stop"
    assert due(told(none_of_these(0), readings=pressed(1, 4, last=4)), at(4)) is None
    assert due(told(none_of_these(0), none_of_these(3, 10), readings=pressed(1, 3, last=3)), at(3, 11)) is None


def test_pain_into_the_leg_asks_from_the_answer_about_it_on_and_numbness_by_itself_does_not() -> None:
    done = [reading(30, 30)]
    pain = answer("leg", "pain", day=0, hour=10, exercise=STRETCH)
    assert due(told(none_of_these(0, 10), pain, readings=done), at(0, 11)) is None
    assert due(told(none_of_these(0, 9), pain, readings=done), at(0, 11)) == "stop"
    numb = replace(pain, item="numbness")
    assert due(told(none_of_these(0, 9), numb, readings=done), at(0, 11)) is None


def test_a_stop_that_was_decided_about_asks_nothing_and_the_next_one_asks_again() -> None:
    readings = WORSE + rises([2.5, 2.5], first=32)
    history = replace(told(none_of_these(0), readings=readings), decisions=(decided(31),))
    assert due(history, at(32, 8)) is None
    assert due(history, at(33, 9)) == "stop"


def test_fourteen_days_without_session_and_answer_ask_and_thirteen_do_not() -> None:
    history = told(none_of_these(0), readings=[reading(30, 30)])
    assert due(history, at(13, 23)) is None
    assert due(history, at(14, 0)) == "away"
    later = replace(history, answers=(*history.answers, none_of_these(5)))
    assert due(later, at(18, 23)) is None
    assert due(later, at(19, 0)) == "away"
    assert due(told(none_of_these(0)), at(14)) == "away"  # though no session came of it


def test_what_is_still_to_come_counts_neither_as_a_session_nor_as_an_answer() -> None:
    history = told(none_of_these(0), none_of_these(15), readings=[reading(30, 30), reading(30, 30, day=14)])
    assert due(history, at(14, 8)) == "away"
    assert due(history, at(14, 9)) is None


def test_being_away_is_told_before_a_stop() -> None:
    assert due(told(none_of_these(0), readings=WORSE), at(36, 20)) == "stop"
    assert due(told(none_of_these(0), readings=WORSE), at(37)) == "away"


def test_in_the_hour_that_the_clock_shows_twice_the_earlier_one_is_earlier() -> None:
    twice = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    first = Answer(twice, "emergency", yes=False)
    pain = Answer(twice.replace(minute=10, fold=1), "leg", yes=True, item="pain", exercise=STRETCH)
    done = reading(30, 30)._replace(at=twice - timedelta(minutes=20))
    now = datetime(2025, 10, 26, 3, tzinfo=UTC)
    assert due(told(first, pain, readings=[done]), now) == "stop"
    assert due(told(replace(first, at=twice.replace(fold=1)), pain, readings=[done]), now) is None


def test_the_doctors_list_is_left_over_until_it_is_answered_on_the_same_day_or_later() -> None:
    assert not left_over(told(), at(0))
    assert left_over(told(none_of_these(9)), at(9))
    assert left_over(told(none_of_these(9), none_of_these(8, 23, "doctor")), at(9))
    assert not left_over(told(none_of_these(9), none_of_these(9, 0, "doctor")), at(9))
    assert not left_over(told(none_of_these(9), none_of_these(12, 0, "doctor")), at(12))


def test_a_doctor_knows_of_the_signs_that_were_named_before_the_check() -> None:
    said = answer("doctor", "fever", day=1), answer("doctor", day=1), answer("doctor", "lump", day=3)
    history = replace(told(*said), checks=(check("doctor", day=2), check("emergency", day=4)))
    assert known_to_doctor(history, at(1, 23)) == frozenset()
    assert known_to_doctor(history, at(9)) == {"fever"}


days = st.integers(0, 60)
readings = st.builds(
    lambda day, exercise, before, rise, stopped: reading(
        before, None if rise is None else min(100, before + rise), day=day, exercise=exercise, stopped=stopped
    ),
    days,
    st.sampled_from((STRETCH, *OTHERS[:2])),
    st.integers(0, 80),
    st.none() | st.integers(0, 40),
    st.booleans(),
)
legs = st.builds(lambda day, item: answer("leg", item, day=day), days, st.sampled_from(("pain", "numbness")))


@given(st.lists(readings, max_size=40), st.lists(legs, max_size=3), st.lists(days, max_size=3), days)
def test_answering_none_of_these_now_always_clears_it_right_away(
    done: list[Reading], hurt: list[Answer], asked: list[int], today: int
) -> None:
    history = told(*hurt, *(none_of_these(day) for day in asked), readings=done)
    now = at(today, 9)
    answered = replace(history, answers=(*history.answers, none_of_these(today, 9)))
    assert due(answered, now) is None
    assert due(answered, now + timedelta(hours=1)) in {None, "stop"}  # a leg was asked about in that hour

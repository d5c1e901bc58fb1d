from datetime import timedelta
from fractions import Fraction

import pytest

from backcare.safety import Decision, History, Reading
from backcare.safety.history import Answer
from backcare.safety.lasting import come_back, share_of_hold
from tests.safety.diary import STRETCH, answer, at, decided, quiet, reading, rises

WORSE = tuple(rises([0.0] * 20 + [2.2] * 5) + quiet(25))
PRESSED = tuple(reading(30, 30, day=day, stopped=True) for day in (22, 24))
LEG = (answer("leg", "pain", day=24, exercise=STRETCH),)
CALM = tuple(rises([0.0] * 25))


def history(readings: tuple[Reading, ...], retries: int, answers: tuple[Answer, ...] = (), day: int = 33) -> History:
    again = tuple(rises([0.0] * retries, first=day))
    return History((*readings, *again), decisions=(decided(day),), answers=answers)


@pytest.mark.parametrize(("readings", "answers"), [(WORSE, ()), (PRESSED, ()), (CALM, LEG)])
@pytest.mark.parametrize(("retries", "share"), [(0, "1/2"), (5, "1/2"), (6, "3/4"), (8, "3/4"), (9, "1"), (30, "1")])
def test_it_comes_back_at_half_then_three_quarters_then_all_of_the_hold(
    readings: tuple[Reading, ...], answers: tuple[Answer, ...], retries: int, share: str
) -> None:
    assert share_of_hold(history(readings, retries, answers), STRETCH, at(90)) == Fraction(share)


def test_unrated_sessions_do_not_count() -> None:
    unrated = tuple(reading(30, None, day=day) for day in range(40, 50))
    known = history(WORSE, 3)
    assert share_of_hold(History((*known.readings, *unrated), (), known.decisions), STRETCH, at(90)) == Fraction(1, 2)


def test_an_exercise_that_was_never_stopped_keeps_its_hold() -> None:
    assert share_of_hold(History(CALM), STRETCH, at(90)) == 1
    assert share_of_hold(history(CALM, 2), STRETCH, at(90)) == 1  # a decision about nothing
    assert share_of_hold(history(WORSE, 2), "prayer-pose", at(90)) == 1


def test_the_last_decision_about_a_stop_is_the_one_that_counts() -> None:
    known = history(WORSE, 2)
    idle = Decision(at(60), STRETCH, "overrule")
    both = History(known.readings, decisions=(idle, *known.decisions))
    assert come_back(both, STRETCH, at(90)) == decided(33)
    assert come_back(known, STRETCH, at(33) - timedelta(hours=2)) is None
    assert come_back(History(WORSE), STRETCH, at(90)) is None


def test_a_second_stop_begins_it_anew() -> None:
    failed = tuple(rises([2.5, 2.5], first=34))
    known = History((*WORSE, *failed, *rises([0.0] * 2, first=50)), decisions=(decided(33), decided(48)))
    assert come_back(known, STRETCH, at(90)) == decided(48)
    assert share_of_hold(known, STRETCH, at(90)) == Fraction(1, 2)

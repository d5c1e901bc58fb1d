from dataclasses import replace

from backcare.safety import History, Reading
from backcare.safety.standing import away, rest_over, stops
from tests.safety.diary import OTHERS, STRETCH, answer, at, check, decided, judged, quiet, reading, rises

CHANGED = rises([0.0] * 20 + [1.8] * 4) + quiet(24)


def history(readings: list[Reading], *days: int) -> History:
    return History(tuple(readings), decisions=tuple(decided(day) for day in days))


def test_the_rest_is_over_seven_days_after_the_last_rated_session() -> None:
    found = judged(CHANGED, 24)
    assert not rest_over(found, history(CHANGED), at(29, 23))
    assert rest_over(found, history(CHANGED), at(30, 0))


def test_an_unrated_session_and_other_exercises_do_not_lengthen_the_rest() -> None:
    more = [*CHANGED, reading(30, None, day=28), *rises([0.0] * 8, first=24, exercise=OTHERS[0])]
    assert rest_over(judged(more, 30), history(more), at(30, 0))
    assert not rest_over(judged(more, 30), history([*more, reading(30, 30, day=25)]), at(30, 0))


def test_an_exercise_never_rated_has_no_rest_to_wait_for() -> None:
    assert rest_over(judged([]), history([]), at(0))


def test_a_day_that_was_paused_is_marked_until_midnight() -> None:
    readings = [reading(30, 60), reading(30, 30, day=1), reading(20, 50, day=2)]
    first, second = stops(history(readings), STRETCH, at(2, 22))
    assert (first.at, first.code, first.ended) == (at(0), "sharp-rise", at(1, 0))
    assert first.reason == "Your pain went from 3 to 6 with this exercise, 3 points higher."
    assert (second.at, second.ended) == (at(2), None)


def test_a_lasting_stop_is_marked_from_the_session_that_brought_it_to_the_decision() -> None:
    (lasting,) = stops(history(CHANGED), STRETCH, at(40))
    assert (lasting.code, lasting.ended) == ("worsening", None)
    assert lasting.at in {at(22), at(23)}
    (ended,) = stops(history(CHANGED, 31), STRETCH, at(40))
    assert ended == replace(lasting, ended=at(31, 8))
    assert stops(history(CHANGED, 31), STRETCH, at(31, 7)) == (lasting,)


def test_a_retry_that_stops_it_again_is_a_second_mark() -> None:
    readings = CHANGED + rises([2.5, 2.5], first=32)
    found = stops(history(readings, 31), STRETCH, at(60))
    assert [(stop.at, stop.code) for stop in found][1:] == [(at(33), "worsening")]


def test_a_days_pause_within_a_lasting_stop_is_part_of_it() -> None:
    found = stops(history([*CHANGED, reading(30, 80, day=24)]), STRETCH, at(40))
    assert [stop.code for stop in found] == ["worsening"]


def test_a_lasting_stop_that_later_ratings_lifted_has_ended_there() -> None:
    readings = CHANGED + rises([-1.5] * 12, first=24)
    (found,) = stops(history(readings), STRETCH, at(60))
    assert found.ended is not None
    assert at(24) <= found.ended <= at(35)


def test_nothing_was_ever_paused_where_nothing_rose() -> None:
    assert stops(history(quiet(24)), OTHERS[0], at(40)) == ()
    assert stops(history([]), STRETCH, at(40)) == ()


def test_the_rest_is_counted_from_the_press_of_stop_and_from_the_answer_about_the_leg_too() -> None:
    pressed = [reading(30, 30), reading(None, None, day=4, stopped=True), reading(None, None, day=6, stopped=True)]
    assert judged(pressed, 13).code == "hurts-again"
    assert not rest_over(judged(pressed, 12), history(pressed), at(12))
    assert rest_over(judged(pressed, 13), history(pressed), at(13, 0))
    told = (answer("leg", "pain", day=5, exercise=STRETCH),)
    found = judged(pressed[:1], 12, answers=told)
    assert found.code == "leg-pain"
    assert not rest_over(found, history(pressed[:1]), at(11))
    assert rest_over(found, history(pressed[:1]), at(12))


def test_a_session_that_was_broken_off_for_pain_begins_the_rest_anew() -> None:
    more = [*CHANGED, reading(None, None, day=28, stopped=True)]
    assert not rest_over(judged(more, 34), history(more), at(34))
    assert rest_over(judged(more, 35), history(more), at(35))


def test_stops_by_the_button_and_by_the_leg_last_until_the_decision() -> None:
    pressed = History((reading(30, 30, stopped=True), reading(30, 30, day=2, stopped=True)), decisions=(decided(9),))
    first, lasting = stops(pressed, STRETCH, at(20))
    assert (first.code, first.at, first.ended) == ("hurts", at(0), at(1, 0))
    assert (lasting.code, lasting.at, lasting.ended) == ("hurts-again", at(2), at(9, 8))
    leg = History((reading(30, 30),), decisions=(decided(9),), answers=(answer("leg", "pain"),))
    (found,) = stops(leg, STRETCH, at(20))
    assert (found.code, found.at, found.ended) == ("leg-pain", at(0, 10), at(9, 8))
    assert found.reason == "You said that new pain moved into your leg with this exercise."


def test_warning_signs_are_marked_from_the_answer_to_the_check() -> None:
    told = (answer("emergency", day=2), answer("doctor", day=3), answer("leg", "numbness", day=8))
    known = History((reading(30, 30),), answers=told, checks=(check("emergency", day=4), check("doctor", day=5)))
    assert [(stop.code, stop.at, stop.ended) for stop in stops(known, STRETCH, at(20))] == [
        ("red-flag", at(2, 10), at(4, 12)),
        ("see-doctor", at(3, 10), at(5, 12)),
        ("numb-leg", at(8, 10), None),
    ]
    assert [stop.code for stop in stops(known, STRETCH, at(2, 9))] == []


def test_after_two_weeks_without_a_session_the_person_was_away() -> None:
    known = history([reading(30, 30)])
    assert not away(known, at(13, 23))
    assert away(known, at(14, 0))
    assert not away(history([]), at(14))

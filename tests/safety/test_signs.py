from dataclasses import replace
from datetime import timedelta

import pytest

from backcare.safety import Check, History, Level, Verdict, verdicts
from backcare.safety.history import Answer, Questions
from tests.safety.diary import OTHERS, STRETCH, answer, at, check, codes, decided, reading

DONE = tuple(reading(30, 30, exercise=name, place=n) for n, name in enumerate((STRETCH, "pelvic-tilt")))


def verdict_on(
    day: int, answers: tuple[Answer, ...], checks: tuple[Check, ...] = (), exercise: str = STRETCH, hour: int = 22
) -> Verdict:
    history = History(DONE, answers=answers, checks=checks)
    return verdicts(history, at(day, hour), [*OTHERS, STRETCH])[exercise]


@pytest.mark.parametrize(
    ("questions", "item", "code"),
    [("emergency", None, "red-flag"), ("doctor", None, "see-doctor"), ("leg", "numbness", "numb-leg")],
)
def test_a_warning_sign_stops_every_exercise_and_a_no_stops_none(
    questions: Questions, item: str | None, code: str
) -> None:
    told = answer(questions, item)
    for exercise in (*OTHERS, STRETCH):
        verdict = verdict_on(0, (told,), exercise=exercise)
        assert (verdict.level, verdict.code, verdict.findings[0].scope) == (Level.STOP, code, "all")
        assert verdict.findings[0].since == at(0, 10)
        assert verdict_on(0, (replace(told, yes=False),), exercise=exercise).level < Level.CAUTION


def test_a_sign_speaks_from_its_answer_on_and_time_does_not_end_it() -> None:
    told = (answer("emergency", day=3),)
    assert "red-flag" not in codes(verdict_on(3, told, hour=9))
    assert "red-flag" in codes(verdict_on(3, told, hour=10))
    assert "red-flag" in codes(verdict_on(400, told))


@pytest.mark.parametrize(("questions", "item"), [("emergency", None), ("leg", "numbness")])
def test_a_check_on_the_day_of_the_answer_or_later_opens_practice_again(questions: Questions, item: str | None) -> None:
    told = (answer(questions, item, day=3),)
    assert verdict_on(5, told, (check(questions, day=3, entered=5),)).level is Level.OK
    assert verdict_on(5, told, (check(questions, day=5),)).level is Level.OK
    assert verdict_on(4, told, (check(questions, day=5),)).level is Level.STOP  # not entered yet


@pytest.mark.parametrize(("questions", "item"), [("emergency", None), ("leg", "numbness")])
def test_neither_an_earlier_check_nor_an_appointment_opens_practice(questions: Questions, item: str | None) -> None:
    told = (answer(questions, item, day=3),)
    assert verdict_on(9, told, (check(questions, day=2, entered=5),)).level is Level.STOP
    assert verdict_on(9, told, (check(questions, day=2),)).level is Level.STOP
    assert verdict_on(9, told, (check(questions, day=8, entered=5),)).level is Level.STOP


def test_a_check_that_was_entered_before_the_answer_is_none_of_it() -> None:
    later = (replace(answer("emergency", day=3), at=at(3, 15)),)
    assert verdict_on(9, later, (check("emergency", day=3),)).level is Level.STOP


def test_a_check_of_one_list_leaves_the_other_as_it_is() -> None:
    told = (answer("emergency"), answer("doctor"), answer("leg", "numbness"))
    every = codes(verdict_on(1, told))
    assert every == ["red-flag", "see-doctor", "numb-leg"]
    assert codes(verdict_on(1, told, (check("emergency", day=1),))) == ["see-doctor", "numb-leg"]
    assert codes(verdict_on(1, told, (check("doctor", day=1),))) == ["red-flag", "numb-leg"]
    assert codes(verdict_on(1, told, (check("leg", day=1),))) == ["red-flag", "see-doctor"]


def test_a_doctor_may_have_known_for_years() -> None:
    assert verdict_on(5, (answer("doctor", day=3),), (check("doctor", day=-900, entered=4),)).level is Level.OK
    assert verdict_on(5, (answer("doctor", day=3),), (check("doctor", day=2),)).code == "see-doctor"


def test_a_sign_that_a_doctor_knows_of_is_not_told_twice_but_a_new_one_is() -> None:
    known = (check("doctor", day=4),)
    first = answer("doctor", "steroids", day=3)
    assert verdict_on(9, (first, answer("doctor", "steroids", day=8)), known).level is Level.OK
    assert verdict_on(9, (first, answer("doctor", "fever", day=8)), known).code == "see-doctor"
    assert verdict_on(9, (answer("doctor", day=3), answer("doctor", day=8)), known).code == "see-doctor"


def test_no_decision_and_no_good_rating_lifts_a_warning_sign() -> None:
    better = (*DONE, *(reading(0, 0, day=day) for day in range(1, 9)))
    for told in (answer("emergency"), answer("doctor"), answer("leg", "numbness")):
        history = History(better, decisions=(decided(2, "overrule"), decided(8)), answers=(told,))
        assert verdicts(history, at(9))[STRETCH].level is Level.STOP


def test_a_yes_about_the_legs_that_does_not_say_what_counts_as_the_graver() -> None:
    assert verdict_on(0, (answer("leg"),)).code == "numb-leg"
    assert "numb-leg" not in codes(verdict_on(0, (answer("leg", "pain"),)))


def test_pain_into_the_leg_stops_the_exercise_that_it_came_with() -> None:
    told = (answer("leg", "pain", exercise="pelvic-tilt"),)
    found = verdict_on(0, told, exercise="pelvic-tilt")
    assert (found.level, found.code, found.findings[0].scope) == (Level.STOP, "leg-pain", "exercise")
    assert verdict_on(0, told).level is Level.OK


def test_pain_into_the_leg_at_the_sessions_end_stops_what_was_done_in_it() -> None:
    later = tuple(reading(30, 30, day=2, exercise=name) for name in ("prayer-pose",))
    asked = answer("leg", "pain", day=1)
    found = verdicts(History((*DONE, *later), answers=(asked,)), at(3))
    assert {name for name, one in found.items() if one.code == "leg-pain"} == {STRETCH, "pelvic-tilt"}
    assert verdicts(History(later, answers=(asked,)), at(3))["prayer-pose"].level is Level.OK  # no session before it


def test_after_a_decision_only_later_answers_count() -> None:
    told = (answer("leg", "pain", exercise=STRETCH),)
    for again, stops in ((decided(8, hour=11), False), (decided(0, hour=9), True), (decided(0, hour=10), True)):
        history = History(DONE, decisions=(again,), answers=told)
        assert (verdicts(history, at(9))[STRETCH].code == "leg-pain") is stops
    twice = (*told, answer("leg", "pain", day=9, exercise=STRETCH))
    history = History(DONE, decisions=(decided(8),), answers=twice)
    assert verdicts(history, at(9, 11))[STRETCH].findings[0].since == at(9, 10)


def test_an_answer_corrected_is_a_verdict_corrected() -> None:
    told = answer("emergency")
    assert verdict_on(1, (told,)).level is Level.STOP
    assert verdict_on(1, (replace(told, yes=False),)).level is Level.OK


def test_of_several_answers_the_latest_is_told() -> None:
    told = (answer("emergency", day=2), answer("emergency", day=1))
    assert verdict_on(3, told).findings[0].since == at(2, 10)
    moved = tuple(replace(one, at=one.at + timedelta(days=1)) for one in told)
    assert verdict_on(4, moved).findings[0].since == at(3, 10)


def test_of_two_answers_at_one_moment_the_same_is_told_whichever_was_kept_first() -> None:
    plain, named = answer("doctor"), answer("doctor", "weight-loss")
    assert verdict_on(0, (plain, named)) == verdict_on(0, (named, plain))
    assert verdict_on(0, (plain, named)).findings[0]["item"] == "weight-loss"

"""The plan: the first three on the first day, all six later."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backcare.catalogue import catalogue
from backcare.safety.history import Answer, Decision, History, Reading
from backcare.safety.verdict import Finding, Level, Verdict
from backcare.training.plan import items, plan

SLUGS = [exercise.slug for exercise in catalogue().exercises]
VERDICTS = {slug: Verdict(slug) for slug in SLUGS}
EVENING = datetime(2025, 3, 1, 20, tzinfo=UTC)
TODAY = date(2025, 3, 1)


def slugs(history: History, today: date = TODAY) -> list[str]:
    return [item.exercise.slug for item in plan(items(catalogue(), history, VERDICTS), history, today)]


def test_the_first_day_offers_the_first_three() -> None:
    assert slugs(History()) == ["pelvic-tilt", "knees-to-chest", "side-knee-drop"]


def test_logging_on_the_first_day_does_not_lengthen_its_plan() -> None:
    assert slugs(History((Reading("s", EVENING, 0, "pelvic-tilt"),))) == SLUGS[:3]


def test_what_else_was_logged_on_the_first_day_is_in_its_plan() -> None:
    assert slugs(History((Reading("s", EVENING, 0, "horse-back"),))) == [*SLUGS[:3], "horse-back"]


def test_the_second_day_offers_all_six_in_order() -> None:
    history = History((Reading("s", EVENING, 0, "pelvic-tilt"),))
    assert slugs(history, date(2025, 3, 2)) == SLUGS


def test_the_first_day_offers_three_that_can_be_done_and_keeps_those_to_ask_about_first() -> None:
    ask = {"knees-to-chest": ("Ask.",), "side-knee-drop": ("Ask.",)}
    every = items(catalogue(), History(), VERDICTS, ask)
    found = plan(every, History(), TODAY)
    assert [item.exercise.slug for item in found] == SLUGS[:5]
    assert [item.exercise.slug for item in found if item.going] == ["pelvic-tilt", "hamstring-stretch", "prayer-pose"]
    assert found[1].ask == ("Ask.",)


def test_what_is_to_be_asked_about_is_on_the_first_day_wherever_it_stands() -> None:
    every = items(catalogue(), History(), VERDICTS, {"horse-back": ("Ask.",)})
    assert [item.exercise.slug for item in plan(every, History(), TODAY)] == [*SLUGS[:3], "horse-back"]


def test_a_pause_on_the_first_day_brings_no_other_exercise_in() -> None:
    stop = Verdict("pelvic-tilt", (Finding("sharp-rise", Level.STOP_TODAY, "exercise", EVENING),))
    every = items(catalogue(), History(), {**VERDICTS, "pelvic-tilt": stop})
    assert [item.exercise.slug for item in plan(every, History(), TODAY)] == SLUGS[:3]


def test_a_paused_exercise_stays_in_the_plan_with_its_verdict_and_half_the_hold() -> None:
    stop = Verdict("side-knee-drop", (Finding("worsening", Level.STOP, "exercise", EVENING),))
    every = items(catalogue(), History(), {**VERDICTS, "side-knee-drop": stop})
    item = plan(every, History(), TODAY)[2]
    assert (item.exercise.slug, item.verdict, item.target.hold) == ("side-knee-drop", stop, 25)


def test_a_decision_to_take_it_up_again_reaches_the_target() -> None:
    pain = Answer(EVENING - timedelta(days=8), "leg", yes=True, item="pain", exercise="side-knee-drop")
    history = History(answers=(pain,), decisions=(Decision(EVENING, "side-knee-drop", "resume"),))
    assert items(catalogue(), history, VERDICTS)[2].target.hold == 25
    nothing = History(decisions=history.decisions)
    assert items(catalogue(), nothing, VERDICTS)[2].target.hold == 50


def test_an_exercise_without_a_verdict_is_no_quiet_ok() -> None:
    with pytest.raises(KeyError, match="pelvic-tilt"):
        items(catalogue(), History(), {})

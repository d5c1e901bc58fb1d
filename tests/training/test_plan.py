"""The plan: the first three on the first day, all six later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backcare.catalogue import catalogue
from backcare.safety.history import Answer, Decision, History, Reading, Said
from backcare.safety.verdict import Finding, Level, Verdict
from backcare.training.plan import Day, day_off, items, plan
from backcare.training.wishes import HandTarget, PlanChoice, Switch, Wishes

SLUGS = [exercise.slug for exercise in catalogue().exercises]
VERDICTS = {slug: Verdict(slug) for slug in SLUGS}
EVENING = datetime(2025, 3, 1, 20, tzinfo=UTC)
TODAY = date(2025, 3, 1)


def slugs(history: History, today: date = TODAY) -> list[str]:
    return [item.exercise.slug for item in plan(items(catalogue(), history, VERDICTS, today), history, today).items]


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
    every = items(catalogue(), History(), VERDICTS, TODAY, ask=ask)
    found = plan(every, History(), TODAY).items
    assert [item.exercise.slug for item in found] == SLUGS[:5]
    assert [item.exercise.slug for item in found if item.going] == ["pelvic-tilt", "hamstring-stretch", "prayer-pose"]
    assert found[1].ask == ("Ask.",)


def test_what_is_to_be_asked_about_is_on_the_first_day_wherever_it_stands() -> None:
    every = items(catalogue(), History(), VERDICTS, TODAY, ask={"horse-back": ("Ask.",)})
    assert [item.exercise.slug for item in plan(every, History(), TODAY).items] == [*SLUGS[:3], "horse-back"]


def test_a_pause_on_the_first_day_brings_no_other_exercise_in() -> None:
    stop = Verdict("pelvic-tilt", (Finding("sharp-rise", Level.STOP_TODAY, "exercise", EVENING),))
    every = items(catalogue(), History(), {**VERDICTS, "pelvic-tilt": stop}, TODAY)
    assert [item.exercise.slug for item in plan(every, History(), TODAY).items] == SLUGS[:3]


def test_a_paused_exercise_stays_in_the_plan_with_its_verdict_and_half_the_hold() -> None:
    stop = Verdict("side-knee-drop", (Finding("worsening", Level.STOP, "exercise", EVENING),))
    every = items(catalogue(), History(), {**VERDICTS, "side-knee-drop": stop}, TODAY)
    item = plan(every, History(), TODAY).items[2]
    assert (item.exercise.slug, item.verdict, item.target.hold) == ("side-knee-drop", stop, 25)


def test_a_decision_to_take_it_up_again_reaches_the_target() -> None:
    pain = Answer(EVENING - timedelta(days=8), "leg", yes=True, item="pain", exercise="side-knee-drop")
    history = History(answers=(pain,), decisions=(Decision(EVENING, "side-knee-drop", "resume"),))
    assert items(catalogue(), history, VERDICTS, TODAY)[2].target.hold == 25
    nothing = History(decisions=history.decisions)
    assert items(catalogue(), nothing, VERDICTS, TODAY)[2].target.hold == 50


def test_an_exercise_without_a_verdict_is_no_quiet_ok() -> None:
    with pytest.raises(KeyError, match="pelvic-tilt"):
        items(catalogue(), History(), {}, TODAY)


def logged(*ago: int, slug: str = "pelvic-tilt") -> History:
    return History(tuple(Reading(f"s{back}", EVENING - timedelta(days=back), 0, slug) for back in ago))


def day(history: History, choice: PlanChoice | None = None) -> Day:
    return plan(items(catalogue(), history, VERDICTS, TODAY), history, TODAY, choice)


def on(found: Day) -> list[str]:
    return [item.exercise.slug for item in found.items]


def chosen(*slugs: str, days: int = 7) -> PlanChoice:
    return PlanChoice(EVENING, slugs, days)


def test_what_the_person_chose_is_on_from_the_first_day() -> None:
    assert on(day(History(), chosen("prayer-pose", "horse-back"))) == ["prayer-pose", "horse-back"]
    assert on(day(logged(3), chosen("prayer-pose"))) == ["prayer-pose"]


def test_what_else_was_logged_today_is_on_beside_the_choice() -> None:
    assert on(day(logged(0, 3), chosen("prayer-pose"))) == ["pelvic-tilt", "prayer-pose"]


def test_a_choice_of_days_alone_leaves_all_on_and_a_choice_of_nothing_known_too() -> None:
    assert on(day(logged(3), chosen(days=5))) == SLUGS
    assert on(day(logged(3), chosen("plank"))) == SLUGS


def test_a_day_is_off_when_as_many_of_the_six_before_it_were_practised() -> None:
    found = day(logged(1, 3, 5), chosen(days=3))
    assert (found.kind, on(found)) == ("off", SLUGS)
    assert found.words == (
        "You chose 3 days a week, and you practised on 3 of the last 7 days. You can practise all the same."
    )
    assert day(logged(1, 3, 7), chosen(days=3)).kind == "usual"
    assert day(logged(0, 1, 3), chosen(days=3)).kind == "usual"  # today is none of the days before
    assert day(logged(1, 2, 3, 4, 5, 6)).kind == "usual"


def test_three_days_a_week_on_monday_wednesday_and_friday_leave_the_weekend_off() -> None:
    monday = date(2025, 3, 3)
    practised = {monday, monday + timedelta(days=2), monday + timedelta(days=4)}
    assert [day_off(practised, monday + timedelta(days=n), 3) for n in range(8)] == [False] * 5 + [True, True, False]


def test_a_flare_up_day_is_shorter_with_half_the_repeats_and_the_same_hold() -> None:
    known = replace(logged(1), flares=(TODAY,))
    found = day(known)
    assert (found.kind, on(found)) == ("flare", SLUGS[:3])
    assert [(item.target.hold, item.target.reps) for item in found.items] == [(30, 3), (50, 2), (50, 2)]
    assert found.items[0].target.reason.endswith("Half as often today, for the flare-up.")
    assert found.words == "A shorter plan for a flare-up day. Moving a little is enough; so is leaving it for today."
    assert day(replace(logged(1), flares=(TODAY - timedelta(days=1),))).kind == "usual"


def test_on_a_flare_up_day_what_was_done_counts_among_the_three() -> None:
    done = replace(logged(0, 1, slug="horse-back"), flares=(TODAY,))
    assert on(day(done)) == ["pelvic-tilt", "knees-to-chest", "horse-back"]


def test_on_a_flare_up_day_others_come_in_for_what_is_paused() -> None:
    stop = Verdict("pelvic-tilt", (Finding("worsening", Level.STOP, "exercise", EVENING),))
    known = replace(logged(1), flares=(TODAY,))
    every = items(catalogue(), known, {**VERDICTS, "pelvic-tilt": stop}, TODAY)
    assert [item.exercise.slug for item in plan(every, known, TODAY).items] == SLUGS[1:4]


def test_a_flare_up_day_is_no_day_off() -> None:
    assert day(replace(logged(1, 2, 3), flares=(TODAY,)), chosen(days=3)).kind == "flare"


def test_targets_by_hand_reach_their_exercise_alone() -> None:
    wishes = Wishes(targets=(HandTarget(EVENING, "prayer-pose", 120, 2),))
    found = {item.exercise.slug: item.target for item in items(catalogue(), History(), VERDICTS, TODAY, wishes=wishes)}
    assert (found["prayer-pose"].hold, found["horse-back"].hold) == (120, 50)
    earlier = wishes.known_at(EVENING - timedelta(seconds=1))
    assert items(catalogue(), History(), VERDICTS, TODAY, wishes=earlier)[4].target.hold == 100


ANNA = Said("Anna Weiss", date(2025, 2, 20))


def switched(slug: str, *, on: bool = False, hours: int = -1) -> Switch:
    return Switch(EVENING + timedelta(hours=hours), slug, on, ANNA)


def off(*switches: Switch, history: History | None = None, choice: PlanChoice | None = None) -> Day:
    history = history or logged(3)
    every = items(catalogue(), history, VERDICTS, TODAY, wishes=Wishes(switches=switches))
    return plan(every, history, TODAY, choice)


def test_what_a_clinician_switched_off_stays_in_the_plan_with_the_word_and_is_not_going() -> None:
    found = off(switched("prayer-pose"))
    assert on(found) == SLUGS
    assert [item.exercise.slug for item in found.items if not item.going] == ["prayer-pose"]
    assert [item.off for item in found.items if item.off] == [ANNA]


def test_of_off_and_on_the_latest_counts_in_whatever_order_they_are_given() -> None:
    both = switched("prayer-pose"), switched("prayer-pose", on=True, hours=1)
    for given in (both, both[::-1]):
        assert Wishes(switches=given).off == {}
        assert Wishes(switches=given).known_at(EVENING).off == {"prayer-pose": ANNA}
    assert Wishes(switches=both).known_at(EVENING - timedelta(hours=2)).off == {}


def test_an_hour_that_the_clock_shows_twice_is_told_apart() -> None:
    first = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    again = Switch(first.replace(minute=10, fold=1), "prayer-pose", on=True, said=ANNA)
    assert Wishes(switches=(again, Switch(first, "prayer-pose", on=False, said=ANNA))).off == {}


def test_the_first_day_offers_three_others_and_says_what_is_switched_off() -> None:
    found = off(switched("knees-to-chest"), history=History())
    assert on(found) == SLUGS[:4]
    assert [item.exercise.slug for item in found.items if item.going] == ["pelvic-tilt", *SLUGS[2:4]]


def test_on_a_flare_up_day_others_come_in_for_what_is_switched_off_and_it_is_told_of() -> None:
    found = off(switched("pelvic-tilt"), history=replace(logged(1), flares=(TODAY,)))
    assert on(found) == SLUGS[:4]
    assert [item.exercise.slug for item in found.items if item.going] == SLUGS[1:4]


def test_what_is_switched_off_and_was_not_chosen_is_not_told_of_and_what_was_logged_today_is() -> None:
    mine = chosen("pelvic-tilt", "horse-back")
    assert on(off(switched("prayer-pose"), choice=mine)) == ["pelvic-tilt", "horse-back"]
    done = logged(0, 3, slug="prayer-pose")
    assert on(off(switched("prayer-pose"), history=done, choice=mine)) == ["pelvic-tilt", "prayer-pose", "horse-back"]

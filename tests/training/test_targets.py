"""Targets: exact steps up, and pain that only holds or lowers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.catalogue import catalogue
from backcare.safety.history import Decision, Reading
from backcare.safety.thresholds import RETRIES, SIGNAL_RISE, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Finding, Level, Verdict
from backcare.training.days import by_day
from backcare.training.targets import (
    HALF,
    THREE_QUARTERS,
    WHOLE,
    Known,
    Step,
    Target,
    holds_by_day,
    path_of,
    steps,
    target,
)
from backcare.training.walked import walked

FIRST = datetime(2025, 3, 1, 20, tzinfo=UTC)
TILT = "pelvic-tilt"


def reading(
    day: int,
    *,
    exercise: str = TILT,
    variant: str = "",
    before: int | None = 30,
    worst: int | None = None,
    after: int | None = 30,
    stopped: bool = False,
    hold: int | None = 300,
) -> Reading:
    at = FIRST + timedelta(days=day)
    return Reading(
        f"s{day}", at, 0, exercise, variant, before=before, worst=worst, after=after, stopped=stopped, hold=hold
    )


def good(count: int, *, start: int = 0, exercise: str = TILT, variant: str = "", hold: int = 300) -> list[Reading]:
    return [reading(start + day, exercise=exercise, variant=variant, hold=hold) for day in range(count)]


def targets_of(readings: Sequence[Reading], *said: Any) -> dict[date, int]:  # noqa: ANN401 - decisions, targets by hand, returns
    """The target of each logged day of the tilt."""
    return holds_by_day(walked(path_of(catalogue()[TILT], by_day(readings).get(TILT, {}), *said)))


def today(
    readings: Sequence[Reading],
    slug: str = TILT,
    *findings: Finding,
    decisions: Sequence[Decision] = (),
    share: Fraction = WHOLE,
) -> Target:
    own = [one for one in decisions if one.exercise == slug]
    known = Known(by_day(readings).get(slug, {}), own, share=share)
    return target(catalogue()[slug], known, Verdict(slug, findings), FIRST.date())


def seconds(readings: Sequence[Reading], slug: str = TILT) -> tuple[float, int, str]:
    aim = today(readings, slug)
    return aim.hold / 10, aim.reps, aim.variant


@pytest.mark.parametrize(
    ("slug", "first"),
    [
        ("pelvic-tilt", (3, 5, "")),
        ("knees-to-chest", (5, 3, "single-knee")),
        ("side-knee-drop", (5, 3, "")),
        ("hamstring-stretch", (10, 2, "towel")),
        ("prayer-pose", (10, 2, "")),
        ("horse-back", (5, 5, "")),
    ],
)
def test_everyone_begins_with_the_first_dose(slug: str, first: tuple[float, int, str]) -> None:
    assert seconds([], slug) == first


def test_the_steps_are_the_gentler_form_then_longer_holds_then_more_repeats() -> None:
    assert steps(catalogue()["knees-to-chest"]) == (
        Step(50, 3, "single-knee"),
        Step(50, 3, ""),
        Step(70, 3, ""),
        Step(100, 3, ""),
        Step(100, 4, ""),
        Step(100, 5, ""),
        Step(100, 6, ""),
        Step(100, 7, ""),
        Step(100, 8, ""),
    )


def test_the_tilt_grows_one_step_every_three_good_days() -> None:
    holds = [today(good(days)).hold for days in range(22)]
    assert holds == [30] * 3 + [50] * 3 + [70] * 3 + [100] * 3 + [120] * 3 + [150] * 3 + [200] * 4


def test_the_last_step_is_the_goal_and_stays() -> None:
    aim = today(good(60))
    assert (aim.hold, aim.reps) == (200, 5)
    assert aim.reason == "This is the goal. There is no need to go further."


def test_the_seated_hamstring_comes_only_after_three_good_days_with_the_towel() -> None:
    towel = good(2, exercise="hamstring-stretch", variant="towel", hold=100)
    assert seconds(towel, "hamstring-stretch") == (10, 2, "towel")
    third = [*towel, reading(2, exercise="hamstring-stretch", variant="towel", hold=100)]
    assert seconds(third, "hamstring-stretch") == (10, 2, "")


def test_days_with_the_towel_do_not_lift_the_seated_form() -> None:
    towel = good(9, exercise="hamstring-stretch", variant="towel", hold=200)
    assert seconds(towel, "hamstring-stretch") == (10, 2, "")


def test_the_full_form_done_well_counts_at_the_gentler_step() -> None:
    assert seconds(good(3, exercise="hamstring-stretch", hold=100), "hamstring-stretch") == (10, 2, "")


def test_three_good_sessions_on_one_day_count_as_one() -> None:
    same = [Reading(f"s{n}", FIRST + timedelta(minutes=n), 0, TILT, before=30, after=30, hold=300) for n in range(3)]
    assert today(same).hold == 30
    assert today([*same, *good(2, start=1)]).hold == 50


def test_the_longer_hold_of_two_on_one_day_counts() -> None:
    short = Reading("extra", FIRST + timedelta(days=2, hours=1), 0, TILT, before=30, after=30, hold=10)
    assert today([*good(3), short]).hold == 50


def test_good_days_before_a_pause_do_not_count_toward_its_end() -> None:
    history = [*good(8), reading(8, stopped=True)]
    assert today([*history, reading(9, hold=35)]).hold == 35


def test_one_bad_reading_spoils_its_day() -> None:
    assert today([*good(3), reading(2, after=40)]).hold == 30


@pytest.mark.parametrize(
    "third",
    [
        reading(2, after=40),
        reading(2, after=None),
        reading(2, before=None),
        reading(2, hold=None),
        reading(2, hold=26),
        reading(2, exercise="horse-back"),
    ],
    ids=["rose by one point", "not rated after", "not rated before", "no hold noted", "hold too short", "another one"],
)
def test_a_third_day_that_is_not_good_leaves_the_target_where_it_is(third: Reading) -> None:
    assert today([*good(2), third]).hold == 30
    assert today([*good(2), third, reading(3)]).hold == 50


def test_a_rise_just_below_one_point_and_nine_tenths_of_the_hold_still_count() -> None:
    assert today([*good(2), reading(2, after=39, hold=27)]).hold == 50


def test_the_reason_counts_the_good_sessions_that_are_missing() -> None:
    assert today([]).reason == "Step 1 of 7. The next step comes after 3 good sessions on different days."
    assert today(good(5)).reason == "Step 2 of 7. The next step comes after 1 more good session."


@pytest.mark.parametrize(
    "bad",
    [reading(6, after=60), reading(6, before=50, after=70), reading(6, stopped=True), reading(6, worst=60, after=50)],
    ids=["sharp rise", "high after", "stopped", "worst stayed"],
)
def test_a_paused_day_halves_the_hold_until_three_good_days_have_passed(bad: Reading) -> None:
    assert today(good(6)).hold == 70
    history = [*good(6), bad]
    assert today(history).hold == 35
    assert (
        today(history).reason
        == "Half the hold, because it was paused for a day. 3 good sessions bring the full hold back."
    )
    assert today([*history, *good(2, start=7, hold=35)]).hold == 35
    assert today([*history, *good(3, start=7, hold=35)]).hold == 70


RESUME = Decision(FIRST + timedelta(days=14), TILT, "resume")


@pytest.mark.parametrize(
    ("share", "hold", "reason"),
    [
        (
            HALF,
            35,
            f"Half the hold until {RETRIES} sessions since you took it up again are compared with your old usual.",
        ),
        (THREE_QUARTERS, 50, f"Three quarters of the hold for {THREE_QUARTERS_SESSIONS} sessions, then all of it."),
    ],
)
def test_an_exercise_that_was_stopped_comes_back_with_a_share_of_its_hold(
    share: Fraction, hold: int, reason: str
) -> None:
    aim = today(good(6), decisions=[RESUME], share=share)
    assert (aim.hold, aim.reason) == (hold, reason)  # three quarters of 7 s, in half seconds


def test_nothing_leads_up_until_it_has_all_of_its_hold_again() -> None:
    back = RETRIES + THREE_QUARTERS_SESSIONS
    done = [*good(6), *good(back, start=15)]
    assert today(done, decisions=[RESUME]).hold == 70
    assert today([*done, *good(2, start=40)], decisions=[RESUME]).hold == 70
    assert today([*done, *good(3, start=40)], decisions=[RESUME]).hold == 100


def test_a_day_that_pauses_it_while_it_comes_back_halves_the_hold_as_ever() -> None:
    hurt = [*good(6), *good(RETRIES, start=15), reading(30, stopped=True)]
    aim = today(hurt, decisions=[RESUME], share=THREE_QUARTERS)
    assert (aim.hold, aim.reason[:26]) == (35, "Half the hold, because it ")
    again = [*hurt, *good(3, start=31, hold=35)]
    assert today(again, decisions=[RESUME], share=WHOLE).hold == 70


def test_a_decision_about_another_exercise_changes_nothing() -> None:
    other = Decision(RESUME.at, "horse-back", "resume")
    assert list(targets_of(good(9), [other]).values())[-1] == 70


def test_after_a_rise_the_next_hold_is_a_fifth_less() -> None:
    history = [*good(6), reading(6, before=30, after=30 + SIGNAL_RISE)]
    rise = Finding("rise", Level.CAUTION, "exercise", history[-1].at)
    aim = today(history, TILT, rise)
    assert aim.hold == 55  # four fifths of 7 s, in half seconds
    assert aim.reason == "A fifth less this time, because your pain rose by 2 points or more the last time."
    assert today([*history, reading(7)]).hold == 70


def test_warning_signs_leave_the_target_as_it_is() -> None:
    aim = today(good(6), TILT, Finding("red-flag", Level.STOP, "all", FIRST + timedelta(days=9)))
    assert (aim.hold, aim.reason) == (70, "It waits until what you told is looked at.")


@pytest.mark.parametrize("level", [Level.STOP_TODAY, Level.STOP])
def test_a_pause_halves_the_target_and_says_so(level: Level) -> None:
    aim = today(good(6), TILT, Finding("worsening", level, "exercise", FIRST + timedelta(days=9)))
    assert aim.hold == 35
    assert aim.reason == "It is paused now. When you take it up again, it starts at half the hold."


def test_days_since_a_caution_began_do_not_lead_up() -> None:
    drifting = Finding("drifting", Level.CAUTION, "exercise", FIRST + timedelta(days=5))
    assert today(good(6)).hold == 70
    aim = today(good(6), TILT, drifting)
    assert aim.hold == 50
    assert aim.reason == "It stays here while your ratings ask for care."


def test_an_unrated_session_lowers_nothing() -> None:
    assert today(good(6), TILT, Finding("unrated", Level.UNKNOWN, "exercise", FIRST + timedelta(days=5))).hold == 70


RATING = st.one_of(st.none(), st.integers(0, 100))
READING = st.builds(
    reading,
    st.integers(0, 30),
    before=RATING,
    worst=RATING,
    after=RATING,
    stopped=st.booleans(),
    hold=st.one_of(st.none(), st.integers(1, 400)),
)


@given(st.lists(READING, max_size=40), st.randoms(use_true_random=False))
def test_a_target_is_one_of_the_steps_or_half_of_one_whatever_the_order(
    readings: list[Reading], random: object
) -> None:
    ladder = [step.hold for step in steps(catalogue()[TILT])]
    aim = today(readings)
    assert aim.hold in {*ladder, *(hold // 2 for hold in ladder)}
    assert hasattr(random, "shuffle")
    random.shuffle(readings)
    assert today(readings) == aim


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=40),
    st.data(),
)
def test_more_pain_after_never_raises_the_target(ratings: list[tuple[int, int]], data: st.DataObject) -> None:
    worse_day = data.draw(st.integers(0, len(ratings) - 1))
    before, after = ratings[worse_day]
    worse = [*ratings]
    worse[worse_day] = (before, data.draw(st.integers(after, 100)))

    def hold(pairs: list[tuple[int, int]]) -> int:
        return today([reading(day, before=one, after=two) for day, (one, two) in enumerate(pairs)]).hold

    assert hold(worse) <= hold(ratings)


def test_each_logged_day_knows_the_hold_that_it_began_with() -> None:
    held = targets_of([*good(4), reading(4, after=70), reading(5)])
    assert list(held.values()) == [30, 30, 30, 50, 50, 25]
    assert min(held) == FIRST.date()


def test_the_days_after_a_decision_began_with_half_then_three_quarters_then_all_of_the_hold() -> None:
    decision = Decision(FIRST + timedelta(days=1, hours=1), TILT, "resume")
    back = RETRIES + THREE_QUARTERS_SESSIONS
    held = targets_of(good(back + 4), [decision])
    assert list(held.values()) == [30, 30, *[15] * RETRIES, *[20] * THREE_QUARTERS_SESSIONS, 30, 30]


def test_a_session_that_began_with_the_decision_is_the_first_one_after_it() -> None:
    decision = Decision(FIRST + timedelta(days=1), TILT, "overrule")
    assert list(targets_of(good(3), [decision]).values()) == [30, 15, 15]


def test_unrated_sessions_do_not_bring_it_back() -> None:
    decision = Decision(FIRST - timedelta(hours=1), TILT, "resume")
    unrated = [reading(day, after=None) for day in range(RETRIES + 5)]
    assert set(targets_of(unrated, [decision]).values()) == {15}

"""Targets by hand, half after an absence, and what may raise a target: good sessions, or the person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.catalogue import catalogue
from backcare.safety.history import Decision, Reading, Said
from backcare.safety.verdict import Finding, Level, Verdict
from backcare.training.days import by_day
from backcare.training.steps import steps
from backcare.training.targets import HALF, WHOLE, Known, Target, holds_by_day, path_of, target
from backcare.training.walk import Path, end, returns, walk
from backcare.training.walked import walked
from backcare.training.wishes import HandTarget

FIRST = datetime(2025, 3, 1, 20, tzinfo=UTC)
TILT = "pelvic-tilt"


def reading(
    day: int, after: int | None = 30, *, hold: int | None = 300, stopped: bool = False, slug: str = TILT
) -> Reading:
    at = FIRST + timedelta(days=day)
    return Reading(f"s{day}", at, 0, slug, before=30, after=after, stopped=stopped, hold=hold)


def by_hand(day: float, hold: int | None = 120, reps: int | None = 4) -> HandTarget:
    return HandTarget(FIRST + timedelta(days=day), TILT, hold, reps)


def on(
    day: int,
    readings: Sequence[Reading] = (),
    *findings: Finding,
    hand: Sequence[HandTarget] = (),
    decisions: Sequence[Decision] = (),
    share: object = WHOLE,
) -> Target:
    today = FIRST.date() + timedelta(days=day)
    days = by_day(readings)
    back = returns({one for each in days.values() for one in each}, today if days else None)
    assert share in {WHOLE, HALF}
    known = Known(days.get(TILT, {}), decisions, hand, HALF if share == HALF else WHOLE, back)
    return target(catalogue()[TILT], known, Verdict(TILT, findings), today)


def finding(code: str, level: Level) -> Finding:
    return Finding(code, level, "exercise", FIRST)


def test_a_dose_of_a_clinician_says_whose_it_is_and_the_day_on_which_it_was_said() -> None:
    dose = replace(by_hand(2), said=Said("Anna Weiss", FIRST.date()))
    aim = on(5, hand=[by_hand(1, 90), dose])
    assert (aim.hold, aim.reps, aim.reason, aim.hand) == (120, 4, "Set by Anna Weiss on 1 March.", dose)
    assert on(5, hand=[dose, by_hand(3, 90)]).reason == "You set this on 4 March."
    assert on(240, hand=[dose]).reason == "Set by Anna Weiss on 1 March 2025."


def test_all_that_lowers_a_target_lowers_the_dose_of_a_clinician_too() -> None:
    dose = replace(by_hand(2), said=Said("Anna Weiss", FIRST.date()))
    stop = on(5, [reading(4)], finding("worsening", Level.STOP), hand=[dose])
    rose = on(5, [reading(4, 50)], finding("rise", Level.CAUTION), hand=[dose])
    away = on(30, [reading(4)], hand=[dose])
    assert [one.hold for one in (stop, rose, away)] == [60, 95, 60]
    assert {one.reason.partition(".")[0] for one in (stop, rose, away)} == {"Set by Anna Weiss on 1 March"}


def test_a_target_by_hand_stands_as_it_was_set_and_says_when() -> None:
    aim = on(5, hand=[by_hand(2)])
    assert (aim.hold, aim.reps, aim.reason) == (120, 4, "You set this on 3 March.")
    assert aim.hand == by_hand(2)


def test_a_date_of_another_year_is_said_with_it() -> None:
    assert on(300, hand=[by_hand(2)]).reason == "You set this on 3 March 2025."


def test_the_latest_one_counts_and_giving_it_back_gives_the_step_of_the_walk() -> None:
    assert on(5, hand=[by_hand(3, 50, 2), by_hand(1)]).hold == 50
    good = [reading(day) for day in range(3)]
    aim = on(5, good, hand=[by_hand(0.5), by_hand(4, None, None)])
    assert (aim.hold, aim.hand) == (50, None)  # the good days went on counting beneath it


def test_good_sessions_at_a_shorter_hold_by_hand_do_not_raise_the_step_beneath_it() -> None:
    short = [reading(day, hold=20) for day in range(9)]
    assert on(9, short, hand=[by_hand(-1, 20, 5), by_hand(8.5, None, None)]).hold == 30


@pytest.mark.parametrize(
    ("found", "hold", "words"),
    [
        (
            finding("worsening", Level.STOP),
            60,
            "It is paused now. When you take it up again, it starts at half the hold.",
        ),
        (
            finding("rise", Level.CAUTION),
            95,
            "A fifth less this time, because your pain rose by 2 points or more the last time.",
        ),
    ],
)
def test_pain_lowers_a_target_by_hand_too_and_says_why(found: Finding, hold: int, words: str) -> None:
    aim = on(5, [], found, hand=[by_hand(2)])
    assert (aim.hold, aim.reps) == (hold, 4)
    assert aim.reason == f"You set this on 3 March. {words}"


def test_what_is_taken_up_again_comes_back_with_its_share_of_a_target_by_hand() -> None:
    aim = on(5, hand=[by_hand(2)], share=HALF)
    assert aim.hold == 60
    assert "Half the hold until 6 sessions" in aim.reason


def test_a_day_that_paused_halves_a_target_by_hand_until_three_sessions_reached_that_half() -> None:
    paused = [*(reading(day) for day in range(21)), reading(21, 70, hold=50)]
    hand = [by_hand(20.5, 50, 5)]  # the step itself is at 20 s
    assert on(22, paused, hand=hand).hold == 25
    back = [*paused, *(reading(day, hold=25) for day in range(22, 25))]
    assert on(25, back[:-1], hand=hand).hold == 25
    assert on(25, back, hand=hand).hold == 50


def test_after_two_weeks_away_half_the_hold_stands_for_the_whole_first_session_and_until_three_good_ones() -> None:
    before = [reading(day) for day in range(9)]
    assert on(21, before).hold == 100
    aim = on(22, before)
    assert (aim.hold, aim.reps) == (50, 5)
    assert aim.reason == "Half the hold, after 14 days or more away. 3 good sessions bring the full hold back."
    other = reading(22, slug="prayer-pose")
    assert on(22, [*before, other]).hold == 50  # the session has begun with another exercise
    assert on(23, [*before, other]).hold == 50
    back = [*before, *(reading(day) for day in range(22, 25))]
    assert on(23, back[:10]).reason.endswith("2 good sessions bring the full hold back.")
    assert on(24, back[:11]).reason.endswith("1 more good session brings the full hold back.")
    assert on(25, back).hold == 100


def test_an_exercise_that_rested_while_others_went_on_was_not_away() -> None:
    others = [reading(day, slug="prayer-pose") for day in range(30)]
    assert on(30, [*(reading(day) for day in range(9)), *others]).hold == 100


def test_the_first_dose_of_an_exercise_that_was_never_done_is_not_halved() -> None:
    assert on(40, [reading(0, slug="prayer-pose")]).hold == 30


def test_the_chart_of_targets_knows_the_absence_and_the_target_by_hand() -> None:
    done = [*(reading(day) for day in range(9)), *(reading(day) for day in range(30, 34))]
    back = returns(one.day for one in done)
    held = holds_by_day(walked(path_of(catalogue()[TILT], by_day(done)[TILT], (), [by_hand(31.5)], back)))
    assert list(held.values()) == [30, 30, 30, 50, 50, 50, 70, 70, 70, 50, 50, 60, 120]


def test_a_return_is_the_first_day_after_fourteen_without_a_session() -> None:
    days = [date(2025, 3, 1), date(2025, 3, 14), date(2025, 3, 28)]
    assert returns(days) == (date(2025, 3, 28),)
    assert returns(days[:1], date(2025, 3, 14)) == ()
    assert returns(days[:1], date(2025, 3, 15)) == (date(2025, 3, 15),)


RATING = st.one_of(st.none(), st.integers(0, 100))
READING = st.builds(
    reading,
    st.integers(0, 120),
    RATING,
    hold=st.one_of(st.none(), st.integers(1, 400)),
    stopped=st.booleans(),
)
GOOD = st.builds(reading, st.integers(0, 120))
HAND = st.builds(by_hand, st.integers(0, 120), st.integers(10, 400), st.integers(1, 9))
BACK = st.builds(by_hand, st.integers(0, 120), st.none(), st.none())
DECIDED = st.builds(lambda day: Decision(FIRST + timedelta(days=day), TILT, "resume"), st.integers(0, 120))


@settings(max_examples=300)
@given(
    st.lists(st.one_of(READING, GOOD), max_size=90),
    st.lists(st.one_of(HAND, BACK), max_size=3),
    st.lists(DECIDED, max_size=2),
    st.one_of(st.none(), st.integers(0, 120)),
)
def test_passing_over_settled_days_ends_where_every_step_of_the_walk_ends(
    readings: list[Reading], hand: list[HandTarget], decisions: list[Decision], careful: int | None
) -> None:
    days = by_day(readings).get(TILT, {})
    since = None if careful is None else FIRST + timedelta(days=careful)
    for ladder in (steps(catalogue()[TILT]), steps(catalogue()[TILT])[-1:], steps(catalogue()[TILT])[-2:]):
        path = Path(ladder, days, decisions, hand, returns(days), since)
        whole = [stride.after for stride in walk(path)]
        last = whole[-1] if whole else end(path)
        short = end(path)
        assert (short.step, short.halved, short.again, short.hand) == (last.step, last.halved, last.again, last.hand)
        if short.halved or short.step < len(ladder) - 1:
            assert short.good == last.good


@settings(max_examples=300)
@given(
    st.lists(st.one_of(READING, GOOD), max_size=60),
    st.lists(st.one_of(READING, GOOD), max_size=3),
    st.integers(0, 3),
    st.lists(st.one_of(HAND, BACK), max_size=3),
    st.lists(DECIDED, max_size=2),
)
def test_a_walk_that_goes_on_from_an_earlier_one_is_the_whole_walk(
    readings: list[Reading], fresh: list[Reading], gone: int, hand: list[HandTarget], decisions: list[Decision]
) -> None:
    def path(known: list[Reading], told: list[Decision]) -> Path:
        return path_of(
            catalogue()[TILT], by_day(known).get(TILT, {}), told, hand, returns(one.at.date() for one in known)
        )

    earlier = walked(path(readings, decisions))
    now = path([*readings[gone:], *fresh], decisions)
    assert walked(now, earlier) == walked(now)
    assert walked(path(readings, decisions[1:]), earlier) == walked(path(readings, decisions[1:]))
    again = walked(path(list(readings), decisions), earlier)
    assert all(one is other for one, other in zip(again.strides, earlier.strides, strict=True))


LEVELS = st.sampled_from(
    [
        finding("rise", Level.CAUTION),
        finding("drifting", Level.CAUTION),
        finding("high-before", Level.CAUTION),
        finding("sharp-rise", Level.STOP_TODAY),
        finding("worsening", Level.STOP),
    ]
)


@given(st.lists(READING, max_size=40), st.lists(HAND, max_size=2), st.lists(LEVELS, max_size=3))
def test_no_finding_ever_raises_a_target(
    readings: list[Reading], hand: list[HandTarget], findings: list[Finding]
) -> None:
    calm, careful = on(121, readings, hand=hand), on(121, readings, *findings, hand=hand)
    assert careful.hold <= calm.hold
    assert careful.reps <= calm.reps
    assert careful.reason


@given(st.lists(READING, max_size=40), READING, st.lists(HAND, max_size=2))
def test_nothing_but_a_good_session_raises_a_target(
    readings: list[Reading], one: Reading, hand: list[HandTarget]
) -> None:
    last = max([120, *((other.day - FIRST.date()).days for other in readings)])
    later = reading(last + 1, one.after, hold=one.hold, stopped=one.stopped)
    good = later.rise is not None and later.rise < 10 and not later.stopped
    before, after = on(last + 1, readings, hand=hand), on(last + 1, [*readings, later], hand=hand)
    if not good and returns({other.day for other in readings}, FIRST.date() + timedelta(days=last + 1)) == ():
        assert after.hold <= before.hold
        assert after.reps <= before.reps
    assert after.reason

from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.safety import History, Level, Reading, verdicts
from backcare.safety.baseline import usual_before
from backcare.safety.judge import too_sore_from
from backcare.safety.now_rules import high_before, high_before_from
from backcare.safety.sittings import sittings
from tests.safety.diary import STRETCH, at, judged, reading


def usual(readings: list[Reading], day: int) -> Fraction | None:
    return usual_before(sittings(readings, at(day, 23)), at(day).date())


def daily(before: int, days: range) -> list[Reading]:
    return [reading(before, before, day=day) for day in days]


@pytest.mark.parametrize(("before", "fires"), [(80, True), (79, False), (100, True)])
def test_eight_before_is_not_today_whatever_is_usual(before: int, *, fires: bool) -> None:
    verdict = judged([reading(before, before)])
    assert (verdict.code == "high-before") is fires
    assert (verdict.level is Level.CAUTION) is fires


@pytest.mark.parametrize(
    ("usual_pain", "before", "fires"),
    [(45, 65, True), (46, 65, False), (40, 60, True), (39, 59, False), (55, 75, True), (56, 75, False)],
)
def test_six_or_more_is_not_today_when_two_above_the_usual(usual_pain: int, before: int, *, fires: bool) -> None:
    verdict = judged([*daily(usual_pain, range(14)), reading(before, before, day=14)], day=14)
    assert (verdict.code == "high-before") is fires


@pytest.mark.parametrize(
    ("usual_pain", "lowest"),
    [
        (None, 80),
        (Fraction(0), 60),
        (Fraction(40), 60),
        (Fraction(401, 10), 61),
        (Fraction(45), 65),
        (Fraction(91, 2), 66),
        (Fraction(60), 80),
        (Fraction(61), 80),
        (Fraction(100), 80),
    ],
)
def test_the_lowest_rating_that_is_too_sore(usual_pain: Fraction | None, lowest: int) -> None:
    assert high_before_from(usual_pain) == lowest


@given(st.none() | st.fractions(0, 100, max_denominator=60), st.integers(0, 100))
def test_the_rule_speaks_from_that_rating_on(usual_pain: Fraction | None, before: int) -> None:
    spoke = high_before(reading(before, None), usual_pain) is not None
    assert spoke == (before >= high_before_from(usual_pain))
    assert spoke == (before >= 80 or (before >= 60 and usual_pain is not None and before - usual_pain >= 20))


def test_what_is_too_sore_today_is_known_before_anything_is_rated() -> None:
    fortnight = History(tuple(daily(45, range(14))))
    assert too_sore_from(History(), at(0)) == 80
    assert too_sore_from(fortnight, at(13)) == 80  # too few days yet
    assert too_sore_from(fortnight, at(14)) == 65
    assert (
        too_sore_from(History((*fortnight.readings, reading(90, 90, day=14))), at(14, 23)) == 65
    )  # today is not usual
    assert too_sore_from(History(tuple(daily(45, range(20)))), at(10)) == 80  # what comes later is passed over


def test_the_usual_is_silent_until_two_weeks_and_ten_rated_days() -> None:
    assert usual(daily(30, range(14)), 13) is None
    assert usual(daily(30, range(14)), 14) == 30
    assert usual(daily(30, range(9)), 60) is None
    assert usual([*daily(30, range(9)), *daily(70, range(40, 41))], 40) is None
    assert usual([*daily(70, range(9)), *daily(30, range(40, 41))], 41) == 66
    assert judged([*daily(30, range(9)), reading(65, 65, day=20)], day=20).code == "ok"


def test_the_usual_is_the_lower_of_the_first_weeks_and_of_fifteen_to_forty_two_days_back() -> None:
    early, later = daily(50, range(14)), daily(30, range(40, 60))
    assert usual([*early, *later], 70) == 30  # days 28 to 55 count
    assert usual([*daily(30, range(14)), *daily(50, range(40, 60))], 70) == 30
    assert usual([*early, *daily(30, range(55, 56))], 70) == 30
    assert usual([*early, *daily(30, range(56, 57))], 70) == 50
    assert usual([*early, *daily(30, range(28, 29))], 70) == 30
    assert usual([*early, *daily(30, range(27, 28))], 70) == 50


def test_a_day_counts_once_however_often_it_was_rated() -> None:
    busy = [reading(90, 90, day=0, place=place) for place in range(6)]
    assert usual([*busy, *daily(30, range(1, 14))], 14) == Fraction(90 + 13 * 30, 14)


def test_one_high_rating_speaks_for_every_exercise_and_ends_with_the_day() -> None:
    history = History((reading(85, 85), reading(30, 30, day=-1, exercise="pelvic-tilt")))
    found = verdicts(history, at(0, 12))
    assert {name: verdict.code for name, verdict in found.items()} == {
        STRETCH: "high-before",
        "pelvic-tilt": "high-before",
    }
    assert found["pelvic-tilt"].findings[0].scope == "all"
    assert {verdict.code for verdict in verdicts(history, at(1, 0)).values()} == {"ok"}


def test_a_lower_rating_later_in_the_day_does_not_lift_it() -> None:
    assert judged([reading(85, 85), reading(30, 30, place=1, exercise="pelvic-tilt")]).code == "high-before"


def test_today_is_the_persons_own_day_and_not_that_of_greenwich() -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    late = Reading("s", datetime(2025, 3, 1, 23, 30, tzinfo=auckland), 0, STRETCH, "", 85, "asked", None, 85)
    history = History((late,))
    assert verdicts(history, datetime(2025, 3, 1, 23, 50, tzinfo=auckland))[STRETCH].code == "high-before"
    assert verdicts(history, datetime(2025, 3, 2, 0, 10, tzinfo=auckland))[STRETCH].code == "ok"
    assert verdicts(history, datetime(2025, 3, 1, 10, 40, tzinfo=UTC))[STRETCH].code == "high-before"

from datetime import timedelta
from math import sqrt

import pytest

from backcare.safety import Finding, History, Level, Morning, Reading, verdicts
from tests.safety.diary import STRETCH, at, finding, reading

FORTNIGHT = [30.0] * 14


def diary(pains: list[float], first: int = 0) -> list[Reading]:
    """One reading a day with the same rating before and after."""
    return [reading(round(pain), round(pain), day=first + day) for day, pain in enumerate(pains)]


def found(code: str, readings: list[Reading], day: int, mornings: tuple[Morning, ...] = ()) -> Finding | None:
    return finding(verdicts(History(tuple(readings), mornings), at(day, 22), [STRETCH])[STRETCH], code)


def rising(pains: list[float]) -> Finding | None:
    return found("programme-rising", diary(pains), len(pains) - 1)


def high(pains: list[float]) -> Finding | None:
    return found("programme-high", diary(pains), len(pains) - 1)


def test_two_points_more_every_day_speak_on_the_seventh_as_worked_out_by_hand() -> None:
    assert rising([*FORTNIGHT, *[50.0] * 6]) is None
    spoken = rising([*FORTNIGHT, *[50.0] * 7])
    assert spoken is not None
    assert (spoken.level, spoken.scope, spoken["usual"]) == (Level.CAUTION, "all", 30)
    assert spoken["average"] == pytest.approx(30 + 20 * (1 - 0.8**7))
    assert spoken.since == at(20, 0)


def test_a_lift_under_one_and_a_half_points_never_speaks() -> None:
    assert rising([*FORTNIGHT, *[44.0] * 20]) is None
    assert rising([*FORTNIGHT, *[46.0] * 20]) is not None


def test_a_person_whose_days_differ_must_stray_further() -> None:
    swing = [10.0, 50.0] * 7
    spread = sqrt(14 * 400 / 13)
    limit = 30 + 3 * spread / 3  # the range of the average in the long run
    assert limit > 50
    assert rising([*swing, *[50.0] * 60]) is None
    # after four days at 6 the average is 17.7 above, the range 18.9; after five 20.2 and 19.6
    assert rising([*swing, *[60.0] * 4]) is None
    assert rising([*swing, *[60.0] * 5]) is not None


def test_it_is_over_after_three_rated_days_in_a_row_within_the_range() -> None:
    risen = [*FORTNIGHT, *[60.0] * 8]
    for days in (1, 2):
        assert rising([*risen, *[0.0] * days]) is not None
    assert rising([*risen, *[0.0] * 3]) is None


def test_it_begins_with_the_first_day_out_of_the_range() -> None:
    spoken = rising([*FORTNIGHT, *[60.0] * 8])
    assert spoken is not None
    assert spoken.since == at(14 + 3, 0)  # 30 * (1 - 0.8^4) = 17.7


def test_a_week_two_points_above_the_usual_speaks_and_a_little_less_does_not() -> None:
    assert high([*FORTNIGHT, *[50.0] * 6]) is None
    spoken = high([*FORTNIGHT, *[50.0] * 7])
    assert spoken is not None
    assert (spoken.level, spoken.scope) == (Level.CAUTION, "all")
    assert (spoken["usual"], spoken["week"], spoken["days"]) == (30, 50, 7)
    assert high([*FORTNIGHT, *[49.0] * 30]) is None


def test_five_of_the_seven_days_must_be_rated() -> None:
    base = diary(FORTNIGHT)
    week = [reading(60, 60, day=day) for day in (21, 22, 24, 26, 27)]
    assert found("programme-high", base + week, 27) is not None
    assert found("programme-high", base + week[1:], 27) is None


def test_a_week_that_is_high_ends_when_it_is_less_than_one_point_above() -> None:
    week = [*FORTNIGHT, *[50.0] * 7]
    # after n days at 3 the mean of seven is 3 + 2 * (7 - n) / 7
    assert high([*week, *[30.0] * 3]) is not None
    assert high([*week, *[30.0] * 4]) is None
    assert high([*week, 30.0, 30.0, 30.0, 40.0]) is not None  # exactly 1 is not less than 1
    assert high([*week, 30.0, 30.0, 30.0, 39.0]) is None


def test_nothing_is_said_before_ten_days_of_two_weeks_are_rated() -> None:
    few = [reading(30, 30, day=day) for day in range(9)]
    assert found("programme-high", few + diary([90.0], first=20), 20) is None
    ten = [*few, reading(30, 30, day=30)]
    assert found("programme-high", ten + diary([60.0] * 7, first=31), 37) is not None


def test_a_person_who_recovered_and_falls_back_is_seen() -> None:
    recovered = [*[60.0] * 14, *[20.0] * 40]
    assert high([*recovered, *[40.0] * 6]) is None
    assert high([*recovered, *[40.0] * 7]) is not None
    assert rising([*recovered, *[40.0] * 10]) is not None


def test_ten_rated_days_are_needed_to_lower_the_usual() -> None:
    for count, fires in ((9, False), (10, True)):
        recovered = [*diary([60.0] * 14), *(reading(20, 20, day=day) for day in range(30, 30 + count))]
        assert (found("programme-high", recovered + diary([45.0] * 7, first=55), 61) is not None) is fires


def test_the_usual_is_never_raised_by_bad_weeks() -> None:
    assert high([*FORTNIGHT, *[50.0] * 60]) is not None


def test_a_week_without_any_rating_says_nothing() -> None:
    bad = diary([*FORTNIGHT, *[60.0] * 8])  # the last day is 21
    assert found("programme-high", bad, 27) is not None
    assert found("programme-rising", bad, 27) is not None
    assert found("programme-high", bad, 28) is None
    assert found("programme-rising", bad, 28) is None


def test_mornings_count_as_ratings_of_their_day_and_later_ones_do_not() -> None:
    base = diary(FORTNIGHT)
    mornings = tuple(Morning(at(day).date(), 50) for day in range(14, 21))
    assert found("programme-high", base, 20, mornings) is not None
    assert found("programme-high", base, 19, mornings) is None
    mixed = tuple(Morning(at(day).date(), 30) for day in range(14, 21))
    assert found("programme-high", diary([*FORTNIGHT, *[50.0] * 7]), 20, mixed) is None


def test_the_worst_a_carried_before_and_unrated_rows_are_no_measure_of_a_day() -> None:
    base = diary(FORTNIGHT)
    worst = [reading(30, 30, worst=90, day=day) for day in range(14, 21)]
    carried = [reading(90, 30, day=day, source="carried") for day in range(14, 21)]
    unrated = [reading(90, None, day=day) for day in range(14, 21)]
    for more in (worst, carried, unrated):
        assert found("programme-high", base + more, 20) is None
    asked = [reading(90, 30, day=day) for day in range(14, 21)]
    assert found("programme-high", base + asked, 20) is not None


def test_it_is_the_same_whenever_it_happened() -> None:
    readings = diary([*FORTNIGHT, *[50.0] * 7])
    moved = [
        Reading(r.session, r.at + timedelta(days=1000), r.place, r.exercise, "", r.before, "asked", None, r.after)
        for r in readings
    ]
    earlier, later = found("programme-high", readings, 20), found("programme-high", moved, 1020)
    assert earlier is not None
    assert later is not None
    assert earlier.evidence == later.evidence

from datetime import date, datetime, timedelta

import pytest

from backcare.charts.exercise_days import ExerciseDay
from backcare.charts.frame import apart, days_trace
from backcare.charts.pain import PainDay
from backcare.charts.ranges import Range, by_weeks, calendar, first_shown, mean, ranges
from tests.charts.drawn import numbers

LAST = date(2026, 3, 31)


def names(days: int) -> list[str]:
    return [one.name for one in ranges(LAST - timedelta(days=days - 1), LAST)]


def test_a_range_is_offered_where_it_leaves_a_fifth_out() -> None:
    assert names(34) == ["All"]
    assert names(35) == ["4 weeks", "All"]
    assert names(114) == ["4 weeks", "All"]
    assert names(115) == ["4 weeks", "3 months", "All"]
    assert names(457) == ["4 weeks", "3 months", "1 year", "All"]


def test_each_range_ends_with_the_last_day_and_has_as_many_days_as_it_says() -> None:
    assert [(one.days, one.last) for one in ranges(date(2016, 1, 1), LAST)] == [
        (28, LAST),
        (92, LAST),
        (365, LAST),
        (3743, LAST),
    ]


def test_one_day_gets_a_fortnight() -> None:
    assert ranges(LAST, LAST) == (Range("All", date(2026, 3, 18), LAST),)


def test_a_chart_opens_with_three_months_or_else_with_all() -> None:
    assert first_shown(ranges(date(2016, 1, 1), LAST)).name == "3 months"
    assert first_shown(ranges(date(2026, 2, 1), LAST)).name == "All"


def test_the_calendar_has_every_day_over_the_change_of_the_clocks() -> None:
    shown = Range("", date(2026, 3, 28), date(2026, 3, 30))
    known = {date(2026, 3, 29): PainDay(date(2026, 3, 29), 4)}
    assert [one.mean for one in calendar(known, shown, PainDay(shown.first))] == [None, 4, None]


def test_weeks_begin_on_monday_and_one_without_days_is_empty() -> None:
    days = [PainDay(date(2026, 3, 1)), PainDay(date(2026, 3, 2)), PainDay(date(2026, 3, 17))]
    found = [(start.isoformat(), len(own)) for start, own in by_weeks(days, Range("", days[0].day, days[-1].day))]
    assert found == [("2026-02-23", 1), ("2026-03-02", 1), ("2026-03-09", 0), ("2026-03-16", 1)]


def test_four_weeks_go_together_from_the_first_monday_on() -> None:
    days = [PainDay(date(2026, 3, 1)), PainDay(date(2026, 3, 2)), PainDay(date(2026, 3, 23))]
    found = [(start.isoformat(), len(own)) for start, own in by_weeks(days, Range("", days[0].day, days[-1].day), 4)]
    assert found == [("2026-02-23", 2), ("2026-03-23", 1)]


def test_the_mean_leaves_out_what_is_missing() -> None:
    assert mean([1, None, 2.05]) == 1.5
    assert mean([None]) is None


def test_names_are_moved_apart_no_further_than_need_be() -> None:
    assert apart([0, 1, 30], 10) == [-4.5, 5.5, 30]
    assert apart([5, 5, 5], 10) == [-5, 5, 15]
    assert apart([], 10) == []


@pytest.mark.parametrize("first", [date(2026, 3, 28), date(2026, 10, 24)])
def test_the_change_of_the_clocks_moves_no_point_of_a_line(first: date) -> None:
    days = [first + timedelta(days=n) for n in range(3)]
    known = {day: ExerciseDay(day, left=float(n)) for n, day in enumerate(days)}
    within = Range("3 days", days[0], days[-1])
    drawn = days_trace(first, [one.left for one in calendar(known, within, ExerciseDay(first))])
    starts = datetime.fromisoformat(drawn["x0"])
    assert [starts + n * timedelta(milliseconds=drawn["dx"]) for n in range(3)] == [
        datetime.combine(day, datetime.min.time()) for day in days
    ]
    assert numbers(drawn["y"]) == [0, 1, 2]

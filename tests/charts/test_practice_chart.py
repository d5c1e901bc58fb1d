from datetime import date, timedelta
from typing import Any

from backcare.charts.palette import DARK, LIGHT
from backcare.charts.practice import EMPTY, practice_figure
from backcare.charts.ranges import Range
from backcare.training.practice import PracticeDay

FIRST = date(2025, 1, 6)  # a Monday
SHOWN = Range("3 months", FIRST, FIRST + timedelta(days=15))  # up to a Tuesday


def drawn(*days: PracticeDay, flares: tuple[date, ...] = (), since: date = FIRST, shown: Range = SHOWN) -> Any:  # noqa: ANN401 - a figure
    return practice_figure(days, flares, since, shown, LIGHT)


def test_a_bar_is_the_minutes_held_in_a_week_and_a_week_without_is_zero() -> None:
    chart = drawn(PracticeDay(FIRST, 600, 2), PracticeDay(FIRST + timedelta(days=1), 330, 1))
    assert chart.data[0].y == (1.6, 0, 0)
    assert chart.data[0].customdata[0] == ["6 Jan 2025", 2]


def test_a_cell_is_a_day_shaded_by_quarters_of_the_longest_one() -> None:
    held = (400, 100, 0, 200, 399)
    chart = drawn(*(PracticeDay(FIRST + timedelta(days=n), tenths, 1) for n, tenths in enumerate(held)))
    assert [row[0] for row in chart.data[1].z] == [4, 2, 1, 3, 4, 0, 0]


def test_days_to_come_and_days_before_the_notebook_are_left_out() -> None:
    chart = drawn(PracticeDay(FIRST + timedelta(days=2), 100, 1), since=FIRST + timedelta(days=2))
    assert [row[0] for row in chart.data[1].z] == [None, None, 4, 0, 0, 0, 0]
    assert [row[2] for row in chart.data[1].z] == [0, 0, None, None, None, None, None]


def test_a_flare_up_is_a_triangle_on_its_day_and_is_named() -> None:
    chart = drawn(PracticeDay(FIRST, 100, 1), flares=(FIRST + timedelta(days=9), FIRST - timedelta(days=1)))
    flare = chart.data[2]
    assert (flare.x, flare.y, flare.marker.symbol) == ((1,), (2,), "triangle-down")
    assert "▼ flare-up" in chart.layout.annotations[1].text
    assert len(drawn(PracticeDay(FIRST, 100, 1)).data) == 2


def test_a_day_says_its_date_and_minutes_when_asked() -> None:
    chart = drawn(PracticeDay(FIRST, 750, 1))
    assert [row[0] for row in chart.data[1].text[:2]] == ["6 Jan: 1 min", "7 Jan"]


def test_months_are_named_where_they_begin_and_a_year_once() -> None:
    axis = drawn(PracticeDay(FIRST, 1, 1), shown=Range("", date(2025, 12, 1), date(2026, 2, 28))).layout.xaxis
    assert (axis.tickvals, axis.ticktext) == ((0, 4, 8), ("Dec<br>2025", "Jan<br>2026", "Feb"))


def test_the_change_of_the_clocks_moves_no_day() -> None:
    shown = Range("", date(2026, 3, 23), date(2026, 4, 5))
    chart = drawn(*(PracticeDay(date(2026, 3, day), 100, 1) for day in (28, 29, 30)), since=FIRST, shown=shown)
    assert [[row[week] for row in chart.data[1].z] for week in (0, 1)] == [[0] * 5 + [4, 4], [4] + [0] * 6]


def test_nothing_logged_gives_a_chart_that_says_what_will_stand_there() -> None:
    chart = practice_figure((), (), FIRST, SHOWN, DARK)
    assert (chart.data, chart.layout.annotations[0].text) == ((), EMPTY)


def test_a_year_travels_in_less_than_14_kilobytes() -> None:
    days = [PracticeDay(FIRST + timedelta(days=n), 5000, 6) for n in range(365)]
    assert len(drawn(*days, shown=Range("1 year", FIRST, days[-1].day)).to_json()) < 14_000

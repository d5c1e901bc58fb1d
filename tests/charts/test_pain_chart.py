from datetime import date, timedelta

from backcare.charts.frame import months_back
from backcare.charts.pain import EMPTY, PainDay, pain_figure, week_means
from backcare.charts.palette import DARK, LIGHT

FIRST = date(2025, 1, 6)


def days(*means: float | None) -> list[PainDay]:
    return [PainDay(FIRST + timedelta(days=n), mean) for n, mean in enumerate(means)]


def test_days_without_a_rating_are_gaps_on_the_axis_of_days() -> None:
    chart = pain_figure([PainDay(FIRST, 4, 3), PainDay(FIRST + timedelta(days=3), 5.04)], LIGHT)
    day, morning = chart.data
    assert (day.name, day.x0, day.dx, day.y) == ("Day", "2025-01-06", 86_400_000, (4, None, None, 5))
    assert (morning.name, morning.y) == ("Morning", (3, None, None, None))
    assert not day.connectgaps


def test_the_week_mean_is_of_the_seven_days_that_end_there() -> None:
    assert week_means(days(1, 2, 3, 4, 5, 6, 7, 8)) == [None, None, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0]


def test_fewer_than_three_rated_days_make_no_week_mean() -> None:
    assert week_means(days(2, 4, None, 6)) == [None, None, None, 4.0]
    assert week_means(days(2, 4, 6, None, None, None, None, None)) == [None, None, 4.0, 4.0, 4.0, 4.0, 4.0, None]


def test_the_week_mean_joins_the_chart_once_there_is_one() -> None:
    chart = pain_figure(days(2, 4, 6), LIGHT)
    assert [one.name for one in chart.data] == ["Day", "7-day mean"]
    assert chart.data[1].y == (None, None, 4)


def test_one_morning_alone_draws_the_mornings_alone() -> None:
    chart = pain_figure([PainDay(FIRST, None, 2)], LIGHT)
    assert [(one.name, one.y) for one in chart.data] == [("Morning", (2,))]


def test_days_may_come_in_any_order() -> None:
    assert pain_figure(days(2, 4, 6)[::-1], LIGHT) == pain_figure(days(2, 4, 6), LIGHT)


def test_no_day_gives_a_chart_that_says_what_will_stand_there() -> None:
    chart = pain_figure((), DARK)
    assert (chart.data, chart.layout.annotations[0].text) == ((), EMPTY)


def test_pain_always_goes_from_0_to_10() -> None:
    assert pain_figure(days(1), LIGHT).layout.yaxis.range == (-0.4, 10.4)


def test_ten_years_travel_in_less_than_100_kilobytes_and_one_in_less_than_12() -> None:
    assert len(pain_figure(days(*[4.5] * 3650), LIGHT).to_json()) < 100_000
    assert len(pain_figure(days(*[4.5] * 365), LIGHT).to_json()) < 12_000


def test_a_month_back_from_a_day_that_month_has_not_runs_over_as_the_buttons_do() -> None:
    assert months_back(date(2025, 3, 31), 1) == date(2025, 3, 3)
    assert months_back(date(2025, 1, 6), 3) == date(2024, 10, 6)
    assert months_back(date(2025, 1, 6), 12) == date(2024, 1, 6)

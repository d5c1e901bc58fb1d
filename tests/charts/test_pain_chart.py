from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from backcare.charts.pain import EMPTY, PainDay, pain_figure, week_means
from backcare.charts.palette import DARK, LIGHT
from backcare.charts.ranges import ranges
from tests.charts.drawn import numbers

FIRST = date(2025, 1, 6)


def days(*means: float | None) -> list[PainDay]:
    return [PainDay(FIRST + timedelta(days=n), mean) for n, mean in enumerate(means)]


def drawn(known: list[PainDay], usual: float | None = None, name: str = "All") -> go.Figure:
    shown = next(one for one in ranges(known[0].day, known[-1].day) if one.name == name)
    return pain_figure(known, usual, shown, LIGHT)


def traces(chart: go.Figure) -> dict[str, Any]:
    return {one["name"]: numbers(one["y"]) for one in chart.to_dict()["data"]}


def test_days_without_a_rating_are_gaps_on_the_axis_of_days() -> None:
    chart = drawn([PainDay(FIRST, 4, 3), PainDay(FIRST + timedelta(days=3), 5.04)])
    assert traces(chart) == {"Day": [4, None, None, 5], "Morning": [3]}
    assert [(one.x0, one.dx, one.connectgaps) for one in chart.data] == [("2025-01-06", 86_400_000, False)] * 2


def test_the_week_mean_is_of_the_seven_days_that_end_there() -> None:
    assert week_means(days(1, 2, 3, 4, 5, 6, 7, 8)) == [None, None, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0]


def test_fewer_than_three_rated_days_make_no_week_mean() -> None:
    assert week_means(days(2, 4, None, 6)) == [None, None, None, 4.0]
    assert week_means(days(2, 4, 6, None, None, None, None, None)) == [None, None, 4.0, 4.0, 4.0, 4.0, 4.0, None]


def test_the_first_mean_of_a_range_has_the_days_before_the_range_in_it() -> None:
    chart = drawn(days(*[8.0] * 12, *[1.0] * 28), name="4 weeks")
    assert traces(chart)["7-day mean"][:3] == [7, 6, 5]
    assert traces(chart)["Day"] == [1] * 28


def test_one_morning_alone_draws_the_mornings_alone() -> None:
    assert traces(drawn([PainDay(FIRST, None, 2)])) == {"Morning": [2]}


def test_a_flare_up_stands_above_the_worst_rating_and_is_named() -> None:
    chart = drawn([PainDay(FIRST, 4, None, flare=True)])
    flare = chart.data[-1]
    assert (flare.name, flare.x, flare.marker.symbol) == ("Flare-up", ("2025-01-06",), "triangle-down")
    assert "▼ flare-up" in chart.layout.annotations[0].text


def test_the_usual_is_a_dashed_line_with_its_name() -> None:
    chart = drawn(days(2, 4, 6), usual=3.5)
    (line,) = chart.layout.shapes
    assert (line.y0, line.y1, line.line.dash) == (3.5, 3.5, "dash")
    assert [words.text for words in chart.layout.annotations][1:] == ["Usual", "7 days"]


def test_beyond_a_year_a_point_is_a_week_and_the_mean_is_that_of_thirteen() -> None:
    chart = drawn(days(*[2.0] * 371, *[6.0] * 14))
    week, season = traces(chart)["Week"], traces(chart)["3-month mean"]
    assert (len(week), week[-3:], season[-3:]) == (55, [2, 6, 6], [2, 2.3, 2.6])
    assert chart.data[0].dx == 7 * 86_400_000
    assert list(traces(drawn(days(*[2.0] * 366)))) == ["Day", "7-day mean"]


def test_no_day_gives_a_chart_that_says_what_will_stand_there() -> None:
    chart = pain_figure((), None, ranges(FIRST, FIRST)[0], DARK)
    assert (chart.data, chart.layout.annotations[0].text) == ((), EMPTY)


def test_days_without_any_value_draw_no_trace() -> None:
    assert drawn([PainDay(FIRST)]).data == ()


def test_ten_years_travel_in_less_than_12_kilobytes_and_one_in_less_than_8() -> None:
    assert len(drawn(days(*[4.5] * 3650)).to_json()) < 12_000
    assert len(drawn(days(*[4.5] * 365)).to_json()) < 8_000

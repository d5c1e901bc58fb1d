from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from backcare.charts.exercise import EMPTY, ExerciseDay, Held, StopMark, exercise_figure
from backcare.charts.frame import CONFIG
from backcare.charts.palette import DARK, LIGHT, Palette
from backcare.charts.ranges import ranges
from tests.charts.drawn import exercise_days, numbers

START = date(2025, 1, 6)
TWO_SIDED = (
    ExerciseDay(START, left=12, right=11, target=15, before=4, after=7),
    ExerciseDay(START + timedelta(days=1), left=None, right=12.25, target=15, before=5, after=4.5),
    ExerciseDay(START + timedelta(days=3), left=14, right=13, target=20, before=None, after=3),
)


def drawn(
    days: Sequence[ExerciseDay],
    *stops: StopMark,
    held: Held | None = None,
    name: str = "All",
    colours: Palette = LIGHT,
) -> go.Figure:
    shown = next(one for one in ranges(days[0].day, days[-1].day) if one.name == name)
    return exercise_figure(days, stops, held or Held(), shown, colours)


def trace(chart: go.Figure, name: str, which: int = 0) -> Any:  # noqa: ANN401 - plotly's traces carry no types
    return [one for one in chart.data if one.name == name][which]


def names(chart: go.Figure) -> list[str]:
    return [one.name for one in chart.data]


def values(chart: go.Figure, name: str, which: int = 0) -> list[float | None]:
    return numbers([one for one in chart.to_dict()["data"] if one.get("name") == name][which]["y"])


def words(chart: go.Figure) -> list[str]:
    return [one.text for one in chart.layout.annotations]


def lines(chart: go.Figure) -> list[Any]:
    return [shape for shape in chart.layout.shapes if shape.type == "line"]


def bands(chart: go.Figure) -> list[tuple[str, str]]:
    return [(shape.x0, shape.x1) for shape in chart.layout.shapes if shape.type == "rect"]


def test_a_two_sided_exercise_has_a_line_a_side_a_target_and_the_ratings() -> None:
    chart = drawn(TWO_SIDED)
    assert names(chart) == ["Target", "Left", "Right", "Before", "After", "After"]
    assert values(chart, "Right") == [11, 12.2, None, 13]
    assert (trace(chart, "Right").x0, trace(chart, "Right").dx) == ("2025-01-06", 86_400_000)


def test_a_missing_value_breaks_the_line_and_is_never_zero() -> None:
    chart = drawn(TWO_SIDED)
    assert values(chart, "Left") == [12, None, None, 14]
    assert values(chart, "Before") == [4, 5]
    assert all(one.connectgaps is False for one in chart.data)


def test_a_gap_of_a_year_is_a_gap() -> None:
    later = TWO_SIDED[0]._replace(day=START + timedelta(days=364))
    chart = drawn([*TWO_SIDED, later])
    assert values(chart, "Left") == [13, *[None] * 51, 12]


def test_the_sides_differ_in_dash_and_marker_as_well_as_in_colour() -> None:
    chart = drawn(TWO_SIDED)
    looks = [(one.line.dash, one.marker.symbol, one.line.color) for one in chart.data[1:3]]
    assert looks == [("solid", "circle", LIGHT.left), ("dash", "diamond", LIGHT.right)]


def test_a_rise_has_its_own_colour_marker_and_stem_down_to_before() -> None:
    chart = drawn(TWO_SIDED)
    rise, stem = trace(chart, "After", 1), chart.to_dict()["data"][5]["error_y"]
    assert values(chart, "After", 1) == [7]
    assert (rise.marker.symbol, rise.marker.color, rise.x0) == ("triangle-up", LIGHT.rise, "2025-01-06")
    assert (numbers(stem["array"]), numbers(stem["arrayminus"])) == ([0], [3])


def test_a_lower_rating_has_a_thinner_stem_up_to_before() -> None:
    chart = drawn(TWO_SIDED)
    stem = chart.to_dict()["data"][4]["error_y"]
    assert (values(chart, "After"), trace(chart, "After").x0) == ([4.5, None, 3], "2025-01-07")
    assert (numbers(stem["array"]), numbers(stem["arrayminus"]), stem["thickness"]) == ([0.5, 0, 0], [0, 0, 0], 1.5)


def test_equal_pain_before_and_after_is_no_rise() -> None:
    assert names(drawn([ExerciseDay(START, both=5, before=4, after=4)])) == ["Held", "Before", "After"]


def test_the_target_stands_as_steps_until_the_next_one() -> None:
    chart = drawn(TWO_SIDED)
    assert (values(chart, "Target"), trace(chart, "Target").line.shape) == ([15, 15, 15, 20], "hv")


def test_the_longest_hold_is_a_star_with_its_number_where_its_day_is_shown() -> None:
    held = Held(14.5, START + timedelta(days=3))
    (star,) = [one for one in drawn(TWO_SIDED, held=held).data if one.text]
    assert (star.x, star.y, star.text, star.marker.symbol) == (("2025-01-09",), (14.5,), ("longest 14.5",), "star")
    long_ago = Held(14.5, START - timedelta(days=30))
    assert not [one for one in drawn(TWO_SIDED, held=long_ago).data if one.text]


def test_the_usual_hold_is_a_line_over_four_weeks_with_its_name() -> None:
    chart = drawn(exercise_days(60), held=Held(usual=11.5))
    (line,) = lines(chart)
    assert (line.x0, line.x1, line.y0, line.yref) == ("2025-02-07", "2025-03-06", 11.5, "y")
    assert "Usual" in words(chart)


def test_every_line_is_named_at_the_edge_and_there_is_no_legend() -> None:
    chart = drawn(exercise_days(5))
    assert [one for one in words(chart) if one in {"Left", "Right", "Target"}] == ["Right", "Left", "Target"]
    assert chart.layout.showlegend is False


def test_both_panels_share_one_axis_of_days_and_pain_goes_from_0_to_10() -> None:
    layout = drawn(TWO_SIDED).layout
    assert (layout.xaxis.anchor, layout.yaxis2.range) == ("y2", (-0.6, 10.6))
    assert layout.yaxis.domain[0] > layout.yaxis2.domain[1]


def test_one_side_alone_draws_that_side_alone() -> None:
    assert names(drawn([ExerciseDay(START, right=9)])) == ["Right"]


def test_one_day_shows_a_fortnight() -> None:
    assert drawn([ExerciseDay(START, both=5)]).layout.xaxis.range == ("2024-12-23 12:00", "2025-01-06 12:00")


def test_a_day_without_any_value_draws_axes_and_no_trace() -> None:
    assert drawn([ExerciseDay(START)]).data == ()


def test_no_day_gives_a_chart_that_says_what_will_stand_there() -> None:
    chart = exercise_figure((), (), Held(), ranges(START, START)[0], DARK)
    assert (chart.data, words(chart)) == ((), [EMPTY])


def test_a_long_range_is_drawn_week_by_week_and_ten_years_by_four_weeks() -> None:
    year, ten = drawn(exercise_days(364)), drawn(exercise_days(3640))
    assert (len(values(year, "Left")), trace(year, "Left").dx) == (52, 7 * 86_400_000)
    assert (len(values(ten, "Left")), trace(ten, "Left").dx) == (130, 28 * 86_400_000)
    assert "a week's mean" in words(year)[0]
    assert "four weeks' mean" in words(ten)[0]


def test_by_the_week_pain_is_a_dotted_line_before_and_a_full_one_after_each_with_its_name() -> None:
    chart = drawn(exercise_days(364))
    assert (trace(chart, "Before").line.dash, trace(chart, "After").line.dash) == ("dot", None)
    assert {"Before", "After"} <= set(words(chart))


def test_a_pause_for_a_day_is_a_dashed_line_with_its_words_above() -> None:
    day = START + timedelta(days=10)
    chart = drawn(exercise_days(20), StopMark(day, "Paused a day", day + timedelta(days=1), lasting=False))
    (line,) = lines(chart)
    assert (line.x0, line.x1, line.y0, line.line.dash, line.line.color) == (str(day), str(day), 0, "dash", LIGHT.stop)
    assert "Paused a day" in words(chart)
    assert bands(chart) == []


def test_an_open_pause_is_shaded_up_to_the_last_day() -> None:
    chart = drawn(exercise_days(20), StopMark(START + timedelta(days=10), "Paused"))
    assert bands(chart) == [("2025-01-16", "2025-01-25")]


def test_the_end_of_a_pause_is_named_and_drawn_in_another_dash() -> None:
    stop = StopMark(START + timedelta(days=2), "Paused", START + timedelta(days=12), "Taken up again")
    chart = drawn(exercise_days(20), stop)
    assert [(line.x0, line.line.dash) for line in lines(chart)] == [("2025-01-08", None), ("2025-01-18", "dot")]
    assert {"Paused", "Taken up again"} <= set(words(chart))


def test_a_pause_that_was_over_before_the_range_is_left_out() -> None:
    stop = StopMark(START, "Paused", START + timedelta(days=9), "Taken up again")
    assert not drawn(exercise_days(100), stop, name="4 weeks").layout.shapes


def test_a_pause_older_than_the_range_is_shaded_from_its_first_day_without_a_line() -> None:
    chart = drawn(exercise_days(100), StopMark(START, "Paused"), name="4 weeks")
    assert (bands(chart), lines(chart)) == ([("2025-03-19", "2025-04-15")], [])


def test_words_that_no_row_has_room_for_are_left_out_but_their_lines_stay() -> None:
    stops = [StopMark(START + timedelta(days=n), f"Paused {n}") for n in (30, 32, 34)]
    chart = drawn(exercise_days(80), *stops)
    assert [one for one in words(chart) if one.startswith("Paused")] == ["Paused 30", "Paused 32"]
    assert len(lines(chart)) == 3


def test_words_beside_an_edge_keep_clear_of_those_before_them() -> None:
    paused = StopMark(START + timedelta(days=53), "Paused")
    day_off = [StopMark(START + timedelta(days=n), "Paused a day", lasting=False) for n in (75, 87, 91)]
    shown = [words(drawn(exercise_days(92), paused, one)) for one in day_off]
    assert ["Paused a day" in one for one in shown] == [False, False, True]


def test_a_lasting_pause_is_named_before_the_days_off_around_it() -> None:
    days_off = [StopMark(START + timedelta(days=n), "Paused a day", lasting=False) for n in (29, 31)]
    chart = drawn(exercise_days(80), *days_off, StopMark(START + timedelta(days=30), "Paused"))
    assert [one for one in words(chart) if one.startswith("Paused")] == ["Paused"]


def test_words_near_an_edge_stand_beside_their_line() -> None:
    stops = [StopMark(START + timedelta(days=n), f"Paused {n}") for n in (1, 40, 78)]
    placed = [one.xanchor for one in drawn(exercise_days(80), *stops).layout.annotations if "Paused" in one.text]
    assert placed == ["left", "center", "right"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_four_ranges_of_ten_years_travel_in_less_than_40_kilobytes(colours: Palette) -> None:
    days = exercise_days(3650)
    every = [one.name for one in ranges(days[0].day, days[-1].day)]
    assert sum(len(drawn(days, name=name, colours=colours).to_json()) for name in every) < 40_000


def test_nothing_can_be_dragged_and_no_tool_bar_covers_the_chart() -> None:
    layout = drawn(TWO_SIDED).layout
    assert (layout.dragmode, layout.xaxis.fixedrange, layout.yaxis.fixedrange) == (False, True, True)
    assert CONFIG["displayModeBar"] is False


def test_the_chart_lies_on_the_page_without_an_edge() -> None:
    layout = drawn(TWO_SIDED, colours=DARK).layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0,0,0,0)", DARK.page)
    assert (layout.font.color, layout.template.layout.to_plotly_json()) == (DARK.text, {})

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from backcare.charts.exercise import EMPTY, ExercisePoint, StopMark, exercise_figure
from backcare.charts.frame import CONFIG
from backcare.charts.palette import DARK, LIGHT, Palette, palette
from backcare.settings import ROOT

START = datetime(2025, 1, 6, 20, 43)  # noqa: DTZ001 - charts take the wall clock as it was
TWO_SIDED = (
    ExercisePoint(START, left=12, right=11, target=15, before=4, worst=6, after=7),
    ExercisePoint(START + timedelta(days=1), left=None, right=12.25, target=15, before=5, after=4.5),
    ExercisePoint(START + timedelta(days=3), left=14, right=13, target=20, before=None, after=3),
)
YEAR = tuple(
    ExercisePoint(START + timedelta(days=n), 12.3, 11.8, None, 10 + n // 50, 4.5, 6.5, 4.5 + (n % 3 - 1) * 1.5)
    for n in range(365)
)


def trace(chart: go.Figure, name: str) -> Any:  # noqa: ANN401 - plotly's traces carry no types
    return next(one for one in chart.data if one.name == name)


def names(chart: go.Figure) -> list[str]:
    return [one.name for one in chart.data]


def words(chart: go.Figure) -> list[str]:
    return [one.text for one in chart.layout.annotations]


def lines(chart: go.Figure) -> list[Any]:
    return [shape for shape in chart.layout.shapes if shape.type == "line"]


def drawn_colours(chart: go.Figure) -> Iterator[str]:
    for one in chart.data:
        yield from filter(None, (one.line.color, one.marker.color))


def test_a_two_sided_exercise_has_a_line_a_side_a_target_and_the_ratings() -> None:
    chart = exercise_figure(TWO_SIDED, (), LIGHT)
    assert names(chart) == ["Left", "Right", "Target", "Before", "Worst during", "After", "After, higher"]
    assert trace(chart, "Left").x == ("2025-01-06 20", "2025-01-07 20", "2025-01-09 20")
    assert trace(chart, "Right").y == (11, 12.2, 13)
    assert trace(chart, "After").y == (7, 4.5, 3)


def test_a_missing_value_breaks_the_line_and_is_never_zero() -> None:
    chart = exercise_figure(TWO_SIDED, (), LIGHT)
    assert trace(chart, "Left").y == (12, None, 14)
    assert trace(chart, "Before").y == (4, 5, None)
    assert all(one.connectgaps is not True for one in chart.data)


def test_the_sides_differ_in_dash_and_marker_as_well_as_in_colour() -> None:
    chart = exercise_figure(TWO_SIDED, (), LIGHT)
    looks = [(one.line.dash, one.marker.symbol, one.line.color) for one in chart.data[:2]]
    assert looks == [("solid", "circle", LIGHT.left), ("dash", "diamond", LIGHT.right)]


def test_a_rise_has_its_own_colour_marker_and_stem() -> None:
    chart = exercise_figure(TWO_SIDED, (), LIGHT)
    rise, after = trace(chart, "After, higher"), trace(chart, "After")
    assert (rise.x, rise.y, rise.error_y.arrayminus) == (("2025-01-06 20",), (7,), (3,))
    assert (rise.marker.symbol, rise.marker.color) == ("triangle-up", LIGHT.rise)
    assert after.error_y.array == (None, 0.5, None)
    assert (after.marker.symbol, after.marker.color) == ("circle", LIGHT.pain)


def test_equal_pain_before_and_after_is_no_rise() -> None:
    chart = exercise_figure([ExercisePoint(START, both=5, before=4, after=4)], (), LIGHT)
    assert names(chart) == ["Hold", "Before", "After"]


def test_the_target_is_drawn_as_steps_where_it_changes() -> None:
    target = trace(exercise_figure(TWO_SIDED, (), LIGHT), "Target")
    assert target.line.shape == "hv"
    assert (target.x, target.y) == (("2024-12-27", "2025-01-09 20", "2025-01-10"), (15, 20, 20))


def test_the_target_is_seen_beside_a_single_session() -> None:
    target = trace(exercise_figure(TWO_SIDED[:1], (), LIGHT), "Target")
    assert (target.x, target.y) == (("2024-12-24", "2025-01-07"), (15, 15))


def test_both_panels_share_one_axis_of_days_and_pain_goes_from_0_to_10() -> None:
    chart = exercise_figure(TWO_SIDED, (), LIGHT)
    assert all(one.xaxis is None for one in chart.data)
    assert chart.layout.xaxis.anchor == "y2"
    assert trace(chart, "Before").yaxis == "y2"
    assert chart.layout.yaxis2.range == (-0.4, 10.4)
    assert chart.layout.yaxis2.domain[1] < chart.layout.yaxis.domain[0]


def test_one_side_alone_draws_that_side_alone() -> None:
    chart = exercise_figure([ExercisePoint(START, left=9, after=2)], (), LIGHT)
    assert names(chart) == ["Left", "After"]


def test_one_session_shows_a_fortnight_and_no_range_buttons() -> None:
    chart = exercise_figure([ExercisePoint(START, both=5)], (), LIGHT)
    assert chart.layout.xaxis.range == ("2024-12-24 12:00", "2025-01-07 12:00")
    assert chart.layout.xaxis.rangeselector.buttons == ()


def test_a_log_without_any_value_draws_axes_and_no_trace() -> None:
    assert exercise_figure([ExercisePoint(START)], (), LIGHT).data == ()


def test_no_log_gives_a_chart_that_says_what_will_stand_there() -> None:
    chart = exercise_figure((), (), LIGHT)
    assert (chart.data, words(chart)) == ((), [EMPTY])
    assert chart.layout.xaxis.visible is False


def test_a_stop_is_a_line_at_its_moment_through_both_panels_with_its_words_above() -> None:
    stop = StopMark(START + timedelta(days=1), "Paused: pain rose")
    chart = exercise_figure(TWO_SIDED, [stop], LIGHT)
    (line,) = lines(chart)
    assert (line.x0, line.x1, line.y0) == ("2025-01-07 20", "2025-01-07 20", 0)
    assert line.y1 == chart.layout.yaxis.domain[1] == chart.layout.annotations[0].y
    assert words(chart) == ["Paused:<br>pain rose"]
    assert chart.layout.annotations[0].x == "2025-01-07 20"


def test_an_open_pause_is_shaded_up_to_the_last_session() -> None:
    chart = exercise_figure(TWO_SIDED, [StopMark(START, "Paused")], LIGHT)
    bands = [(shape.x0, shape.x1, shape.yref) for shape in chart.layout.shapes if shape.type == "rect"]
    assert bands == [("2025-01-06 20", "2025-01-09 20", f"{axis} domain") for axis in ("y", "y2")]


def test_the_end_of_a_pause_is_named_and_drawn_in_another_dash() -> None:
    stop = StopMark(START, "Paused: pain rose", START + timedelta(days=1), "Taken up again")
    chart = exercise_figure(TWO_SIDED, [stop], LIGHT)
    assert [(line.x0, line.line.dash) for line in lines(chart)] == [
        ("2025-01-06 20", "solid"),
        ("2025-01-07 20", "dot"),
    ]
    assert words(chart) == ["Paused:<br>pain rose", "Taken up again"]


def test_a_pause_that_was_over_before_the_first_point_is_left_out() -> None:
    stop = StopMark(START - timedelta(days=9), "Paused", START - timedelta(days=2))
    assert exercise_figure(TWO_SIDED, [stop], LIGHT).layout.shapes == ()


def test_a_pause_older_than_the_first_point_is_shaded_from_there_without_a_line() -> None:
    chart = exercise_figure(TWO_SIDED, [StopMark(START - timedelta(days=9), "Paused")], LIGHT)
    assert (chart.layout.shapes[0].x0, lines(chart), words(chart)) == ("2025-01-06 20", [], [])


@pytest.mark.parametrize("apart", [1, 5, 10, 30])
def test_the_words_of_two_stops_never_share_a_row_that_is_too_short_for_both(apart: int) -> None:
    stops = [StopMark(YEAR[100 + n * apart].at, "Paused: pain rose") for n in range(8)]
    chart = exercise_figure(YEAR, stops, LIGHT)
    placed = [(datetime.fromisoformat(f"{one.x}:00"), one.y) for one in chart.layout.annotations]
    clashes = [
        (a, b)
        for n, a in enumerate(placed)
        for b in placed[:n]
        if a[1] == b[1] and abs(a[0] - b[0]) < timedelta(days=0.29 * 364)
    ]
    assert len(placed) >= 2
    assert clashes == []


def test_words_that_no_row_has_room_for_are_left_out_but_their_lines_stay() -> None:
    stops = [StopMark(YEAR[100 + n].at, "Paused: pain rose") for n in range(5)]
    chart = exercise_figure(YEAR, stops, LIGHT)
    assert (len(lines(chart)), len(words(chart))) == (5, 2)


def test_a_lasting_pause_is_named_before_the_days_off_around_it() -> None:
    days_off = [StopMark(YEAR[100 + n].at, "Paused a day", YEAR[101 + n].at, lasting=False) for n in range(4)]
    chart = exercise_figure(YEAR, [*days_off, StopMark(YEAR[104].at, "Paused: pain rose")], LIGHT)
    assert words(chart) == ["Paused:<br>pain rose"]
    assert [(line.line.dash, line.line.width) for line in lines(chart)] == [("dash", 1)] * 4 + [("solid", 2)]


def test_a_day_off_far_from_other_words_is_named() -> None:
    stops = [StopMark(YEAR[n].at, f"stop {n}", YEAR[n + 1].at, lasting=False) for n in (20, 50, 150)]
    assert words(exercise_figure(YEAR, stops, LIGHT)) == ["stop 20", "stop 150"]


def test_words_near_the_last_day_stand_to_the_left_of_their_line() -> None:
    chart = exercise_figure(YEAR, [StopMark(YEAR[50].at, "a"), StopMark(YEAR[-1].at, "b")], LIGHT)
    assert [one.xanchor for one in chart.layout.annotations] == ["center", "right"]


def test_a_year_of_days_opens_on_its_last_three_months_and_offers_the_shorter_ranges() -> None:
    axis = exercise_figure(YEAR, (), LIGHT).layout.xaxis
    assert axis.range == ("2025-10-06 12:00", "2026-01-06 12:00")
    assert [button.label for button in axis.rangeselector.buttons] == ["1 m", "3 m", "6 m", "1 y", "All"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_year_of_days_travels_in_less_than_60_kilobytes(colours: Palette) -> None:
    stops = [StopMark(point.at, "Paused: pain rose") for point in YEAR[::60]]
    assert len(exercise_figure(YEAR, stops, colours).to_json()) < 60_000


def test_nothing_can_be_dragged_and_no_tool_bar_covers_the_chart() -> None:
    layout = exercise_figure(TWO_SIDED, (), LIGHT).layout
    assert (layout.dragmode, layout.xaxis.fixedrange, layout.yaxis.fixedrange) == (False, True, True)
    assert CONFIG["displayModeBar"] is False


def test_the_chart_lies_on_the_page_without_an_edge() -> None:
    layout = exercise_figure(TWO_SIDED, (), DARK).layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0,0,0,0)", DARK.page)
    assert (layout.font.color, layout.template.layout.to_plotly_json()) == (DARK.text, {})


def test_the_pages_of_the_palette_are_those_of_the_theme() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert (theme["light"]["backgroundColor"], theme["dark"]["backgroundColor"]) == (LIGHT.page, DARK.page)
    assert (theme["light"]["textColor"], theme["dark"]["textColor"]) == (LIGHT.text, DARK.text)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_marks_stand_out_from_the_page_in_either_theme(colours: Palette) -> None:
    for text in (colours.text, colours.muted, colours.stop, colours.resume):
        assert contrast(text, colours.page) >= 4.5
    assert contrast(colours.text, colours.raised) >= 4.5
    chart = exercise_figure(TWO_SIDED, (), colours)
    assert min(contrast(colour, colours.page) for colour in drawn_colours(chart)) >= 3


def test_the_palette_follows_the_theme_and_is_light_when_nobody_knows() -> None:
    assert (palette("dark"), palette("light"), palette(None)) == (DARK, LIGHT, LIGHT)

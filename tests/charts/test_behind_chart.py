"""The small chart beside a verdict, and its sentence."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from backcare.charts.behind import HEIGHT, behind_figure
from backcare.charts.behind_words import behind_sentence
from backcare.charts.palette import DARK, LIGHT
from backcare.safety.shown import Behind, Point, What

FIRST = datetime(2025, 3, 1, 20, tzinfo=UTC)


def at(day: int) -> datetime:
    return FIRST + timedelta(days=day)


def points(values: Sequence[float | None], counted: Sequence[int] = (), **more: Any) -> tuple[Point, ...]:  # noqa: ANN401 - a point's own fields
    return tuple(Point(at(n), value, counted=n in counted, **more) for n, value in enumerate(values))


CHANGE = Behind("rises", points([0, 5, -5, 0, 20, 25], (4, 5)), usual=1, since=at(4))
AGAIN = Behind("rises", points([0, 20, 25, 5], (3,)), usual=0, since=at(3), again=True)
FINE = Behind("rises", points([0, 5, -5, 0]), usual=1)
BESIDE = Behind("beside", points([0, 0, 20, 20, 20], (2, 3, 4)), usual=0, since=at(2))
HOLDS = Behind(
    "holds",
    (*points([0, 5], hold=50), *points([20, 25], (0, 1), hold=100)),
    usual=2.5,
    level=100,
)
PAIRS = Behind(
    "pairs",
    (Point(at(0), 35, before=30), Point(at(3), 70, counted=True, before=40, worst=80), Point(at(4), None, before=20)),
)
STOPPED = Behind("pairs", (Point(at(0), 35, before=30), Point(at(3), None, counted=True, before=40, stopped=True)))
STOPS = Behind("stops", (Point(at(0), 35, before=30, stopped=True), *points([40, 45], (1,), stopped=True)))
SESSIONS = Behind("sessions", points([0, 12, 10, 16], (1, 2, 3)), level=10)
RATINGS = Behind("ratings", points([20, 30, 55], (0, 2)))
BEFORES = Behind("befores", points([40, 50, 65], (2,)), usual=45, level=62)
MOVING = Behind("moving", points([30, 50, 50], (2,), average=40), usual=30, since=at(2))
WEEKS = Behind("weeks", points([30, 50, 50], (2,), average=40), usual=30, since=at(2))
ALL = (CHANGE, AGAIN, FINE, BESIDE, HOLDS, PAIRS, STOPPED, STOPS, SESSIONS, RATINGS, BEFORES, MOVING, WEEKS)


def words(chart: go.Figure) -> list[str]:
    return [one.text for one in chart.layout.annotations]


def rects(chart: go.Figure) -> list[Any]:
    return [shape for shape in chart.layout.shapes if shape.type == "rect"]


def lines(chart: go.Figure) -> list[Any]:
    return [shape for shape in chart.layout.shapes if shape.type == "line"]


def test_the_change_is_shaded_named_and_has_a_marker_of_its_own() -> None:
    chart = behind_figure(CHANGE, LIGHT)
    calm, risen = chart.data
    assert (calm.x, calm.y, calm.marker.symbol) == ((0, 1, 2, 3), (0, 0.5, -0.5, 0), "circle")
    assert (risen.x, risen.y, risen.marker.symbol) == ((4, 5), (2, 2.5), "triangle-up")
    (shade,) = rects(chart)
    assert (shade.x0, shade.x1) == (3.5, 5.5)
    assert "Change since 5 Mar" in words(chart)


def test_the_usual_is_a_dashed_line_with_its_name_and_number() -> None:
    chart = behind_figure(CHANGE, LIGHT)
    (usual,) = lines(chart)
    assert (usual.y0, usual.y1, usual.line.dash) == (0.1, 0.1, "dash")
    assert "Usual<br>0.1" in words(chart)


def test_an_exercise_without_a_finding_has_its_usual_and_no_change() -> None:
    chart = behind_figure(FINE, LIGHT)
    assert (rects(chart), words(chart)) == ([], ["Usual<br>0.1"])
    assert chart.data[1].x == ()


def test_sessions_since_it_was_taken_up_again_are_diamonds() -> None:
    chart = behind_figure(AGAIN, LIGHT)
    assert chart.data[1].marker.symbol == "diamond"
    assert "Since you took it up again" in words(chart)


def test_long_holds_stand_apart_by_place_shape_and_an_upright_line() -> None:
    chart = behind_figure(HOLDS, LIGHT)
    short, long = chart.data
    assert (short.x, short.marker.symbol) == ((5, 5), "circle")
    assert (long.x, long.marker.symbol) == ((10, 10), "triangle-up")
    assert {"Short<br>0.2", "10 s or more"} == set(words(chart))
    assert (lines(chart)[1].x0, lines(chart)[1].x1) == (9.5, 9.5)


def test_before_and_after_are_a_ring_and_a_disc_and_the_one_in_question_a_triangle() -> None:
    calm, meant, unrated = behind_figure(PAIRS, LIGHT).data
    assert (calm.y, calm.marker.symbol) == ((3, None, 3.5), ("circle-open", "line-ew-open", "circle"))
    assert (meant.y, meant.marker.symbol[2], meant.line.color) == ((4, 8, 7), "triangle-up", LIGHT.rise)
    assert unrated.y == (2, None, None)
    assert unrated.hovertemplate == "5 Mar: 2 before, not rated after<extra></extra>"


def test_stop_stands_in_words_over_the_sessions_in_which_it_was_pressed() -> None:
    assert words(behind_figure(STOPS, LIGHT)) == ["Stop", "Stop", "<b>Stop</b>"]


def test_a_session_is_a_line_with_its_first_and_latest_rating_in_numbers() -> None:
    path, _, ends = behind_figure(RATINGS, LIGHT).data
    assert path.y == (2, 3, 5.5)
    assert (ends.x, ends.text) == ((0, 2), ("2", "5.5"))


def test_the_average_of_days_is_a_line_over_small_dots() -> None:
    path, days, _ = behind_figure(MOVING, LIGHT).data
    assert (path.mode, path.y) == ("lines", (4, 4, 4))
    assert (days.mode, days.y) == ("markers", (3, 5))
    assert "Higher since 3 Mar" in words(behind_figure(WEEKS, LIGHT))


def test_names_of_lines_that_lie_close_do_not_touch() -> None:
    close = Behind("befores", points([40, 50, 65], (2,)), usual=60, level=62)
    chart = behind_figure(close, LIGHT)
    usual, limit = chart.layout.annotations
    assert (usual.text, limit.text) == ("Usual<br>6", "Limit<br>6.2")
    plot = HEIGHT - chart.layout.margin.t - chart.layout.margin.b
    assert (limit.y - usual.y) * plot >= 40  # two rows of 13 px and some air


def test_days_that_would_touch_on_a_phone_are_not_named() -> None:
    chart = behind_figure(Behind("rises", points([0] * 20, (18, 19)), usual=0, since=at(18)), LIGHT)
    assert chart.layout.xaxis.ticktext == ("20 Mar", "1 Mar")


@pytest.mark.parametrize("shown", ALL, ids=lambda one: one.what)
def test_every_chart_is_small_quiet_and_follows_the_theme(shown: Behind) -> None:
    chart = behind_figure(shown, DARK)
    assert chart.layout.height == HEIGHT == 200
    assert chart.layout.showlegend is False
    assert chart.layout.template.layout.font.family is None
    assert len(chart.to_json()) < 6000
    drawn = [one.text for one in chart.layout.annotations]
    assert all(len(text) <= 26 for text in drawn)
    inks = {one.font.color for one in chart.layout.annotations}
    assert inks <= {DARK.muted, DARK.stop, DARK.resume}


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (
            CHANGE,
            (
                "How much your pain rose with this exercise in its last 6 rated sessions; your usual is 0.1, and the "
                "triangles are the 2 sessions since 5 March, 2.2 on average."
            ),
        ),
        (
            AGAIN,
            (
                "How much your pain rose with this exercise in its last 4 rated sessions; your old usual is 0, and the "
                "diamond is the session since you took it up again, 0.5 on average."
            ),
        ),
        (FINE, "How much your pain rose with this exercise in its last 4 rated sessions; your usual is 0.1."),
        (
            HOLDS,
            (
                "How much your pain rose with this exercise, by the seconds held; the triangles are holds of 10 "
                "seconds or more, 2.2 on average, with shorter ones it is 0.2."
            ),
        ),
        (
            PAIRS,
            (
                "Your pain before this exercise (a ring) and after it (a disc), a dash at its worst, the last 3 times; "
                "the triangle is the one that is meant, on 4 March."
            ),
        ),
        (
            STOPPED,
            (
                "Your pain before this exercise (a ring) and after it (a disc), the last 2 times; in the one that is "
                "meant you pressed Stop and did not rate after it."
            ),
        ),
        (
            SESSIONS,
            (
                "How much your pain rose over the exercises of a session, on average, in the last 4 sessions; the "
                "triangles are those at 1 or above."
            ),
        ),
        (RATINGS, "The 3 ratings of that session in order, from 2 to 5.5."),
        (
            BEFORES,
            (
                "Your pain before exercising on 3 days; the triangle is today's highest, 6.5, the limit is 6.2, your "
                "usual is 4.5."
            ),
        ),
        (
            MOVING,
            (
                "Your pain on 3 rated days as dots, and their moving average as a line; your usual is 3, and it has "
                "been higher since 3 March."
            ),
        ),
    ],
    ids=["change", "again", "fine", "holds", "pairs", "stopped", "sessions", "ratings", "befores", "moving"],
)
def test_the_sentence_says_what_is_drawn(shown: Behind, sentence: str) -> None:
    assert behind_sentence(shown) == sentence


def test_every_kind_has_a_sentence_of_its_own() -> None:
    kinds: set[What] = {one.what for one in ALL}
    assert len(kinds) == 10
    assert all(behind_sentence(one).endswith(".") and behind_sentence(one).count(".") >= 1 for one in ALL)

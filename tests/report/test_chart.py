from datetime import timedelta
from itertools import pairwise

import pytest

from backcare.report.chart import BARS_FOOT, LEFT, NARROW, PAIN_FOOT, PAIN_TOP, RIGHT, WIDE, chart
from backcare.report.drawing import TEXT_SIZE, Dot, Drawing, Line, Shape, Words, svg
from tests.report.conftest import NOW, Keeper, Reporting


def lines(drawing: Drawing, width: float) -> list[Line]:
    return [one for one in drawing.marks if isinstance(one, Line) and one.width == width]


def names(drawing: Drawing) -> list[str]:
    return [one.text for one in drawing.marks if isinstance(one, Words)]


def test_a_day_is_a_dot_at_its_height_and_its_minutes_a_bar_below(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 40, 60, "pelvic-tilt", "", 600, 600)
    drawing = chart(reporting())
    (dot,) = (one for one in drawing.marks if isinstance(one, Dot))
    assert dot.y == pytest.approx((PAIN_TOP + PAIN_FOOT) / 2)  # a mean of 5
    assert dot.x == pytest.approx(WIDE - RIGHT - (WIDE - LEFT - RIGHT) / 56)  # the middle of the last of 28 days
    (bar,) = (one for one in drawing.marks if isinstance(one, Shape))
    assert max(y for _, y in bar.points) == BARS_FOOT
    assert "a day, at most 2" in names(drawing)


def test_the_mean_breaks_where_fewer_than_three_of_seven_days_are_rated(keeper: Keeper, reporting: Reporting) -> None:
    for ago in (24, 23, 22, 3, 2, 1, 0):
        keeper.log(ago, 20, 20, "pelvic-tilt", "", 100)
    found = lines(chart(reporting()), 0.55)
    assert len(found) == 2
    assert [len(one.points) for one in found] == [5, 2]


def test_mornings_are_hollow_and_flare_ups_stand_above(keeper: Keeper, reporting: Reporting) -> None:
    keeper.morning(3, 40)
    keeper.flare(3)
    shapes = [one for one in chart(reporting()).marks if isinstance(one, Shape)]
    assert [one.filled for one in shapes] == [False, True]
    assert max(y for _, y in shapes[1].points) < PAIN_TOP


@pytest.mark.parametrize(
    ("days", "key", "points"),
    [(123, "● day", 41), (124, "the mean of a week", 18), (1100, "the mean of four weeks", 5)],
)
def test_long_spans_are_drawn_by_weeks(keeper: Keeper, reporting: Reporting, days: int, key: str, points: int) -> None:
    for ago in range(0, 123, 3):
        keeper.log(ago, 20, 40, "pelvic-tilt", "", 100)
    drawing = chart(reporting(NOW.date() - timedelta(days=days - 1), NOW.date()))
    assert any(one.startswith(key) for one in names(drawing))
    assert sum(isinstance(one, Shape) for one in drawing.marks) in {points, points + 1}  # a week may be cut by the edge
    assert all(LEFT <= x <= WIDE - RIGHT for one in lines(drawing, 0.55) for x, _ in one.points)


@pytest.mark.parametrize("wide", [WIDE, NARROW])
@pytest.mark.parametrize("days", [1, 2, 7, 28, 92, 365, 3652])
def test_the_days_below_stand_apart_and_inside(reporting: Reporting, days: int, wide: float) -> None:
    drawing = chart(reporting(NOW.date() - timedelta(days=days - 1), NOW.date()), wide)
    below = [one for one in drawing.marks if isinstance(one, Words) and one.y == BARS_FOOT + 4]
    assert 1 <= len(below) <= (wide - LEFT - RIGHT) // 19
    assert all(second.x - first.x >= 18.9 for first, second in pairwise(below))
    assert all(LEFT <= one.x <= wide - RIGHT for one in below)


def test_what_the_chart_shows_is_said_and_typed_signs_cannot_end_it(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 40, 60, "pelvic-tilt", "", 600)
    drawing = chart(reporting())
    assert drawing.alt == (
        "Pain from 0 to 10, 4 March to 31 March: 1 rated day between 5 and 5. Below: 1 minute held in all."
    )
    assert f'aria-label="{drawing.alt}"' in svg(drawing)
    assert "&lt;/svg&gt;" in svg(drawing._replace(alt="</svg>"))


def test_the_letters_of_a_phones_chart_are_as_high_as_small_text() -> None:
    assert TEXT_SIZE / NARROW * 316 >= 12  # points of a screen 390 wide, of which the sheet's edges take 74


def test_what_the_marks_mean_stands_apart_where_blanks_in_a_row_are_one(reporting: Reporting) -> None:
    key = next(one for one in names(chart(reporting())) if one.startswith("●"))
    assert key == "● day\u00a0\u00a0 ◇ morning\u00a0\u00a0 ▼ flare-up"

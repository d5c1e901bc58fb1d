"""The small chart of the last weeks on Today."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from backcare.charts.pain import PainDay, pain_figure
from backcare.charts.palette import DARK, LIGHT
from backcare.charts.ranges import Range
from backcare.charts.recent import recent, recent_figure
from backcare.charts.words_pain import recent_alt
from tests.charts.drawn import numbers

LAST = date(2026, 4, 5)  # the week before it begins on the Sunday on which the clocks go forward in Berlin


def days(means: Sequence[float | None], last: date = LAST, flares: Sequence[int] = ()) -> list[PainDay]:
    """One day each, the last one on `last`; `flares` counts back from it."""
    ago = range(len(means) - 1, -1, -1)
    return [PainDay(last - timedelta(days=n), mean, None, n in flares) for n, mean in zip(ago, means, strict=True)]


def drawn(known: list[PainDay], usual: float | None = None) -> go.Figure:
    shown = recent(known, LAST)
    assert shown is not None
    return recent_figure(known, usual, shown, LIGHT)


def traces(chart: go.Figure) -> dict[str, Any]:
    return {one["name"]: numbers(one["y"]) for one in chart.to_dict()["data"]}


def names(chart: go.Figure) -> list[str]:
    return [words.text for words in chart.layout.annotations][1:]


def test_of_fewer_than_two_rated_days_nothing_is_drawn() -> None:
    assert recent((), LAST) is None
    assert recent(days([4]), LAST) is None
    assert recent(days([None, None, None], flares=[1]), LAST) is None
    assert recent(days([4, 3], LAST - timedelta(days=41)), LAST) is None  # one of them is too long ago


def test_two_rated_days_stand_on_a_fortnight() -> None:
    known = days([4, 3])
    assert recent(known, LAST) == Range("The last weeks", LAST - timedelta(days=13), LAST)
    assert traces(drawn(known)) == {"Day": [4, 3]}
    assert names(drawn(known)) == []


def test_it_begins_with_the_first_rated_day_until_there_are_six_weeks() -> None:
    assert recent(days([None, *[2.0] * 20]), LAST) == Range("The last weeks", LAST - timedelta(days=19), LAST)
    assert recent(days([2.0] * 400), LAST) == Range("The last weeks", LAST - timedelta(days=41), LAST)


def test_six_full_weeks_have_a_dot_a_day_and_the_days_before_in_the_first_mean() -> None:
    chart = drawn(days([*[9.0] * 20, *[2.0] * 42]), usual=3.5)
    assert traces(chart)["Day"] == [2] * 42
    assert traces(chart)["7-day mean"][:7] == [8, 7, 6, 5, 4, 3, 2]
    assert sorted(names(chart)) == ["7 days", "Usual"]
    (line,) = chart.layout.shapes
    assert (line.y0, line.y1, line.line.dash) == (3.5, 3.5, "dash")


def test_a_gap_stays_a_gap() -> None:
    found = traces(drawn(days([*[3.0] * 5, *[None] * 9, 5.0])))
    assert found["Day"] == [*[3] * 5, *[None] * 9, 5]
    assert found["7-day mean"] == [*[3] * 7, None, None][:7]


def test_a_flare_up_has_its_sign_and_its_word() -> None:
    chart = drawn(days([3.0, 4.0, 5.0], flares=[1]))
    assert chart.data[-1].x == (str(LAST - timedelta(days=1)),)
    assert (chart.data[-1].name, chart.data[-1].marker.symbol) == ("Flare-up", "triangle-down")
    assert chart.layout.annotations[0].text.endswith("● day  ▼ flare-up</span>")
    assert "flare-up" not in drawn(days([3.0, 4.0])).layout.annotations[0].text


def test_the_week_in_which_the_clocks_change_has_seven_days() -> None:
    chart = drawn(days([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]))
    assert traces(chart)["Day"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (chart.data[0].x0, chart.data[0].dx) == ("2026-03-29", 24 * 60 * 60 * 1000)


def test_it_is_small_however_long_the_notebook_is() -> None:
    long = drawn(days([2.5] * 3650, flares=range(42)), usual=2.5)
    assert len(long.to_json()) < 8_000
    assert len(recent_figure(days([2.5] * 60), 2.5, Range("", LAST - timedelta(days=41), LAST), DARK).to_json()) < 8_000


def test_it_takes_half_the_height_that_the_chart_on_progress_does() -> None:
    known = days([3.0] * 42)
    assert drawn(known).layout.height == 154
    assert pain_figure(known, None, Range("", known[0].day, LAST), LIGHT).layout.height == 378


def test_it_is_told_with_its_numbers() -> None:
    known = days([1.5, None, 6.0, 3.0], flares=[0, 3])
    shown = Range("", LAST - timedelta(days=13), LAST)
    assert recent_alt(known, None, shown) == (
        "Pain from 0 to 10, 23 March to 5 April: 3 rated days between 1.5 and 6, 2 days with a flare-up."
    )
    assert recent_alt(days([2, 2]), 2.0, shown) == (
        "Pain from 0 to 10, 23 March to 5 April: 2 rated days between 2 and 2. Your usual is 2."
    )

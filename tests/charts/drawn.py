"""Charts to compare with the figures that are kept beside the tests: of no data, little, and ten years of it.

`python -m tests.charts.drawn` writes them anew; look at what changed before it is kept.
"""

import base64
import json
from array import array
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from math import isnan
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from backcare.charts.exercise import ExerciseDay, Held, StopMark, exercise_figure
from backcare.charts.pain import PainDay, pain_figure
from backcare.charts.palette import DARK, LIGHT
from backcare.charts.practice import practice_figure
from backcare.charts.ranges import Range, ranges
from backcare.charts.recent import recent, recent_figure
from backcare.training.practice import PracticeDay

FIGURES = Path(__file__).with_name("figures")
START = date(2025, 1, 6)  # a Monday


def numbers(values: Mapping[str, str]) -> list[float | None]:
    """A typed array as plotly reads it, to one decimal; NaN is None."""
    code = {"f4": "f", "u1": "B"}[values["dtype"]]
    known = array(code, base64.b64decode(values["bdata"]))
    return [None if isnan(value) else round(value, 1) for value in known]


def exercise_days(count: int, **given: Any) -> list[ExerciseDay]:  # noqa: ANN401 - fields of a day
    values: dict[str, Any] = {"left": 12.0, "right": 11.0, "target": 15.0, "before": 4.0, "after": 3.5} | given
    return [ExerciseDay(START + timedelta(days=n), **values) for n in range(count)]


def all_of(days: list[Any]) -> Range:
    """The longest range."""
    return ranges(days[0].day, days[-1].day)[-1]


def _exercise(days: list[ExerciseDay], *stops: StopMark, held: Held | None = None) -> go.Figure:
    return exercise_figure(days, stops, held or Held(), all_of(days), LIGHT)


def _pain(days: list[PainDay], usual: float | None = None) -> go.Figure:
    return pain_figure(days, usual, all_of(days), DARK)


def _stopped() -> go.Figure:
    pause = StopMark(START + timedelta(days=20), "Paused", START + timedelta(days=28), "Taken up again")
    day_off = StopMark(START + timedelta(days=3), "Paused a day", START + timedelta(days=4), lasting=False)
    held = Held(12.4, START + timedelta(days=9), 12)
    return _exercise(exercise_days(60, after=5.0), day_off, pause, held=held)


def _gap() -> go.Figure:
    later = [one._replace(day=one.day + timedelta(days=400)) for one in exercise_days(2)]
    return _exercise([*exercise_days(2), *later])


def _pain_gap() -> go.Figure:
    months = [PainDay(START + timedelta(days=start + n), 3.0, 2.0) for start in (0, 395) for n in range(4)]
    return _pain(months)


def _decade() -> list[ExerciseDay]:
    """Ten years of it, on two days of three, a step longer each year."""
    first, years = START.replace(year=START.year - 10), 3650
    return [
        ExerciseDay(first + timedelta(days=n), left=5 + n // 365, target=6 + n // 365, before=4.0, after=3 + n % 2)
        for n in range(years)
        if n % 3
    ]


def _practice_gap() -> go.Figure:
    days = [PracticeDay(START + timedelta(days=n), 6000, 6) for n in (0, 1, 363, 364)]
    return practice_figure(days, (), START, Range("1 year", START, days[-1].day), LIGHT)


def _month() -> go.Figure:
    days = [PracticeDay(START + timedelta(days=n), 600 * n, 6) for n in range(28) if n % 5]
    shown = Range("3 months", START - timedelta(days=64), START + timedelta(days=27))
    return practice_figure(days, [START + timedelta(days=5)], START, shown, LIGHT)


def _year() -> go.Figure:
    days = [PracticeDay(START + timedelta(days=n), 3000 + n, 6) for n in range(365)]
    return practice_figure(days, (), START - timedelta(days=3000), Range("1 year", START, days[-1].day), DARK)


def _recent(days: list[PainDay], usual: float | None = None) -> go.Figure:
    shown = recent(days, days[-1].day)
    assert shown is not None
    return recent_figure(days, usual, shown, LIGHT)


NONE = Range("All", START, START)
DRAWN: Mapping[str, Callable[[], go.Figure]] = {
    "exercise_none": lambda: exercise_figure((), (), Held(), NONE, LIGHT),
    "exercise_one_session": lambda: _exercise(exercise_days(1)),
    "exercise_one_side": lambda: _exercise(exercise_days(3, right=None)),
    "exercise_all_missing": lambda: _exercise(
        exercise_days(2, left=None, right=None, target=None, before=None, after=None)
    ),
    "exercise_stopped": _stopped,
    "exercise_a_year_apart": _gap,
    "exercise_ten_years": lambda: _exercise(_decade()),
    "pain_none": lambda: pain_figure((), None, NONE, DARK),
    "pain_one_day": lambda: _pain([PainDay(START, 4.0, 3.0)]),
    "pain_a_month": lambda: _pain([PainDay(START + timedelta(days=n), n % 5, n % 4, n == 9) for n in range(30)], 2.0),
    "pain_all_missing": lambda: _pain([PainDay(START), PainDay(START + timedelta(days=1))]),
    "pain_a_year_apart": _pain_gap,
    "pain_ten_years": lambda: _pain([PainDay(day.day, day.after, day.before) for day in _decade()], 3.0),
    "practice_none": lambda: practice_figure((), (), START, NONE, LIGHT),
    "practice_one_day": lambda: practice_figure(
        [PracticeDay(START, 0, 1)], (), START, Range("3 months", START - timedelta(days=91), START), LIGHT
    ),
    "practice_a_month": _month,
    "practice_a_year": _year,
    "practice_a_year_apart": _practice_gap,
    "recent_two_days": lambda: _recent([PainDay(START, 4.0), PainDay(START + timedelta(days=1), 3.0)]),
    "recent_six_weeks": lambda: _recent(
        [PainDay(START + timedelta(days=n), n % 5, None, n in {30, 44}) for n in range(50) if n != 40], 2.0
    ),
}


def text(figure: go.Figure) -> str:
    """The figure with its typed arrays as numbers, one key a line."""

    def plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(value, dict):
            return numbers(value) if "bdata" in value else {key: plain(one) for key, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list) else value

    return json.dumps(plain(json.loads(figure.to_json())), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, draw in DRAWN.items():
        (FIGURES / f"{name}.json").write_text(text(draw()), encoding="utf-8")

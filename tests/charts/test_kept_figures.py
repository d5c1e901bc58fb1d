import json

import plotly.graph_objects as go
import pytest

from tests.charts.drawn import DRAWN, FIGURES, text


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_drawn_as_the_figure_that_is_kept(name: str) -> None:
    assert text(DRAWN[name]()) == (FIGURES / f"{name}.json").read_text(encoding="utf-8")


def test_every_kept_figure_is_drawn() -> None:
    assert {file.stem for file in FIGURES.iterdir()} == set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_plotly_takes_every_value_as_it_is(name: str) -> None:
    drawn = DRAWN[name]().to_json()
    assert json.loads(go.Figure(json.loads(drawn)).to_json()) == json.loads(drawn)

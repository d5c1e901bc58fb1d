"""The pain of the last weeks in small: each rated day, the mean of seven days, flare-ups and the usual."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import plotly.graph_objects as go

from backcare.charts.frame import MARGIN, TITLE, figure, time_axis, value_axis
from backcare.charts.pain import HIGH, LOW, PainDay, day_marks, lines_and_names
from backcare.charts.palette import Palette
from backcare.charts.ranges import A_DAY, FEWEST_DAYS, Range

SHOWN: Final = 42  # days: what the sentence about better or worse looks at
FEWEST: Final = 2  # rated days: one dot is no course
PANEL: Final = 92  # pixels
FOOT: Final = 24  # pixels below it for the days


def recent(days: Sequence[PainDay], today: date) -> Range | None:
    """The days to show: six weeks up to today, or from the first rated day on; None where fewer than two are rated.

    Example:
        First rated ten days ago: a fortnight. Rated for a year: 42 days.
    """
    first = today - (SHOWN - 1) * A_DAY
    rated = [one.day for one in days if one.mean is not None]
    if sum(first <= day <= today for day in rated) < FEWEST:
        return None
    return Range("The last weeks", max(first, min(rated[0], today - (FEWEST_DAYS - 1) * A_DAY)), today)


def recent_figure(days: Sequence[PainDay], usual: float | None, shown: Range, palette: Palette) -> go.Figure:
    """Draw the days as dots, their mean as a line, the usual dashed and flare-ups above, from 0 to 10.

    Args:
        days: in order, those before the range too; their means are in points.
        usual: what the pain is seen against, in points; None where too little is known.
        shown: the days that are drawn.
        palette: the colours of the page's theme.
    """
    drawn, plot = day_marks(days, shown, palette), PANEL + TITLE
    return figure(
        drawn.traces,
        plot,
        palette,
        height=plot + MARGIN["t"] + FOOT,
        margin={**MARGIN, "b": FOOT},
        xaxis={**time_axis(shown, palette), "tickformat": "%-d %b", "nticks": 5},
        yaxis=value_axis(palette, (0, PANEL / plot), range=[LOW, HIGH], tickvals=[0, 5, 10]),
        **lines_and_names(drawn, usual, PANEL, palette),
    )

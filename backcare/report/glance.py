"""The pain and the practice of some days in few numbers. What was not rated is counted, and never filled in."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from backcare.charts.pain import PainDay
from backcare.charts.words_pain import usual
from backcare.report.asked import Asked
from backcare.report.model import Glance, Mean
from backcare.training.practice import PracticeDay

WEEK: Final = timedelta(days=6)  # before the last day


def glance(days: Sequence[PainDay], practice: Iterable[PracticeDay], asked: Asked, since: date | None) -> Glance:
    """Add the days up.

    Example: asked for the 1st to the 4th, of which the 1st is rated 2 and the 3rd 5: a mean of 3.5, 2 of 4 days rated.

    Args:
        days: in order, up to the last day asked for; earlier ones are the days before, and what is usual.
        practice: the days with something logged.
        asked: the days from its first to its last are meant.
        since: the first day of the notebook.
    """
    first, last = asked.first, asked.last
    earlier = first - timedelta(days=asked.days), first - timedelta(days=1)
    inside = [one for one in practice if first <= one.day <= last]
    return Glance(
        _mean(days, first, last),
        _mean(days, *earlier),
        _mean(days, max(first, last - WEEK), last),
        _mean(days, first, last, morning=True),
        usual(days),
        sum(one.flare for one in days if first <= one.day <= last),
        sum(one.exercises > 0 for one in inside),
        sum(one.held for one in inside),
        since,
    )


def _mean(days: Iterable[PainDay], first: date, last: date, *, morning: bool = False) -> Mean:
    within = [one.morning if morning else one.mean for one in days if first <= one.day <= last]
    rated = [value for value in within if value is not None]
    return Mean(fmean(rated) if rated else None, len(rated), (last - first).days + 1)

"""The person's usual pain before exercising, and when the beginning that it is measured in is over."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from backcare.safety.sight import days_seen
from backcare.safety.sittings import Sitting
from backcare.safety.thresholds import BASELINE_DAYS, BASELINE_RATED_DAYS, RECENT_DAYS


def beginning(days: Sequence[date]) -> date | None:
    """The day after the first 14 days, extended until 10 are rated; None while fewer are.

    `days` are the rated ones, oldest first.
    Example: rated daily from the 1st, the beginning is over on the 15th; with nine days rated it is not.
    """
    if len(days) < BASELINE_RATED_DAYS:
        return None
    return max(days[0] + timedelta(days=BASELINE_DAYS), days[BASELINE_RATED_DAYS - 1] + timedelta(days=1))


def usual_before(past: tuple[Sitting, ...], today: date) -> Fraction | None:
    """The lower of two means of daily `before` ratings, in tenths; None while too few days are rated.

    The first mean is over the first 14 days, extended until 10 days are rated. The second is over the days 15 to 42
    back from today, where any of them is rated. Today lies in neither.
    Example: 5 on every one of the first 14 days, 3 in the weeks since: the usual is 3.
    """
    days = _daily(past)
    end = beginning(sorted(days))
    if end is None or today < end:
        return None
    latest, earliest = (today - timedelta(days=back) for back in RECENT_DAYS)
    early = [pain for day, pain in days.items() if day < end]
    recent = [pain for day, pain in days.items() if earliest <= day <= latest]
    return min(sum(pains, Fraction()) / len(pains) for pains in (early, recent) if pains)


def _daily(past: tuple[Sitting, ...]) -> dict[date, Fraction]:
    found: dict[date, list[int]] = {}
    for sitting in days_seen(past):
        ratings = [reading.before for reading in sitting.readings if reading.before is not None]
        if ratings:
            found.setdefault(sitting.day, []).extend(ratings)
    return {day: Fraction(sum(ratings), len(ratings)) for day, ratings in found.items()}

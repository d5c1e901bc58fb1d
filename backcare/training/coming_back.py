"""The share of its hold that an exercise comes back with, found without judging ten years where it is long whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from backcare.safety.history import Decision, History, Reading
from backcare.safety.lasting import share_of_hold
from backcare.safety.sittings import EVER, ZONES_APART
from backcare.safety.thresholds import RETRIES, THREE_QUARTERS_SESSIONS
from backcare.training.days import Days
from backcare.training.walk import WHOLE

_SOON: Final = timedelta(days=100)  # fewer than the 365 sessions that the trend sees fit into it


def share_now(history: History, exercise: str, days: Days, decisions: Sequence[Decision]) -> Fraction:
    """What backcare.safety.lasting.share_of_hold says of the whole history; it is asked only where it can be less.

    Args:
        history: all that is known of the person.
        exercise: its slug.
        days: its readings by day.
        decisions: its own.
    """
    if not decisions or long_whole(days, max(one.at for one in decisions)):
        return WHOLE
    return share_of_hold(history, exercise, EVER)  # the whole of it counts, as it does for the steps


def long_whole(days: Days, decided: datetime) -> bool:
    """Whether all of the hold is back by what is easily seen: the sessions since the last decision.

    There must be nine rated ones, and six of them, soon after it, with the rise of the form that was done last: the
    sixth closes any retry, well or not. Where the last one has no rise of one form, it is not easily seen.
    """
    rated = {day: found for day, found in days.items() if day >= decided.date() - ZONES_APART}
    last = [one for one in rated.get(max(rated, default=decided.date()), ()) if one.after is not None]
    if len({one.variant for one in last}) != 1 or not all(_rises(one) for one in last):
        return False
    sessions: set[str] = set()
    risen: set[str] = set()
    for day in sorted(rated):
        if day - decided.date() > _SOON:
            break
        since = [one for one in rated[day] if one.after is not None and one.at >= decided]
        sessions.update(one.session for one in since)
        risen.update(one.session for one in since if _rises(one) and one.variant == last[0].variant)
        if len(sessions) >= RETRIES + THREE_QUARTERS_SESSIONS and len(risen) >= RETRIES:
            return True
    return False


def _rises(reading: Reading) -> bool:
    return reading.before is not None and reading.before_source != "carried"

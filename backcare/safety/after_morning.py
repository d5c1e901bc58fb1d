"""How the back felt the morning after a session: shown, and no verdict.

"2 or more above" on two of three mornings would hit some 60 % of persons whom nothing harms: mornings differ that
much by themselves. So it is told and nothing follows from it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backcare.safety.history import History, Tenths
from backcare.safety.session_rules import first_before
from backcare.safety.sittings import sittings
from backcare.safety.thresholds import MORNING_AFTER


@dataclass(frozen=True, slots=True)
class MorningAfter:
    """The session of `day` was begun at `before`, the next morning was rated `morning`; both in tenths."""

    day: date
    before: Tenths
    morning: Tenths


def morning_after(history: History, now: datetime) -> MorningAfter | None:
    """This morning's rating, where it is 2 points or more above the rating before yesterday's session.

    Of several sessions yesterday the first rated one counts.
    Example: 3 before the session and 5 the next morning is shown; 3 and 4.9 is not.
    Source: Childs 2005 for 2; settled by the next morning: Silbernagel 2007 (thresholds.MORNING_AFTER).
    """
    yesterday = now.date() - timedelta(days=1)
    woke = next((one.pain for one in history.mornings if one.day == now.date()), None)
    began = [
        rating
        for sitting in sittings((one for one in history.readings if one.day == yesterday), now)
        if (rating := first_before(sitting.readings)) is not None
    ]
    if woke is None or not began or woke - began[0] < MORNING_AFTER:
        return None
    return MorningAfter(yesterday, began[0], woke)

"""The ratings behind a finding, as plain values: what a chart beside its sentence shows.

Nothing is judged here. What counted is taken from the finding and from the models that it was made with, so that chart
and sentence cannot disagree.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from backcare.safety.behind_sessions import befores, days, pairs, ratings, sessions, stops
from backcare.safety.behind_trend import going, held, trend
from backcare.safety.history import History
from backcare.safety.shown import Behind, Case
from backcare.safety.sittings import sittings
from backcare.safety.verdict import Finding

_SHOWN: Final[Mapping[str, Callable[[Case, Finding], Behind | None]]] = {
    "sharp-rise": pairs,
    "hurts": pairs,
    "hurts-again": stops,
    "rise": pairs,
    "session-rise": sessions,
    "creeping": ratings,
    "high-before": befores,
    "worsening": trend,
    "drifting": trend,
    "long-holds": held,
    "programme-rising": days,
    "programme-high": days,
}


def behind(history: History, exercise: str, finding: Finding | None, now: datetime) -> Behind | None:
    """The ratings that a finding rests on, beside those it was compared with.

    Args:
        history: the one that the finding was made from.
        exercise: its slug.
        finding: of this exercise's verdict; None for one that has none, which is `ok`.
        now: the moment that the finding was made for; aware.

    Returns:
        What to show; None where words say it all (warning signs, what was not rated), or nothing is rated.

    Example: five sessions that a change of `worsening` has behind it are five counted points, with the usual that its
    sentence names.
    """
    case = Case(history, sittings(history.readings, now), exercise, now)
    if finding is None:
        return going(case)
    show = _SHOWN.get(finding.code)
    return show(case, finding) if show else None

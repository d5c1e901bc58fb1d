"""Where a file and the notebook hold the same thing with other values: said in words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from backcare.notebook.drafts import LogDraft, SessionDraft
from backcare.notebook.reads import StoredLog

Holds: TypeAlias = Iterable[tuple[str, int]]


def of_logs(mine: StoredLog, theirs: LogDraft) -> list[str]:
    """One sentence a value; the order of holds between sides does not count, since CSV files do not keep it."""
    pairs = {
        "pain before": (_points(mine.before), _points(theirs.before)),
        "worst pain": (_points(mine.worst), _points(theirs.worst)),
        "pain after": (_points(mine.after), _points(theirs.after)),
        "stopped": ("yes" if mine.stopped else "no", "yes" if theirs.stopped else "no"),
        "holds": (_holds(mine.holds), _holds((hold.side, hold.seconds) for hold in theirs.holds)),
        "note": (mine.note, theirs.note),
    }
    where = f"{mine.exercise.replace('-', ' ').capitalize()}, {mine.started_at:%Y-%m-%d %H:%M}"
    return [
        f"{where}: {what} is {own or 'empty'} in your notebook, {other or 'empty'} in the file"
        for what, (own, other) in pairs.items()
        if own != other
    ]


def of_mornings(day: date, mine: int, theirs: int) -> list[str]:
    """Likewise, of two ratings of one morning, in tenths."""
    words = f"{_points(mine)} in your notebook, {_points(theirs)} in the file"
    return [f"Morning of {day}: {words}"] if mine != theirs else []


def of_bins(theirs: SessionDraft, *, binned: bool, binned_there: bool) -> list[str]:
    """Likewise, of a session that only one of the two has in its bin."""
    places = {True: "in the bin", False: "not in the bin"}
    words = f"{places[binned]} of your notebook, {places[binned_there]} in the file"
    return [f"Session of {theirs.started_at:%Y-%m-%d %H:%M}: {words}"] if binned != binned_there else []


def _points(tenths: int | None) -> str:
    return "" if tenths is None else f"{tenths / 10:g}"


def _holds(holds: Holds) -> str:
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for side, tenths in holds:
        sides[side].append(_points(tenths))
    return ", ".join(f"{side} {';'.join(sides[side])}" for side in sorted(sides))

"""The ratings behind a verdict in one sentence: what stands where, with the numbers that are drawn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from statistics import fmean
from typing import Final

from backcare.safety.points import number
from backcare.safety.shown import Behind, Point, What
from backcare.words import counted

_DIFFERENCE: Final = {
    "rises": "How much your pain rose with this exercise",
    "beside": "How much more your back hurt after this exercise than after your others",
}


def behind_sentence(shown: Behind) -> str:
    """Say what the chart shows: below it, and to those who hear the page instead of seeing it.

    Example:
        "How much your pain rose with this exercise in its last 20 rated sessions; your usual is 0.1, and the triangles
        are the 6 sessions since 15 March, 2.5 on average."
    """
    return _SAID[shown.what](shown)


def _differences(shown: Behind) -> str:
    told = f"{_DIFFERENCE[shown.what]} in its last {counted(len(shown.points), 'rated session')}"
    usual = "" if shown.usual is None else f"your {'old ' if shown.again else ''}usual is {number(shown.usual)}"
    if shown.since is None or not shown.counted:
        return f"{told}; {usual}." if usual else f"{told}."
    mark, since = ("diamond", "since you took it up again") if shown.again else ("triangle", f"since {_day(shown)}")
    count = len(shown.counted)
    those = f"{mark} is the session" if count == 1 else f"{mark}s are the {count} sessions"
    return f"{told}; {usual}, and the {those} {since}, {_mean(shown.counted)} on average."


def _holds(shown: Behind) -> str:
    short = "" if shown.usual is None else f", with shorter ones it is {number(shown.usual)}"
    return (
        "How much your pain rose with this exercise, by the seconds held; the triangles are holds of "
        f"{number(shown.level)} seconds or more, {_mean(shown.counted)} on average{short}."
    )


def _pairs(shown: Behind) -> str:
    worst = ", a dash at its worst" if any(point.worst is not None for point in shown.points) else ""
    told = (
        "Your pain before this exercise (a ring) and after it (a disc)"
        f"{worst}, the last {counted(len(shown.points), 'time')}"
    )
    if shown.what == "stops":
        return f"{told}; Stop stands over those in which you pressed it."
    one = shown.counted[0]
    if one.value is None:
        return f"{told}; in the one that is meant you pressed Stop and did not rate after it."
    return f"{told}; the triangle is the one that is meant, on {one.at.day} {one.at:%B}."


def _sessions(shown: Behind) -> str:
    return (
        "How much your pain rose over the exercises of a session, on average, in the last "
        f"{counted(len(shown.points), 'session')}; the triangles are those at {number(shown.level)} or above."
    )


def _ratings(shown: Behind) -> str:
    first, last = shown.counted[0], shown.counted[-1]
    return (
        f"The {counted(len(shown.points), 'rating')} of that session in order, from {number(first.value)} "
        f"to {number(last.value)}."
    )


def _befores(shown: Behind) -> str:
    usual = "" if shown.usual is None else f", your usual is {number(shown.usual)}"
    return (
        f"Your pain before exercising on {counted(len(shown.points), 'day')}; the triangle is today's highest, "
        f"{number(shown.counted[0].value)}, the limit is {number(shown.level)}{usual}."
    )


def _days(shown: Behind) -> str:
    line = "their moving average" if shown.what == "moving" else "the mean of seven days"
    return (
        f"Your pain on {counted(len(shown.points), 'rated day')} as dots, and {line} as a line; your usual is "
        f"{number(shown.usual)}, and it has been higher since {_day(shown)}."
    )


_SAID: Final[Mapping[What, Callable[[Behind], str]]] = {
    "rises": _differences,
    "beside": _differences,
    "holds": _holds,
    "pairs": _pairs,
    "stops": _pairs,
    "sessions": _sessions,
    "ratings": _ratings,
    "befores": _befores,
    "moving": _days,
    "weeks": _days,
}


def _mean(points: tuple[Point, ...]) -> str:
    return number(fmean(point.value for point in points if point.value is not None))


def _day(shown: Behind) -> str:
    since: datetime | None = shown.since
    return "" if since is None else f"{since.day} {since:%B}"

"""The words for a finding: why, what ends it, and the rule itself. Plain, calm, second person."""

from collections.abc import Callable, Mapping
from typing import Final

from backcare.safety.codes import BY_CHECK
from backcare.safety.points import number, points
from backcare.safety.rule_words import ENDINGS, REST, RULES
from backcare.safety.verdict import Finding, Level

_HEADLINES = {
    Level.OK: "Fine to go on",
    Level.UNKNOWN: "Not rated",
    Level.CAUTION: "Take care",
    Level.STOP_TODAY: "Paused today",
    Level.STOP: f"Paused: rest {REST}",
}

_SAID = {
    "red-flag": "You said that one of the emergency signs is there. Call your emergency number now.",
    "see-doctor": "You said that there is a sign that a doctor should see. Make an appointment soon.",
    "numb-leg": "You said that numbness, tingling or weakness is new in a leg or foot. Have it looked at today.",
    "leg-pain": "You said that new pain moved into your leg with this exercise.",
}


def headline(level: Level, code: str = "") -> str:
    """The words for a level, as every screen has them; `code` is that of the verdict where it is known."""
    return "Paused: get it checked" if code in BY_CHECK else _HEADLINES[level]


def rule(code: str) -> str:
    """The rule behind a code, in one sentence. Raises KeyError for a code that no rule has."""
    return RULES[code]


def ending(finding: Finding) -> str:
    """What ends the finding, in one sentence."""
    if finding.code == "unrated" and not finding["logged"]:
        return "It ends when you log this exercise and rate your pain after it."
    return ENDINGS[finding.code]


def reason(finding: Finding) -> str:
    """Why the finding was made, with the person's own numbers.

    Example: "Your pain went from 4 to 7 with this exercise, 3 points higher."
    """
    if finding.code in _SAID:
        return _SAID[finding.code]
    return _TOLD[finding.code](finding)


def _rise(finding: Finding) -> str:
    return (
        f"Your pain went from {number(finding['before'])} to {number(finding['after'])} with this exercise, "
        f"{points(finding['rise'])} higher."
    )


def _hurts_again(finding: Finding) -> str:
    stopped, sessions = finding["stopped"], finding["sessions"]
    return f"You pressed Stop because it hurt in {stopped} of the last {sessions} sessions of this exercise."


def _session_rise(finding: Finding) -> str:
    return (
        f"Your pain rose over {finding['rose']} of your last {finding['sessions']} sessions, by "
        f"{points(finding['mean_rise'])} on average over their exercises."
    )


def _creeping(finding: Finding) -> str:
    first, latest = number(finding["first"]), number(finding["latest"])
    return f"Your pain went from {first} to {latest} over your last session. If you are still at it, end here?"


def _long_holds(finding: Finding) -> str:
    return (
        f"Your pain rose with this exercise by {points(finding['mean_rise'])} on average when you held it for "
        f"{number(finding['hold'])} seconds or more. That is {points(finding['excess'])} more than when you held it "
        "shorter."
    )


def _rising(finding: Finding) -> str:
    average, usual = number(finding["average"]), number(finding["usual"])
    return f"Your daily pain has gone up to {average} as a moving average; your usual is {usual}."


def _high(finding: Finding) -> str:
    return f"Your pain of 7 days is {number(finding['week'])} on average; your usual is {number(finding['usual'])}."


def _unrated(finding: Finding) -> str:
    return "You have not rated your pain after this exercise." if finding["logged"] else "Not done yet."


def _hurts(finding: Finding) -> str:
    if finding["stopped"]:
        return "You pressed Stop because this exercise hurt."
    return (
        f"Your pain went from {number(finding['before'])} to {number(finding['worst'])} at its worst with this "
        f"exercise, and was still {points(finding['rise'])} higher after it."
    )


def _high_before(finding: Finding) -> str:
    rated = f"You rated your pain {number(finding['before'])} before exercising today"
    if finding["usual"] is None:
        return f"{rated}."
    return f"{rated}; your usual is {number(finding['usual'])}."


def _trend(finding: Finding) -> str:
    sessions, again = finding["sessions"], " since you took it up again" if finding["retry"] else ""
    if finding["basis"] == "after":
        return (
            f"In the last {sessions} sessions{again} your pain after this exercise was {points(finding['excess'])} "
            "higher than your usual on average, beside that after your others."
        )
    rose = (
        f"Your pain rose with this exercise in {finding['rose']} of the last {sessions} sessions{again}, "
        f"by {points(finding['mean_rise'])} on average over them. That is {points(finding['excess'])} more than your "
        "usual"
    )
    return f"{rose}, and your other exercises do not explain it." if finding["others"] else f"{rose}."


_TOLD: Final[Mapping[str, Callable[[Finding], str]]] = {
    "sharp-rise": _rise,
    "hurts": _hurts,
    "hurts-again": _hurts_again,
    "rise": _rise,
    "session-rise": _session_rise,
    "creeping": _creeping,
    "high-before": _high_before,
    "worsening": _trend,
    "drifting": _trend,
    "long-holds": _long_holds,
    "programme-rising": _rising,
    "programme-high": _high,
    "unrated": _unrated,
}

"""The words for a finding: why, what ends it, and the rule itself. Plain, calm, second person."""

from backcare.safety.verdict import Finding, Level, Value

_HEADLINES = {
    Level.OK: "Fine to go on",
    Level.UNKNOWN: "Not rated",
    Level.CAUTION: "Take care",
    Level.STOP_TODAY: "Paused today",
    Level.STOP: "Paused: rest a week",
}

_RULES = {
    "sharp-rise": "An exercise pauses for the day when your pain is 3 points or more higher after it than before, "
    "or 2 points or more higher and at 7 or above.",
    "hurts": "An exercise pauses for the day when you press Stop because it hurts, or when your pain at its worst is "
    "3 points or more above the rating before and 2 points or more of that are still there after it.",
    "rise": "Take care with an exercise when your pain is 2 points or more higher after it than before.",
    "high-before": "Stretching waits for another day when your pain before it is 8 or more, or is 6 or more and at "
    "least 2 points above your usual.",
    "worsening": "An exercise pauses when your pain has begun to rise more with it than it used to, clearly, in at "
    "least 3 sessions, and by more than your other exercises explain.",
    "drifting": "Take care with an exercise when your pain may have begun to rise more with it than it used to, in at "
    "least 3 sessions, and by more than your other exercises explain.",
    "unrated": "Without a rating after an exercise nothing is said about it.",
    "ok": "None of the rules speaks against this exercise.",
}

_ENDINGS = {
    "sharp-rise": "It opens again tomorrow, at half the hold.",
    "hurts": "It opens again tomorrow, at half the hold.",
    "rise": "It ends with your next rated session of this exercise, if the rise stays under 2 points.",
    "high-before": "It ends tomorrow; until then, move a little if you can.",
    "worsening": "Rest this exercise for a week; after that you can take it up again at half the hold.",
    "drifting": "It ends when your ratings with this exercise come back to your usual.",
    "unrated": "It ends when you rate your pain after this exercise.",
}


def headline(level: Level) -> str:
    """The words for a level, as every screen has them."""
    return _HEADLINES[level]


def rule(code: str) -> str:
    """The rule behind a code, in one sentence. Raises KeyError for a code that no rule has."""
    return _RULES[code]


def ending(finding: Finding) -> str:
    """What ends the finding, in one sentence."""
    if finding.code == "unrated" and not finding["logged"]:
        return "It ends when you log this exercise and rate your pain after it."
    return _ENDINGS[finding.code]


def reason(finding: Finding) -> str:
    """Why the finding was made, in one sentence with the person's own numbers.

    Example: "Your pain went from 4 to 7 with this exercise, 3 points higher."
    """
    match finding.code:
        case "sharp-rise" | "rise":
            return (
                f"Your pain went from {number(finding['before'])} to {number(finding['after'])} with this exercise, "
                f"{points(finding['rise'])} higher."
            )
        case "hurts":
            return _hurts(finding)
        case "high-before":
            return _high_before(finding)
        case "worsening" | "drifting":
            return _trend(finding)
        case _:
            return "You have not rated your pain after this exercise." if finding["logged"] else "Not done yet."


def number(tenths: Value) -> str:
    """A rating in points: 70 is "7", 75 is "7.5"."""
    return f"{round(_tenths(tenths)) / 10:g}"


def points(tenths: Value) -> str:
    """A difference in points: 10 is "1 point", 18 is "1.8 points"."""
    shown = number(tenths)
    return f"{shown} point" if shown == "1" else f"{shown} points"


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
    rose = (
        f"Your pain rose with this exercise in {finding['rose']} of the last {sessions} sessions{again}, "
        f"by {points(finding['mean_rise'])} on average over them, which is {points(finding['excess'])} more than "
        "your usual"
    )
    return f"{rose}, and your other exercises do not explain it." if finding["others"] else f"{rose}."


def _tenths(value: Value) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"no number: {value!r}")
    return value

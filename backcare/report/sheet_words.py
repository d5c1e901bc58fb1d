"""The words of a report. They say what was logged and what is missing, and nothing about what it may mean."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from backcare.charts.practice import A_MINUTE
from backcare.charts.words import day_of
from backcare.charts.words_pain import ENOUGH
from backcare.notebook.reported import Done
from backcare.report.asked import Asked
from backcare.report.model import Change, Dose, Glance, Mean, Report, SideHold, Signs
from backcare.safety.history import Questions, Said
from backcare.words import counted, full_day, name_within

TITLE: Final = "Back pain and stretches"
SAMPLE_TITLE: Final = "Sample data: made-up pain and stretches"
EXERCISES: Final = "Exercises"
CHANGES: Final = "Pauses and decisions"
SIGNS: Final = "Warning signs"
NOTES: Final = "Notes"
ALL: Final = "All exercises"
SESSION: Final = "Last session"
NO_EXERCISES: Final = "No exercise was logged on these days."
NO_CHANGES: Final = "Nothing was paused and nothing decided on these days."
NO_SIGNS: Final = "The lists of warning signs were not answered on these days."
NO_NOTES: Final = "Nothing was noted on these days."
JOIN: Final = "\u00a0"  # a number stays with its unit
A_DAYS_PAIN: Final = "A day's pain is the mean of its ratings before and after exercises, from 0 to 10."
NOTHING: Final = "Nothing is logged yet."
FOOT: Final = (
    "Fixed rules pause an exercise: pain rises sharply with it, or it hurts, or pain rises more than usual over weeks.",
    "They see what is rated, and were tested on simulated persons only. This is a person's own log, not a diagnosis.",
)
_LISTS: Final[dict[Questions, str]] = {
    "emergency": "Emergency signs",
    "doctor": "Signs that a doctor should see",
    "leg": "Something new in a leg",
}


def span(asked: Asked) -> str:
    """The days: "27 October 2026 to 23 November 2026"; one day alone where they are the same."""
    first, last = full_day(asked.first), full_day(asked.last)
    return first if first == last else f"{first} to {last}"


def made(day: date) -> str:
    """Of which day the page is, what it is, and what its numbers are."""
    return f"From a person's own log, made with BackCare on {full_day(day)}. {A_DAYS_PAIN}"


def mean(found: Mean, what: str = "day") -> tuple[str, str]:
    """A mean of ratings, and of how many: "3.1", "27 of 28 days rated", "9 of 28 mornings rated"."""
    rated = f"{found.rated} of {counted(found.days, what)} rated"
    return ("not rated" if found.value is None else f"{found.value:.1f}"), rated


def before(days: int) -> str:
    """The name of as many days before: "28 days before"."""
    return f"{counted(days, 'day')} before"


def usual(report: Report) -> tuple[str, str]:
    """What is usual, and of which days that is the middle one."""
    value = report.glance.usual
    if value is None:
        return "not known", f"{ENOUGH} rated days are needed"
    last = max(one.day for one in report.days if one.mean is not None)
    return f"{value:.1f}", "the middle of 3 months" + ("" if last >= report.asked.first else f" to {full_day(last)}")


def flares(days: int) -> str:
    """How many days were marked: "none", "1 day"."""
    return counted(days, "day") if days else "none"


def practice(shown: Glance, days: int) -> tuple[str, str]:
    """On how many days something was done, and for how long it was held."""
    held = "under 1 minute" if 0 < shown.held < A_MINUTE else counted(round(shown.held / A_MINUTE), "minute")
    return counted(shown.practised, "day"), f"of {days}, {held} held"


def gaps(report: Report) -> tuple[str, ...]:
    """What the notebook does not know of these days."""
    since, asked = report.glance.since, report.asked
    if since is None or since > asked.last:
        return (NOTHING if since is None else f"Nothing is logged before {full_day(since)}.",)
    found = [f"Nothing is logged before {full_day(since)}."] if since > asked.first else []
    if not (report.glance.pain.rated or report.glance.mornings.rated or report.glance.practised):
        return (*found, "Nothing is logged on these days.")
    unrated = sum(row.done.unrated for row in report.rows)
    times = sum(row.done.times for row in report.rows)
    if unrated:
        found.append(f"Pain after an exercise was not rated {counted(unrated, 'time')} of {times}.")
    unheld = sum(row.done.unheld for row in report.rows)
    if unheld:
        found.append(f"No hold was timed {counted(unheld, 'time')} of {times}.")
    return (*found, "What is missing is left out, and never filled in.") if found else ()


def done(found: Done) -> tuple[str, str]:
    """How often, and what is missing: "24 times", "on 22 days, 2 not rated"."""
    if not found.times:
        return "not done", ""
    days = [f"on {counted(found.days, 'day')}"] if found.days != found.times else []
    return counted(found.times, "time"), ", ".join([*days, *([f"{found.unrated} not rated"] if found.unrated else [])])


def held(sides: Sequence[SideHold]) -> str:
    """Seconds by side: "left 18 s, right 16.5 s", "left 5 s, right 5 s, both 10 s", "18 s", "no hold timed"."""
    if [one.side for one in sides] == ["both"]:
        return f"{sides[0].seconds:g}{JOIN}s"
    return ", ".join(f"{one.side}{JOIN}{one.seconds:g}{JOIN}s" for one in sides) or "no hold timed"


def seconds(value: float | None) -> str:
    """A hold as a target: "20 s"."""
    return "none" if value is None else f"{value:g}{JOIN}s"


def rise(value: float | None, days: int) -> tuple[str, str]:
    """What pain usually does: "0.5 higher", with the number of days; "too few ratings" of fewer than three."""
    note = f"rated on {counted(days, 'day')}"
    if value is None:
        return "too few ratings", note
    return ("the same" if value == 0 else f"{abs(value):g} {'higher' if value > 0 else 'lower'}"), note


def first_sentence(text: str) -> str:
    """The first one alone: what follows it is for whoever is in the middle of a session.

    Example: "Your pain went from 4 to 7.5 over your last session. If you are still at it, end here?" ends at "session."
    """
    first, dot, _ = text.partition(". ")
    return f"{first}." if dot else text


def lead(day: date, name: str, asked: Asked) -> str:
    """What a line is about: "12 November, Pelvic tilt"; the year is said where it is not that of the last day."""
    return f"{day_of(day, asked.last)}, {name}"


def change(one: Change) -> str:
    """What happened, and when it ended."""
    if one.kind == "pause-day":
        return f"Paused for the day. {one.reason}"
    if one.kind == "pause":
        ended = f" It ended on {full_day(one.ended)}." if one.ended else " It is still paused."
        return f"Paused. {one.reason}{ended}"
    if one.by:
        return _said(one)
    return "Taken up again after its rest." if one.kind == "up" else "Taken up again though it was paused."


def _said(one: Change) -> str:
    by = name_within(one.by)
    if one.dose:
        return f"{by} set the dose: {dose(one.dose)}."
    return {"lift": f"{by} lifted the pause.", "off": f"{by} switched it off."}.get(one.kind, f"{by} switched it on.")


def dose(found: Dose) -> str:
    """A dose: "25 s, 3 times each side"."""
    sides = " each side" if found.sided else ""
    return f"{found.hold:g}{JOIN}s, {counted(found.times, 'time')}{sides}"


def by(what: str, said: Said, asked: Asked) -> str:
    """Whose word it is: "Set by Anna Weiss on 3 November"."""
    return f"{what} by {name_within(said.clinician)} on {day_of(said.day, asked.last)}"


def sign_lines(found: Signs, asked: Asked) -> list[tuple[str, str]]:
    """How often each list was answered, every yes with what followed, and what was told about oneself."""
    lines = []
    for kind, times, last in found.asked:
        yes = sum(one.questions == kind for one in found.yes)
        told = "" if yes else " Nothing was there." if kind == "leg" else " None of them was there."
        lines.append((_LISTS[kind], f"Answered {counted(times, 'time')}, last on {full_day(last)}.{told}"))
    for one in found.yes:
        seen = "No check is entered yet." if one.checked is None else f"A check on {full_day(one.checked)} is entered."
        lines.append((lead(one.day, "yes", asked), f"{one.text}. {seen}"))
    return [*lines, *_about(found.about)]


def _about(told: Iterable[str]) -> list[tuple[str, str]]:
    return [("About the person", f"{question} Yes.") for question in told]

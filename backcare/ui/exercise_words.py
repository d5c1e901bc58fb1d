"""Doses, goals and logs in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from backcare.catalogue.model import Dose, Exercise, Side
from backcare.notebook.reads import StoredLog
from backcare.training.targets import Target
from backcare.words import full_day

CUT_SHORT: Final = "* cut short when the device slept or the page was closed"
_SIDES: Final[tuple[Side, ...]] = ("left", "right", "both")


def seconds(tenths: int) -> str:
    """A hold in words: 25 is "2.5 seconds", 10 is "1 second"."""
    return "1 second" if tenths == 10 else f"{tenths / 10:g} seconds"  # noqa: PLR2004 - 10 tenths are a second


def dose_words(exercise: Exercise, target: Target) -> str:
    """A target in words: "5 seconds, 3 times each side", after the gentler form's name where it is one."""
    return _of_form(exercise, target, f"{seconds(target.hold)}, {_times(target.reps, None)}")


def short_dose(exercise: Exercise, target: Target) -> str:
    """A target in few letters: "5 s × 3 each side", after the gentler form's name where it is one."""
    return _of_form(exercise, target, f"{target.hold / 10:g} s × {target.reps}")


def _of_form(exercise: Exercise, target: Target, dose: str) -> str:
    """The dose with its form and its sides."""
    form, dose = exercise.form(target.variant), dose + _each(exercise.sides_of(target.variant))
    return f"{form.name}: {dose}" if form else dose


def goal_words(exercise: Exercise) -> str:
    """The goal in words, ranges as ranges: "30 to 45 seconds, 3 times each side"."""
    goal = exercise.goal
    hold = f"{goal.hold} to {goal.hold_most} seconds" if goal.hold_most else seconds(goal.hold * 10)
    return f"{hold}, {_times(goal.reps, goal)}{_each(exercise.sides)}"


def log_words(log: StoredLog) -> str:
    """One log in a line: the day, and what was done."""
    return f"**{full_day(log.started_at)}** · {done_words(log)}"


def done_words(log: StoredLog) -> str:
    """What was done: the holds by side in seconds, pain before, at its worst and after."""
    parts = [_hold_words(log)]
    if any(one is not None for one in (log.before, log.worst, log.after)):
        worst = "" if log.worst is None else f" {_points(log.worst)} at its worst,"
        parts.append(f"pain {_points(log.before)} before,{worst} {_points(log.after)} after")
    if log.stopped:
        parts.append("stopped because it hurt")
    return " · ".join(parts)


def best_words(exercise: Exercise, bests: Mapping[tuple[str, str, str], int]) -> list[str]:
    """The longest holds, a line for each form that was held: "Full form: left 12 s, right 11.5 s".

    `bests` are tenths by (exercise, variant, side).
    """
    lines = []
    for variant, name in _forms(exercise).items():
        known = {side: bests.get((exercise.slug, variant, side)) for side in _SIDES}
        held = ", ".join(_side_words(side, f"{tenths / 10:g}") for side, tenths in known.items() if tenths)
        if held:
            lines.append(f"{name}: {held}" if exercise.gentler else held.capitalize())
    return lines


def areas(exercise: Exercise) -> str:
    """What it works on: "Low back, buttocks"."""
    return ", ".join(exercise.areas).capitalize()


def bullets(lines: Sequence[str]) -> str:
    """Lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def _times(reps: int, goal: Dose | None) -> str:
    if goal and goal.reps_most:
        return f"{reps} to {goal.reps_most} times"
    return "once" if reps == 1 else f"{reps} times"


def _each(sides: Sequence[Side]) -> str:
    return " each side" if len(sides) > 1 else ""


def _hold_words(log: StoredLog) -> str:
    """The holds by side. A mark never stands before a letter or a digit, where Markdown would take it for its own."""
    found = []
    for side in _SIDES:
        times = ", ".join(
            f"{tenths / 10:g}{'*' if place in log.interrupted else ''}"
            for place, (one, tenths) in enumerate(log.holds)
            if one == side
        )
        if times:
            found.append(_side_words(side, times))
    words = "; ".join(found) or "no holds noted"
    return f"{words} ({CUT_SHORT})" if log.interrupted else words


def _side_words(side: Side, times: str) -> str:
    return f"{times} s" if side == "both" else f"{side} {times} s"


def _forms(exercise: Exercise) -> dict[str, str]:
    return {"": "Full form"} | ({exercise.gentler.slug: exercise.gentler.name} if exercise.gentler else {})


def _points(tenths: int | None) -> str:
    return "not rated" if tenths is None else f"{tenths / 10:g}"

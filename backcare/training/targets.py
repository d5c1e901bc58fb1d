"""How long and how often today, with one sentence that says why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from backcare.catalogue.model import Exercise
from backcare.safety.codes import BY_CHECK
from backcare.safety.history import Decision
from backcare.safety.points import points
from backcare.safety.thresholds import AWAY_DAYS, RETRIES, SIGNAL_RISE, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Level, Verdict
from backcare.training.days import Days
from backcare.training.steps import Step, steps
from backcare.training.walk import (
    FINEST,
    GOOD_SESSIONS,
    HALF,
    START,
    THREE_QUARTERS,
    WHOLE,
    Path,
    Place,
    end,
    part,
)
from backcare.training.walked import Walked
from backcare.training.wishes import HandTarget
from backcare.words import counted, name_within

__all__ = [
    "FINEST", "GOOD_SESSIONS", "HALF", "THREE_QUARTERS", "WHOLE", "Known", "Step", "Target", "holds_by_day", "path_now",
    "path_of", "steps", "target",
]  # fmt: skip

EASED: Final = Fraction(4, 5)  # the next time after a rise that counts; a judgement
_NO_YEAR: Final = 180  # days; a date that is longer ago is said with its year


@dataclass(frozen=True, slots=True)
class Target:
    """What to do today: `hold` in tenths of a second, `reps` a side, `variant` a gentler form's slug or empty.

    `hand` is the target that the person or a clinician set, where it is one of those.
    """

    hold: int
    reps: int
    variant: str
    reason: str
    hand: HandTarget | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one exercise beside its verdict.

    `days` are its readings by the person's own day, `decisions` and `hand` its own. `share` of the hold is as
    backcare.safety.lasting.share_of_hold has it, and `returns` are the days on which the person came back after 14
    days away, as backcare.training.walk.returns has them.
    """

    days: Days
    decisions: Sequence[Decision] = ()
    hand: Sequence[HandTarget] = ()
    share: Fraction = WHOLE
    returns: Sequence[date] = ()
    begin: Place = START


def target(exercise: Exercise, known: Known, verdict: Verdict, today: date) -> Target:
    """Today's target.

    A day is good when every reading of it is rated and rose by less than 1 point, none paused the exercise, and the
    hold was reached. Three good days lead to the next step. A day that paused the exercise halves the hold until three
    good days have passed; so do 14 days without any session. An exercise that is taken up again comes back with its
    share of the hold, and no day leads up until it has all of it. After a rise of 2 points it is four fifths the next
    time. While a caution stands, days since it began do not count. What the person or a clinician set takes the place
    of the step; all that lowers a hold lowers that, too.

    Args:
        exercise: of the catalogue.
        known: what is known of it.
        verdict: of this exercise, now.
        today: the person's own day.

    Returns:
        The target, with one sentence or two that say why.
    """
    path = path_now(exercise, known, verdict)
    ladder, place = path.ladder, end(path, today)
    full = place.full(ladder)
    least = min(known.share, HALF if place.halved else WHOLE, EASED if _rose(verdict) else WHOLE)
    if any(one.level >= Level.STOP_TODAY and one.code not in BY_CHECK for one in verdict.findings):
        least = HALF
        why = "It is paused now. When you take it up again, it starts at half the hold."
    else:
        why = _lowered(least, known.share, place) or ("" if place.hand else _reason(place, len(ladder), verdict))
    said = (_set_words(place.hand, today), why) if place.hand else (why,)
    return Target(part(full.hold, least), full.reps, full.variant, " ".join(filter(None, said)), place.hand)


def path_now(exercise: Exercise, known: Known, verdict: Verdict) -> Path:
    """What an exercise's walk up to now is made of: while a caution stands, days since it began do not count."""
    ladder, careful = steps(exercise), _careful_since(verdict)
    return Path(ladder, known.days, known.decisions, known.hand, known.returns, careful, known.begin)


def path_of(
    exercise: Exercise,
    days: Days,
    decisions: Iterable[Decision] = (),
    hand: Iterable[HandTarget] = (),
    back: Sequence[date] = (),
) -> Path:
    """What an exercise's walk is made of.

    Args:
        exercise: of the catalogue.
        days: its readings by the person's own day.
        decisions: of this exercise or of all.
        hand: targets by hand, of this exercise or of all.
        back: the days on which the person came back after 14 days without any session, as `returns` has them.
    """
    slug = exercise.slug
    own = [one for one in decisions if one.exercise == slug]
    return Path(steps(exercise), days, own, [one for one in hand if one.exercise == slug], back)


def holds_by_day(found: Walked) -> dict[date, int]:
    """The hold that each logged day began with as its target, in tenths of a second.

    It is the walk up the steps from the days before; what the verdicts of that time asked for is not looked up again.
    Example: three good days of pelvic tilt at 3 s give 30, 30, 30, and the fourth day begins with 50.
    """
    ladder, holds = found.path.ladder, dict[date, int]()
    place, hold = None, 0
    for one in found.strides:
        if one.logged:
            if one.before is not place:  # day after day it is the same
                place, hold = one.before, part(one.before.full(ladder).hold, one.before.share)
            holds[one.at.date()] = hold
    return holds


def _rose(verdict: Verdict) -> bool:
    return any(finding.code == "rise" for finding in verdict.findings)


def _careful_since(verdict: Verdict) -> datetime | None:
    """When the earliest finding that asks for care began; None where there is none."""
    return min((one.since for one in verdict.findings if one.level >= Level.CAUTION and one.since), default=None)


def _set_words(hand: HandTarget, today: date) -> str:
    day = hand.said.day if hand.said else hand.at.date()
    year = f" {day.year}" if (today - day).days > _NO_YEAR else ""
    on = f"on {day.day} {day:%B}{year}"
    return f"Set by {name_within(hand.said.clinician)} {on}." if hand.said else f"You set this {on}."


def _lowered(least: Fraction, share: Fraction, place: Place) -> str:
    """Why the hold is less than that of the step; empty where it is not."""
    if least == WHOLE:
        return ""
    if share == HALF:
        return f"Half the hold until {RETRIES} sessions since you took it up again are compared with your old usual."
    if least == HALF:
        why = f"after {AWAY_DAYS} days or more away" if place.halved == "away" else "because it was paused for a day"
        missing = GOOD_SESSIONS - place.good
        more = counted(missing, "more good session brings", "good sessions bring")
        return f"Half the hold, {why}. {more} the full hold back."
    if least == share:
        return f"Three quarters of the hold for {THREE_QUARTERS_SESSIONS} sessions, then all of it."
    return f"A fifth less this time, because your pain rose by {points(SIGNAL_RISE)} or more the last time."


def _reason(place: Place, count: int, verdict: Verdict) -> str:
    if verdict.closing:
        return "It waits until what you told is looked at."
    if verdict.level == Level.CAUTION:
        return "It stays here while your ratings ask for care."
    if place.again:
        return "All of the hold again. It stays here until it has held up for some sessions."
    if place.step == count - 1:
        return "This is the goal. There is no need to go further."
    missing = GOOD_SESSIONS - place.good
    more = counted(missing, "more good session", "good sessions on different days")
    return f"Step {place.step + 1} of {count}. The next step comes after {more}."

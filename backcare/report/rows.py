"""A row for each exercise: how often it was done, how long it was held, how the pain went, and where it stands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from statistics import median
from typing import Final

from backcare.catalogue.load import catalogue
from backcare.notebook import reported, sums
from backcare.notebook.opening import Open
from backcare.notebook.reported import Done
from backcare.notebook.sums import ExerciseSums
from backcare.report.asked import Asked
from backcare.report.model import Known, Row, SideHold
from backcare.safety.history import Said
from backcare.safety.sittings import sittings
from backcare.safety.verdict import Level, Verdict
from backcare.training.days import by_day
from backcare.training.targets import holds_by_day, path_of
from backcare.training.walk import returns
from backcare.training.walked import walked
from backcare.training.wishes import Wishes

ENOUGH: Final = 3  # days with ratings before and after, before the word "usually" is fair
SIDES: Final = ("left", "right", "both")


def rows(book: Open, known: Known, verdicts: Mapping[str, Verdict], asked: Asked, now: datetime) -> tuple[Row, ...]:
    """The exercises that were done, are paused or switched off, in the catalogue's order; unknown ones last.

    Args:
        book: the open notebook.
        known: of its person.
        verdicts: by exercise, at the moment `now`.
        asked: the days from its first to its last are counted.
        now: the moment that the report speaks of.
    """
    done = reported.done(book.engine, book.person, asked.first, asked.last)
    order = [one.slug for one in catalogue().exercises]
    wishes = known.wishes.known_at(now)
    own = [slug for slug in order if slug in done or slug in wishes.off or _paused(verdicts.get(slug))]
    back = returns(sitting.day for sitting in sittings(known.history.readings, now))
    found = []
    for slug in (*own, *sorted(done.keys() - set(order))):
        days = sums.exercise_within(book.engine, book.person, slug, asked.first, asked.last).values()
        aim = _target(slug, known, back, asked.last)
        row = _row(slug, done.get(slug, Done(0, 0, 0, 0)), days, aim, verdicts[slug])
        found.append(row._replace(off=wishes.off.get(slug), set_by=_set_by(slug, wishes)))
    return tuple(found)


def _paused(verdict: Verdict | None) -> bool:
    own = (one for one in verdict.findings if one.scope == "exercise") if verdict else ()
    return any(one.level >= Level.STOP_TODAY for one in own)


def _row(slug: str, done: Done, days: Collection[ExerciseSums], target: float | None, verdict: Verdict) -> Row:
    rises = [(one.after - one.before) / 10 for one in days if one.before is not None and one.after is not None]
    rise = round(median(rises), 1) if len(rises) >= ENOUGH else None
    return Row(slug, catalogue().name(slug), done, _sides(days), target, rise, len(rises), verdict)


def _set_by(slug: str, wishes: Wishes) -> Said | None:
    """Whose word the target by hand is that counts; None where there is none, or the person set it."""
    own = [one for one in wishes.targets if one.exercise == slug]
    last = max(own, key=lambda one: one.at.astimezone(UTC), default=None)
    return last.said if last and last.hold is not None else None


def _sides(days: Collection[ExerciseSums]) -> tuple[SideHold, ...]:
    found = []
    for side in SIDES:
        held = [one.mean / 10 for day in days if (one := getattr(day, side))]
        if held:
            found.append(SideHold(side, round(median(held), 1), len(held)))
    return tuple(found)


def _target(slug: str, known: Known, back: Sequence[date], last: date) -> float | None:
    """The hold that the last logged day up to `last` began with, in seconds; None where there is no such day."""
    exercise = catalogue().find(slug)
    own = [one for one in known.history.readings if one.exercise == slug and one.day <= last]
    if exercise is None or not own:
        return None
    aims = holds_by_day(
        walked(path_of(exercise, by_day(own)[slug], known.history.decisions, known.wishes.targets, back))
    )
    return aims[max(aims)] / 10

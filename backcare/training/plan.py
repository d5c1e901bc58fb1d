"""Which exercises are on today, each with its target and its verdict, and what kind of day it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from backcare.catalogue.model import Catalogue, Exercise
from backcare.safety.history import History, Said
from backcare.safety.verdict import Level, Verdict
from backcare.training.days import by_day
from backcare.training.known import known_of
from backcare.training.targets import Known, Target, target
from backcare.training.wishes import EVERY_DAY, PlanChoice, Wishes

Kind: TypeAlias = Literal["usual", "first", "flare", "off"]

FIRST_DAY: Final = 3  # a judgement: three exercises, about three minutes, are enough to begin with
FLARE_DAY: Final = 3  # a judgement: see `plan`
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of the plan. A paused one stays in it, so that the screen can say why it is paused.

    `ask` holds the reasons to ask a clinician before doing it, out of what the person told about themselves; `off` is
    the word of the clinician who switched it off.
    """

    exercise: Exercise
    target: Target
    verdict: Verdict
    ask: tuple[str, ...] = ()
    off: Said | None = None

    @property
    def going(self) -> bool:
        """Whether it can be done now: neither paused, nor switched off, nor to be asked about first."""
        return self.verdict.level < Level.STOP_TODAY and not self.waits

    @property
    def waits(self) -> bool:
        """Whether it waits for the word of a clinician: switched off by one, or to be asked about first."""
        return bool(self.ask) or self.off is not None


@dataclass(frozen=True, slots=True)
class Day:
    """What kind of day it is, with a sentence where that is no usual one; `items` are what is on."""

    kind: Kind
    words: str
    items: tuple[PlanItem, ...]


def items(
    catalogue: Catalogue,
    history: History,
    verdicts: Mapping[str, Verdict],
    today: date,
    *,
    ask: Mapping[str, tuple[str, ...]] | None = None,
    wishes: Wishes | None = None,
    known: Mapping[str, Known] | None = None,
) -> tuple[PlanItem, ...]:
    """Every exercise of the catalogue with its target and its verdict, in the catalogue's order.

    On a day that is marked as a flare-up each has half its repeats.

    Args:
        catalogue: the exercises.
        history: all that is known of the person.
        verdicts: by exercise, now.
        today: the person's own day.
        ask: the reasons to ask a clinician first, by exercise.
        wishes: what the person chose, and what a clinician said.
        known: what backcare.training.known gives for each exercise, where it is at hand.

    Raises:
        KeyError: an exercise has no verdict.
    """
    if known is None:
        known = known_of(catalogue, history, by_day(history.readings), wishes, today)
    flare, found = today in history.flares, []
    off = wishes.off if wishes else {}
    for exercise in catalogue.exercises:
        slug = exercise.slug
        aim = target(exercise, known[slug], verdicts[slug], today)
        aim = _fewer(aim) if flare else aim
        found.append(PlanItem(exercise, aim, verdicts[slug], (ask or {}).get(slug, ()), off.get(slug)))
    return tuple(found)


def plan(every: Sequence[PlanItem], history: History, today: date, choice: PlanChoice | None = None) -> Day:
    """What is on today, out of every item of the catalogue.

    What the person chose is on; where they chose nothing, the first day offers the first three and later days all.
    A flare-up day offers the first three that are going, what was logged today among them, each with half its repeats:
    the first ones of the catalogue are done lying on the back, where the back carries no load, and staying a little
    active is what guidelines advise for back pain; that it is three, and half, is a judgement. A day off offers what
    any day does: one can practise all the same. Whatever else was logged today is on as well, and so is what waits for
    the word of a clinician, for the screen to say why.

    Args:
        every: as `items` has them.
        history: all that is known of the person.
        today: the person's own day.
        choice: what the person chose, if anything.
    """
    days = {reading.day for reading in history.readings if today - reading.day <= _WEEK}
    began = bool(days - {today}) or any(reading.day < today for reading in history.readings)
    logged = {reading.exercise for reading in history.readings if reading.day == today} if today in days else set()
    chosen = chosen_of(every, choice)
    if today in history.flares:
        able = [item for item in chosen if item.going and item.exercise.slug not in logged]
        short = _first(able, FLARE_DAY - len(logged))
        words = "A shorter plan for a flare-up day. Moving a little is enough; so is leaving it for today."
        return Day("flare", words, _on(every, chosen, short | logged))
    if not began and not (choice and choice.exercises):
        return Day("first", "", _on(every, chosen, _first(chosen, FIRST_DAY) | logged))
    on = _on(every, chosen, {item.exercise.slug for item in chosen} | logged)
    if choice and day_off(days, today, choice.days):
        return Day("off", _off_words(choice.days, practised_before(days, today)), on)
    return Day("usual", "", on)


def chosen_of(every: Sequence[PlanItem], choice: PlanChoice | None) -> tuple[PlanItem, ...]:
    """The items that the person chose; all of them where none was chosen, or none of those is there any more."""
    wanted = set(choice.exercises) if choice else set()
    return tuple(item for item in every if item.exercise.slug in wanted) or tuple(every)


def practised_before(practised: set[date], today: date) -> int:
    """On how many of the six days before today something was done."""
    return sum(timedelta(0) < today - day < _WEEK for day in practised)


def day_off(practised: set[date], today: date, days: int) -> bool:
    """Whether so many of the six days before today were practised that the wish for `days` of seven is met.

    Counted over any seven days and not by the week's days: whoever misses a day finds it on the next one, and nothing
    is ever behind. That is a judgement.
    Example: three days a week, practised on Monday, Wednesday and Friday: Saturday and Sunday are off, Monday is on.
    """
    return days < EVERY_DAY and practised_before(practised, today) >= days


def _off_words(days: int, before: int) -> str:
    done = f"you practised on {before} of the last 7 days"
    return f"You chose {days} days a week, and {done}. You can practise all the same."


def _on(every: Sequence[PlanItem], chosen: Sequence[PlanItem], wanted: set[str]) -> tuple[PlanItem, ...]:
    return tuple(item for item in every if item.exercise.slug in wanted or (item.waits and item in chosen))


def _first(chosen: Sequence[PlanItem], count: int) -> set[str]:
    return {item.exercise.slug for item in [one for one in chosen if not one.waits][: max(count, 0)]}


def _fewer(aim: Target) -> Target:
    """Half the repeats, rounded up; the hold stays."""
    if aim.reps == 1:
        return aim
    return replace(aim, reps=(aim.reps + 1) // 2, reason=f"{aim.reason} Half as often today, for the flare-up.")

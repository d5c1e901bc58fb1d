"""The days of a made-up person: what they rate and hold, drawn from a seed. No clock, no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from backcare.catalogue.model import Catalogue, Exercise, Side
from backcare.training.targets import Step, steps

# Points, as in benchmarks/README.md; what is not measured anywhere is chosen so that the charts have something to show.
FIRST_PAIN, LATER_PAIN, RECOVERY_DAYS = 5.0, 2.8, 300
DAY_SD, DAY_MEMORY = 1.1, 0.4
FLARES_A_YEAR, FLARE_DAYS, FLARE_POINTS = 3, (3, 7), (2.0, 3.5)
SESSION_SD, RISE, RISE_SD = 0.3, -0.2, 0.7
PRACTISED, RATED, WORST_RATED, MORNING_RATED = 0.9, 0.97, 0.6, 0.8
SPELL_EVERY, SPELL_DAYS, SPELL_RISE, REST = (
    330,
    9,
    2.2,
    9,
)  # days, points: each year one exercise goes badly for a while
DAYS_A_STEP = 12
NOTES: Final = ("Slept badly.", "Long drive yesterday.", "Felt easier today.", "Garden work.", "Stiff in the morning.")


class Done(NamedTuple):
    """One exercise as it was done; ratings and seconds in tenths."""

    exercise: str
    variant: str
    holds: tuple[tuple[Side, int], ...]
    before: int | None
    worst: int | None
    after: int | None
    note: str


class Day(NamedTuple):
    """One day: `began` with what was `done`, or None; `morning` in tenths; `resumes` is an exercise taken up again."""

    day: date
    morning: int | None
    flare: bool
    began: datetime | None
    done: tuple[Done, ...]
    resumes: str | None


@dataclass
class _Body:
    """How the back is from day to day."""

    draw: Random
    swing: float = 0.0
    flare_left: int = 0
    flare: float = 0.0
    practised: dict[str, int] = field(default_factory=dict)  # days by exercise

    def wake(self, day: int) -> float:
        self.swing = DAY_MEMORY * self.swing + self.draw.gauss(0, DAY_SD * (1 - DAY_MEMORY**2) ** 0.5)
        self.flare_left -= 1
        if self.flare_left < 0 and self.draw.random() < FLARES_A_YEAR / 365:
            self.flare_left, self.flare = self.draw.randint(*FLARE_DAYS), self.draw.uniform(*FLARE_POINTS)
        healed = min(day / RECOVERY_DAYS, 1)
        usual = FIRST_PAIN + (LATER_PAIN - FIRST_PAIN) * healed
        return usual + self.swing + (self.flare if self.flare_left >= 0 else 0)


def life(catalogue: Catalogue, count: int, last: date, zone: str, seed: int) -> Iterator[Day]:
    """Draw `count` days that end with `last`, oldest first. The same seed gives the same days.

    Args:
        catalogue: whose exercises are practised, each from the first step of its ladder on.
        count: of days.
        last: the last day.
        zone: IANA name of the zone that the person lives in.
        seed: any whole number.
    """
    body = _Body(Random(seed))  # noqa: S311 - nothing secret is drawn
    ladders = {exercise.slug: steps(exercise) for exercise in catalogue.exercises}
    for place in range(count):
        day = last - timedelta(days=count - 1 - place)
        level = body.wake(place)
        morning = _rated(body.draw, level + body.draw.gauss(0, 0.6), MORNING_RATED)
        turn, within = divmod(place, SPELL_EVERY)
        troubled = catalogue.exercises[(3 + turn) % len(catalogue.exercises)].slug
        bad = SPELL_EVERY - SPELL_DAYS - REST <= within < SPELL_EVERY - REST
        resting = within >= SPELL_EVERY - REST
        began = None
        done: tuple[Done, ...] = ()
        if bad or body.draw.random() < PRACTISED:
            at = body.draw.choice((time(7, 30), time(8, 0), time(19, 15), time(20, 30)))
            began = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
            chosen = [one for one in catalogue.exercises if not (resting and one.slug == troubled)]
            done = tuple(_session(body, chosen, ladders, level, troubled if bad else ""))
        resumed = place > 0 and within == 0
        before = catalogue.exercises[(3 + turn - 1) % len(catalogue.exercises)].slug
        yield Day(day, morning, body.flare_left >= 0, began, done, before if resumed else None)


def _session(
    body: _Body, exercises: Sequence[Exercise], ladders: dict[str, tuple[Step, ...]], level: float, troubled: str
) -> Iterator[Done]:
    draw, shock = body.draw, body.draw.gauss(0, SESSION_SD)
    for exercise in exercises:
        ladder = ladders[exercise.slug]
        practised = body.practised.get(exercise.slug, 0)
        body.practised[exercise.slug] = practised + 1
        step = ladder[min(practised // DAYS_A_STEP, len(ladder) - 1)]
        before = level + draw.gauss(0, 0.4)
        after = before + shock + draw.gauss(RISE, RISE_SD) + (SPELL_RISE if exercise.slug == troubled else 0)
        worst = max(before, after) + draw.expovariate(2)
        holds = tuple(
            (side, max(step.hold + draw.randint(-5, 10), 10))
            for _ in range(step.reps)
            for side in exercise.sides_of(step.variant)
        )
        yield Done(
            exercise=exercise.slug,
            variant=step.variant,
            holds=holds,
            before=_rated(draw, before, RATED),
            worst=_rated(draw, worst, WORST_RATED),
            after=_rated(draw, after, RATED),
            note=draw.choice(NOTES) if draw.random() < 0.01 else "",  # noqa: PLR2004  # one in a hundred
        )


def _rated(draw: Random, points: float, share: float) -> int | None:
    """A rating in tenths, whole points four times in five, halves otherwise; None where it was not given."""
    given, halves = draw.random() < share, draw.random() < 0.2  # noqa: PLR2004  # one in five
    shown = round(points * 2) * 5 if halves else round(points) * 10
    return min(max(shown, 0), 100) if given else None

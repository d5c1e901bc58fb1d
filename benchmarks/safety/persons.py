"""Simulated persons: what their backs do, before anybody writes a number down.

Everything here is in points and not rounded; below 0 is how far a painless back is from hurting, above 10 is as bad as
10: the scale ends where it is answered. Arrays are shaped (sessions, exercises) unless said otherwise.
The numbers are of this file alone: no rule's threshold or constant is used. Sources: day-to-day SD Page 2022
(doi 10.1016/j.jpain.2022.01.001), flares Suri 2011 (about +2.7); the rest are assumptions, stated in the README.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Points: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Whole: TypeAlias = npt.NDArray[np.int64]
Range: TypeAlias = tuple[float, float]
Logging: TypeAlias = Literal["full", "after-only", "copied", "same-number"]

EXERCISES = ("pelvic-tilt", "knees-to-chest", "side-knee-drop", "hamstring-stretch", "prayer-pose", "horse-back")
SESSIONS = 90
GAPS, GAP_SHARES = (1, 2, 3, 4), (0.6, 0.25, 0.1, 0.05)  # days from one session to the next
FLARE_DAYS, FLARE_POINTS = (3, 7), (1.5, 4.0)
WHOLE_POINTS = 0.6  # share of persons who answer in whole points; the others use halves
PEAK = 0.5  # points by which an exercise is at its worst above the higher of before and after, on average
LONG_HOLD, SHORT_HOLD = 20.0, 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Kind:
    """A group of persons: the ranges that each of them is drawn from, evenly.

    `fall` is what pain falls by over the sessions, for the share `recovering`. `flares` is the mean number of them.
    `person_sd` is how far persons differ in the mean of their harmless rises, beside `exercise_sd` within a person.
    `area_sd` is how far the level of pain differs from exercise to exercise, before and after alike.
    `pull` is what the stretch itself adds to a rating after 20 s of holding. `logged` is the share of the exercises
    that a session has, `mixed_holds` the share of persons who hold now short, now long; `logging` the ways of rating
    with their shares.
    """

    name: str
    pain: Range = (2.0, 6.0)
    day_sd: Range = (1.0, 1.5)
    day_memory: Range = (0.3, 0.6)
    noise_sd: float = 0.8
    session_sd: Range = (0.2, 0.5)
    exercise_sd: float = 0.35
    person_sd: float = 0.0
    mean_rise: float = -0.1
    area_sd: float = 0.0
    recovering: float = 0.3
    fall: Range = (1.0, 3.0)
    flares: float = 1.0
    pull: Range = (0.0, 0.0)
    logged: float = 0.9
    mixed_holds: float = 0.5
    logging: tuple[tuple[Logging, float], ...] = (("full", 0.85), ("after-only", 0.075), ("copied", 0.075))


@dataclass(frozen=True, slots=True)
class Person:
    """One person's truth. `expected` is what the rises are without their own noise; `rise` is with it.

    `daily` (days,) is the level of pain on every calendar day, `days` (sessions,) says which of them had a session.
    `peak` is how far the worst moment lies above before and after; `temper` (0 to 1) how readily Stop is pressed.
    `done` marks the exercises that a session has, `after_rated` and `worst_rated` which ratings were given;
    `mornings` (days,) the mornings rated. `hold` is in seconds.
    """

    kind: Kind
    logging: Logging
    unit: float
    days: Whole
    daily: Points
    before: Points
    expected: Points
    rise: Points
    peak: Points
    temper: Points
    done: Flags
    after_rated: Flags
    worst_rated: Flags
    mornings: Flags
    hold: Points


def stream(seed: int, name: str, index: int) -> np.random.Generator:
    """The random numbers of one person: the same whatever the others are, and however many there are."""
    return np.random.default_rng([seed, crc32(name.encode()), index])


def person(kind: Kind, rng: np.random.Generator, flare_at: int | None = None) -> Person:
    """Draw one person. `flare_at` is a session on whose day a flare begins, beside those that come by chance."""
    shape = (SESSIONS, len(EXERCISES))
    days = np.cumsum(rng.choice(GAPS, SESSIONS, p=GAP_SHARES)) - 1
    daily = _daily(kind, rng, int(days[-1]) + 2, None if flare_at is None else int(days[flare_at]))
    before = daily[days][:, None] + rng.normal(0, kind.area_sd, len(EXERCISES))
    hold = _hold(kind, rng)
    usual = rng.normal(kind.mean_rise, kind.exercise_sd, len(EXERCISES)) + rng.normal(0, kind.person_sd)
    shock = rng.normal(0, rng.uniform(*kind.session_sd), (SESSIONS, 1))
    expected = usual + shock + rng.uniform(*kind.pull, len(EXERCISES)) * hold / LONG_HOLD
    worst_rater, morning_rater = rng.random(2) < (0.6, 0.5)
    ways, shares = zip(*kind.logging, strict=True)
    return Person(
        kind=kind,
        logging=ways[int(rng.choice(len(ways), p=shares))],
        unit=1.0 if rng.random() < WHOLE_POINTS else 0.5,
        days=days,
        daily=daily,
        before=before,
        expected=expected,
        rise=expected + rng.normal(0, kind.noise_sd, shape),
        peak=rng.exponential(PEAK, shape),
        temper=rng.random(shape),
        done=rng.random(shape) < kind.logged,
        after_rated=rng.random(shape) < 0.97,  # noqa: PLR2004  # one rating in thirty is forgotten
        worst_rated=(rng.random(shape) < 0.9) & worst_rater,  # noqa: PLR2004  # and the worst, asked as an extra, more
        mornings=(rng.random(daily.size) < 0.8) & morning_rater,  # noqa: PLR2004  # likewise
        hold=hold,
    )


def _daily(kind: Kind, rng: np.random.Generator, days: int, flare_day: int | None) -> Points:
    """The level of every day: a mean, a fall where the person recovers, days that remember the last one, flares."""
    memory, sd = rng.uniform(*kind.day_memory), rng.uniform(*kind.day_sd)
    shocks = rng.normal(0, sd, days) * np.where(np.arange(days), np.sqrt(1 - memory**2), 1.0)
    swing = np.zeros(days)
    for day in range(days):
        swing[day] = shocks[day] + (memory * swing[day - 1] if day else 0.0)
    fall = rng.uniform(*kind.fall) if rng.random() < kind.recovering else 0.0
    level = rng.uniform(*kind.pain) - fall * np.linspace(0, 1, days) + swing
    begins = [int(day) for day in rng.integers(0, days, rng.poisson(kind.flares))]
    for day in [*begins, *([] if flare_day is None else [flare_day])]:
        level[day : day + int(rng.integers(FLARE_DAYS[0], FLARE_DAYS[1] + 1))] += rng.uniform(*FLARE_POINTS)
    return level


def _hold(kind: Kind, rng: np.random.Generator) -> Points:
    """Short and long holds in turn without order, or holds that grow for sixty sessions, with short ones among them."""
    shape = (SESSIONS, len(EXERCISES))
    if rng.random() < kind.mixed_holds:
        return np.where(rng.random(shape) < 0.5, LONG_HOLD, SHORT_HOLD)  # noqa: PLR2004  # one or the other
    grown = SHORT_HOLD + (LONG_HOLD - SHORT_HOLD) * np.minimum(1, np.arange(SESSIONS) / 60)
    return np.round(grown)[:, None] * np.where(rng.random(shape) < 0.1, 0.5, 1.0)  # noqa: PLR2004  # a gentle day

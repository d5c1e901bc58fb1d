"""The bound that no rule can pass: a likelihood-ratio CUSUM that is told everything but when harm starts.

It is told which exercise may begin to harm and how (how much, step or drift), the pain before it, what that day and
that exercise do to the person, and the SD of what is left. It sees the ratings after, in the person's own units. Its
statistic is the highest sum of log likelihood ratios over all possible starts (Page 1954, doi
10.1093/biomet/41.1-2.100; Lorden 1971 for its optimality).
"""

from math import erf, sqrt

import numpy as np

from benchmarks.safety.kinds import Harm, growth
from benchmarks.safety.logs import rated
from benchmarks.safety.persons import SESSIONS, Flags, Person, Points, Whole

LEAST_CHANCE = 1e-12  # below this a chance is as good as none; keeps logarithms finite
GRID = np.linspace(-9, 9, 18_001)
BELOW = np.array([0.5 * (1 + erf(z / sqrt(2))) for z in GRID.tolist()])  # the normal distribution, to be looked up


def evidence(person: Person, rise: Points, harm: Harm, exercise: int) -> Points:
    """The statistic after each session, shaped (sessions,).

    Args:
        person: the truth that it is told.
        rise: what the exercise did to the person in fact, in points, shaped (sessions,).
        harm: what it is told that harm would do.
        exercise: which one it is told to watch.
    """
    seen = person.done[:, exercise] & person.after_rated[:, exercise]
    middle = person.before[:, exercise] + person.expected[:, exercise]
    after = rated(person.before[:, exercise] + rise, person.unit)
    added = growth(harm, SESSIONS)
    steady = bool(np.all(added == added[0]))
    amounts = np.append(0.0, added[:1] if steady else added)  # no harm first
    chances = _log_chance(after[:, None], middle[:, None] + amounts, person)
    ratios = np.where(seen[:, None], chances[:, 1:] - chances[:, :1], 0.0)
    return _page(ratios[:, 0]) if steady else _over_starts(ratios)


def first_at(statistic: Points, threshold: float, onset: int) -> int | None:
    """In which session since `onset` (1 is the first) the statistic is at the threshold or above, if ever."""
    above: Flags = statistic[onset:] >= threshold
    return int(np.argmax(above)) + 1 if above.any() else None


def threshold(peaks: Points, share: float) -> float:
    """The threshold that the given share of healthy persons ever reaches; `peaks` (persons,) are their highest."""
    return float(np.quantile(peaks, 1 - share, method="higher"))


def _log_chance(after: Points, middle: Points, person: Person) -> Points:
    """Of rating `after` where what is felt lies around `middle`: all that rounds to it, the ends of the scale too."""
    half, sd = person.unit / 2, person.kind.noise_sd
    upper = np.where(after >= 10, np.inf, after + half)  # noqa: PLR2004  # the top of the scale
    lower = np.where(after <= 0, -np.inf, after - half)
    chance: Points = np.interp((upper - middle) / sd, GRID, BELOW) - np.interp((lower - middle) / sd, GRID, BELOW)
    return np.asarray(np.log(np.maximum(chance, LEAST_CHANCE)))


def _page(ratios: Points) -> Points:
    """The highest sum over starts where harm is the same in every session."""
    highest = np.zeros_like(ratios)
    last = 0.0
    for n, ratio in enumerate(ratios.tolist()):
        last = max(last, 0.0) + ratio
        highest[n] = last
    return highest


def _over_starts(ratios: Points) -> Points:
    """The same where harm grows: ratios[n, j] is that of session n being the (j+1)-th of harm."""
    sessions: Whole = np.arange(len(ratios))
    since = sessions[:, None] - sessions[None, :]  # session n, start s
    chosen = np.take_along_axis(ratios, np.maximum(since, 0), axis=1) * (since >= 0)
    sums = np.cumsum(chosen, axis=0)
    return np.asarray(np.where(since >= 0, sums, -np.inf).max(axis=1))

"""The trend rule: has an exercise begun to leave more pain behind than it used to?

For one exercise it asks of every possible start: is what is compared (backcare.safety.model) since then higher than
before then, by more than the other exercises of the same sessions explain? It is a likelihood-ratio test for a change
at an unknown time, with shrunk means so that few ratings weigh little. The same test, with the sessions in the order
of their holds, asks whether long holds are it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import TypeAlias

from backcare.safety.model import Model
from backcare.safety.sittings import Basis
from backcare.safety.thresholds import LEAST_CHANGE, LEAST_SINCE, ROUNDING, STARTS_SEEN


@dataclass(frozen=True, slots=True)
class Change:
    """The best start of a change that was found.

    `score` is a log likelihood ratio. `sessions` is how many rated ones lie since the start, `rose` in how many of
    them the pain rose at all (where there is no rise: lay above the usual); `mean_rise`, `usual` (the old baseline),
    `usual_error` (its standard error) and `excess` are points. `others` is how many other exercises the sessions since
    then were compared with.
    """

    score: float
    start: datetime
    sessions: int
    rose: int
    mean_rise: float
    usual: float
    usual_error: float
    excess: float
    others: int


@dataclass(frozen=True, slots=True)
class LongHolds:
    """Holds of `hold` seconds and more leave more pain behind than shorter ones; as Change."""

    score: float
    hold: int
    start: datetime
    sessions: int
    mean_rise: float
    excess: float


# The values of a model in two parts, from a place on against those before it: score, place, old usual, its variance,
# excess.
_Split: TypeAlias = tuple[float, int, float, float, float]


def change(fit: Model, basis: Basis) -> Change | None:
    """Find the start since which an exercise's values are most clearly higher than before it.

    Args:
        fit: the exercise's model, cut after its own last rated session. A new variant is a new model and starts anew.
        basis: what is compared there.

    Returns:
        The change with the highest score, or None where no start has 3 ratings and a mean rise of 0.5 behind it.

    Example: four ratings at +2, nothing else known. The usual is -0.1, with variance .35^2 + .4^2 = .2825; the noise
    variance is 60 * .81 / 63 = .771. The excess is 2.1, the score (2.1 * 2.1 - 2.1^2 / 2) / (.771 / 4 + .2825) = 4.64:
    a caution. Three of them give 4.05: nothing.
    Source: simulated (thresholds.STOP_SCORE).
    """
    best = max(_splits(fit, fit.raw, fit.tamed, max(len(fit.raw) - STARTS_SEEN, 0)), default=None)
    if best is None:
        return None
    score, start, usual, variance, excess = best
    raw, line = fit.raw[start:], 0.0 if basis == "rise" else usual
    others = max(len(one.rises if basis == "rise" else one.afters) for one in fit.sittings[start:]) - 1
    rose = sum(value > line for value in raw)
    mean, error = sum(raw) / len(raw), sqrt(variance)
    return Change(score, fit.sittings[start].at, len(raw), rose, mean, usual, error, excess, others)


def long_holds(fit: Model, done: tuple[str, str]) -> LongHolds | None:
    """Find the hold, in whole seconds, from which on an exercise leaves more pain behind than with shorter holds.

    The last 60 rated sessions are put in the order of their holds and tried as in `change`, at every hold with 3
    sessions or more on each side. A hold that is longer than the latest one is not tried: who holds it short again
    has done what this would say.

    Args:
        fit: the exercise's model.
        done: the exercise and its variant.

    Example: ten sessions of 5 s at 0 and then five of 10 s at +2, all that is known. The noise variance is
    (60 * .81 + 2^2 / 2) / 74 = .684, the usual -0.02, the excess 2.02, so the score is
    2.02^2 / 2 / (.684 / 5 + 1 / (10 / .684 + 1 / .2825)) = 10.6.
    Source: simulated (thresholds.LONG_HOLDS_SCORE).
    """
    first = max(len(fit.sittings) - STARTS_SEEN, 0)
    held = ((sitting.hold.get(done), row) for row, sitting in enumerate(fit.sittings[first:], first))
    rows = [(int(hold + 5) // 10, row) for hold, row in held if hold is not None]
    latest = rows[-1][0] if rows else 0
    rows.sort()
    if not rows or rows[0][0] == rows[-1][0]:
        return None
    raw, tamed = ([found[row] for _, row in rows] for found in (fit.raw, fit.tamed))
    splits = _splits(fit, raw, tamed, LEAST_SINCE)
    best = max((one for one in splits if rows[one[1] - 1][0] < rows[one[1]][0] <= latest), default=None)
    if best is None:
        return None
    score, start, _, _, excess = best
    since = min(row for _, row in rows[start:])
    count = len(raw) - start
    return LongHolds(score, rows[start][0], fit.sittings[since].at, count, sum(raw[start:]) / count, excess)


def _splits(fit: Model, raw: Sequence[float], values: Sequence[float], first: int) -> Iterator[_Split]:
    """Every split, from the latest start back to place `first`, with 3 values or more since and enough of a mean."""
    noise, prior, expected = fit.noise, 1 / fit.usual.variance, fit.usual.expected / fit.usual.variance
    total, since, rise = sum(values), 0.0, 0.0
    for start in range(len(values) - 1, first - 1, -1):
        since += values[start]
        rise += raw[start]
        count = len(values) - start
        if count < LEAST_SINCE or rise < fit.least * count - ROUNDING:
            continue
        precision = start / noise + prior
        usual = ((total - since) / noise + expected) / precision
        excess = since / count - usual
        looked_for = max(excess, LEAST_CHANGE)
        score = (looked_for * excess - looked_for**2 / 2) / (noise / count + 1 / precision)
        yield score, start, usual, 1 / precision, excess

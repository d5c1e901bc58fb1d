"""Rules that one would think of first, to compare with: each says at which sessions it would stop one exercise.

Each takes one exercise's ratings in points, `before` and `after`, oldest first, shaped (ratings,), and answers with
flags of the same shape. They look at the past only.
"""

from collections.abc import Callable
from math import erfc, sqrt

import numpy as np

from benchmarks.safety.persons import Flags, Points

LEAST = 8  # ratings before a test of trend or a chart speaks
RELIABLE_CHANGE = 2.83  # 1.96 * sqrt(2) * 1.02 (Childs 2005, doi 10.1097/01.brs.0000164099.92112.29)
CHANCE = 0.05
_two_sided = np.vectorize(lambda z: erfc(abs(z) / sqrt(2)), otypes=[np.float64])


def higher_once(before: Points, after: Points) -> Flags:
    """After is above before."""
    return after > before


def three_above_three(before: Points, after: Points) -> Flags:
    """The mean rise of the last three is above that of the three before them."""
    rise = after - before
    found = np.zeros(rise.shape, dtype=np.bool_)
    found[5:] = [rise[n - 2 : n + 1].sum() > rise[n - 5 : n - 2].sum() for n in range(5, rise.size)]
    return found


def two_or_six(before: Points, after: Points) -> Flags:
    """A rise of 2 or more, or pain of 6 or more."""
    return (after - before >= 2) | (after >= 6)  # noqa: PLR2004  # the rule's own numbers


def six(before: Points, after: Points) -> Flags:  # noqa: ARG001  # the rules share one signature
    """Pain of 6 or more."""
    return np.asarray(after >= 6)  # noqa: PLR2004  # the rule's own number


def mann_kendall(before: Points, after: Points) -> Flags:
    """The pain afterwards has a rising trend, p < .05 (Mann 1945, ties corrected), asked anew at every session."""
    signs = np.sign(after[:, None] - after[None, :])
    score = np.cumsum(np.tril(signs).sum(axis=1))
    n = np.arange(1, after.size + 1)
    ties = np.array([_ties(after[:k]) for k in n])
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    z = np.divide(score - np.sign(score), np.sqrt(variance), out=np.zeros(n.size), where=variance > 0)
    return np.asarray((n >= LEAST) & (z > 0) & (_two_sided(z) < CHANCE)) & (before > -1)


def regression(before: Points, after: Points) -> Flags:
    """The slope of the rise over the sessions is above zero, p < .05, asked anew at every session."""
    rise = after - before
    n = np.arange(1, rise.size + 1).astype(np.float64)
    x = n - 1
    xx, xy = np.cumsum(x * x) - np.cumsum(x) ** 2 / n, np.cumsum(x * rise) - np.cumsum(x) * np.cumsum(rise) / n
    yy = np.cumsum(rise * rise) - np.cumsum(rise) ** 2 / n
    slope = np.divide(xy, xx, out=np.zeros_like(n), where=xx > 0)
    left = np.divide(yy - slope * xy, n - 2, out=np.zeros_like(n), where=n > 2)  # noqa: PLR2004  # degrees of freedom
    z = np.divide(slope * np.sqrt(xx), np.sqrt(left), out=np.zeros_like(n), where=left > 0)
    return np.asarray((n >= LEAST) & (z > 0) & (_two_sided(z) < CHANCE))


def reliable_change_or_shewhart(before: Points, after: Points) -> Flags:
    """One rise beyond the reliable change, or 3 SDs above the mean of all rises so far (Shewhart)."""
    rise = after - before
    found = np.zeros(rise.shape, dtype=np.bool_)
    for n in range(rise.size):
        past = rise[:n]
        far = n >= LEAST and past.std(ddof=1) > 0 and rise[n] > past.mean() + 3 * past.std(ddof=1)
        found[n] = far or rise[n] >= RELIABLE_CHANGE
    return found


RULES: dict[str, Callable[[Points, Points], Flags]] = {
    "after above before, once": higher_once,
    "last three above previous three": three_above_three,
    "a rise of 2, or pain of 6": two_or_six,
    "pain of 6": six,
    "Mann-Kendall, p < .05": mann_kendall,
    "regression, p < .05": regression,
    "one rise beyond 2.83, or 3 SDs": reliable_change_or_shewhart,
}


def _ties(values: Points) -> int:
    _, counts = np.unique(values, return_counts=True)
    return int((counts * (counts - 1) * (2 * counts + 5)).sum())

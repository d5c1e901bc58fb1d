"""Measured values with what chance may have done to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from benchmarks.safety.persons import Points

DRAWS = 1000  # of the bootstrap


@dataclass(frozen=True, slots=True)
class Measured:
    """A value, its standard error, and how many persons (or retries, or logs) it comes from."""

    value: float
    error: float
    n: int


def share(hits: int, n: int) -> Measured:
    """A share with its binomial standard error; that of half a hit where there is none, so that it is never 0."""
    if n == 0:
        return Measured(float("nan"), float("nan"), 0)
    near = min(max(hits, 0.5), n - 0.5) / n
    return Measured(hits / n, sqrt(near * (1 - near) / n), n)


def median(values: Sequence[float]) -> Measured:
    """A median with its bootstrap standard error."""
    points: Points = np.array(values, dtype=np.float64)
    draws = np.median(points[_resampled(points.size)], axis=1)
    return Measured(float(np.median(points)), float(draws.std()), points.size)


def ratio(upper: Sequence[float], lower: Sequence[float]) -> Measured:
    """The ratio of two means over the same persons, with its bootstrap standard error."""
    above: Points = np.array(upper, dtype=np.float64)
    below: Points = np.array(lower, dtype=np.float64)
    chosen = _resampled(above.size)
    draws = above[chosen].mean(axis=1) / below[chosen].mean(axis=1)
    return Measured(float(above.mean() / below.mean()), float(draws.std()), above.size)


def _resampled(n: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.random.default_rng(0).integers(0, n, (DRAWS, n))

"""What the trend compares: each exercise's values, with what its sessions shared taken out, its usual and its noise.

There are two ways to compare. Where exercises have a `before` of their own it is the rise of each (after - before).
Where none has, it is the rating after each one beside those after the others of the session. All is in points.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice, pairwise
from math import inf, sqrt
from typing import TypeAlias

from backcare.safety.once import once
from backcare.safety.sittings import Key, Sitting, before
from backcare.safety.thresholds import (
    AFTER_INFLATION,
    AFTER_NOISE_SD,
    AREA_SD,
    CLIP_SDS,
    EXERCISE_SD,
    LEAST_MEAN_RISE,
    LEAST_OTHERS,
    NOISE_PRIOR_PAIRS,
    NOISE_SD,
    NOISE_SD_FLOOR,
    SESSION_SD,
    SESSIONS_SEEN,
    SHARED_CLIP,
    USUAL_RISE,
    USUAL_RISE_SD,
)

_Session: TypeAlias = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class Usual:
    """An exercise's own mean, shrunk to what the others let expect of it: `expected`, with its variance."""

    mean: float
    expected: float
    variance: float


@dataclass(frozen=True, eq=False)
class Model:
    """One exercise's values, worked out as far as they are asked for, with its `usual`.

    Where the mean of `raw` since a change is below `least`, there is none. Where ratings after are compared, all are
    beside the others'.
    """

    key: Key
    usual: Usual
    least: float
    compared: "_Compared"

    @once
    def sittings(self) -> tuple[Sitting, ...]:
        """Those in which it was done, oldest first."""
        pairs = zip(self.compared.seen, self.compared.grid[self.key], strict=True)
        return tuple([sitting for sitting, value in pairs if value is not None])

    @once
    def raw(self) -> tuple[float, ...]:
        """Its values in them."""
        return tuple([value for value in self.compared.grid[self.key] if value is not None])

    @once
    def values(self) -> Sequence[float]:
        """Its values with what is shared taken out."""
        return self.compared.columns[self.key]

    def since(self, moment: datetime) -> Sequence[float]:
        """The values of the sittings that began at `moment` (aware) or later, without working out all of them."""
        return self.compared.share(len(before(self.compared.seen, moment))).get(self.key, ())

    @once
    def noise(self) -> float:
        """The variance of one value."""
        return self.compared.noise

    @once
    def tamed(self) -> tuple[float, ...]:
        """The values clipped to 3 SDs around the mean, so that one wild rating makes no trend."""
        reach = CLIP_SDS * sqrt(self.noise)
        low, high = self.usual.mean - reach, self.usual.mean + reach
        return tuple([low if value < low else min(value, high) for value in self.values])


@dataclass(frozen=True, eq=False)
class _Compared:
    """All that was done in some sittings, compared in one way.

    `grid` has each exercise's value in each of the sittings, None where it has none there; `share` takes out what is
    shared, from a place among the sittings on. `inflation` is of the noise and `prior` what is expected of it.
    """

    seen: tuple[Sitting, ...]
    grid: Mapping[Key, Sequence[float | None]]
    share: Callable[[int], dict[Key, list[float]]]
    prior: float
    inflation: float = 1.0

    @once
    def columns(self) -> dict[Key, list[float]]:
        """The values of each exercise with what is shared taken out."""
        return self.share(0)

    @once
    def noise(self) -> float:
        """The variance of one value."""
        return self.inflation * _noise(self.columns.values(), self.prior)


def models(past: tuple[Sitting, ...]) -> Mapping[Key, Model]:
    """The model of everything that was done in the last 365 of these sittings (oldest first)."""
    seen = [sitting for sitting in past[-SESSIONS_SEEN:] if sitting.rises or sitting.afters]
    if len(seen) < min(SESSIONS_SEEN, len(past)):  # some of them say nothing, so it reaches further back
        rated = islice((sitting for sitting in reversed(past) if sitting.rises or sitting.afters), SESSIONS_SEEN)
        seen = [*rated][::-1]
    return _models(tuple(seen))


@lru_cache(maxsize=32)  # the exercises of one sitting are judged on the same row of sittings, and again the next time
def _models(seen: tuple[Sitting, ...]) -> Mapping[Key, Model]:
    bare = tuple([sitting for sitting in seen if len(sitting.afters) > LEAST_OTHERS])
    return {**_by_rise(tuple([sitting for sitting in seen if sitting.rises])), **(_by_after(bare) if bare else {})}


def _by_rise(seen: tuple[Sitting, ...]) -> dict[Key, Model]:
    """Rises, less the share of the others' deviation that is the day's and not the exercise's.

    Of the mean deviation of n others, the share n * .45^2 / (n * .45^2 + .9^2) is taken out: the more of them moved
    together, the more of it was the day.
    """
    grid = _grid([sitting.rises for sitting in seen])
    usual = _usual_rises({key: [value for value in values if value is not None] for key, values in grid.items()})
    weights = [SESSION_SD**2 / ((len(sitting.rises) - 1) * SESSION_SD**2 + NOISE_SD**2) for sitting in seen]
    compared = _Compared(seen, grid, lambda first: _unshared(grid, usual, weights, first), NOISE_SD**2)
    return {key: Model(key, found, LEAST_MEAN_RISE, compared) for key, found in usual.items()}


def _unshared(
    grid: Mapping[Key, Sequence[float | None]], usual: Mapping[Key, Usual], weights: Sequence[float], first: int
) -> dict[Key, list[float]]:
    """Each value from session `first` on less a share of what the others of its session strayed from their usual.

    An exercise after the other, not a session after the other: this is the inner loop of all verdicts.
    """
    most, strayed = SHARED_CLIP, {}
    for key, values in grid.items():
        mean = usual[key].mean
        strayed[key] = [
            0.0 if value is None else most if (off := value - mean) > most else off if off > -most else -most  # noqa: FURB136 - a call takes as long as all the rest
            for value in values[first:]
        ]
    totals = [*map(sum, zip(*[strayed[key] for key in sorted(strayed)], strict=True))]
    return {
        key: [
            value - weight * (total - own)
            for value, weight, total, own in zip(values[first:], weights[first:], totals, strayed[key], strict=True)
            if value is not None
        ]
        for key, values in grid.items()
    }


def _by_after(seen: tuple[Sitting, ...]) -> dict[Key, Model]:
    """Ratings after, less the mean of the others' of the same session.

    The back hurts more after one exercise than after another, whatever they do to it; so each of the others counts
    with its own offset taken out.
    """
    apart = _columns([_beside(sitting.afters, {}) for sitting in seen])
    offsets = {key: _shrunk(values, 0.0, AREA_SD**2, AFTER_NOISE_SD**2) for key, values in apart.items()}
    adjusted = [_beside(sitting.afters, offsets) for sitting in seen]
    compared = _Compared(
        seen, _grid(adjusted), lambda first: _columns(adjusted[first:]), AFTER_NOISE_SD**2, AFTER_INFLATION
    )
    return {key: Model(key, Usual(offset, 0.0, AREA_SD**2), -inf, compared) for key, offset in offsets.items()}


def _grid(sessions: Sequence[_Session]) -> dict[Key, tuple[float | None, ...]]:
    keys = tuple(dict.fromkeys(chain.from_iterable(sessions)))
    rows = [tuple(map(session.get, keys)) for session in sessions]
    return dict(zip(keys, zip(*rows, strict=True), strict=True))


def _columns(sessions: Iterable[_Session]) -> dict[Key, list[float]]:
    found: dict[Key, list[float]] = {}
    for session in sessions:
        for key, value in session.items():
            found.setdefault(key, []).append(value)
    return found


def _beside(session: _Session, offsets: Mapping[Key, float]) -> dict[Key, float]:
    """Each value less the mean of the others', which are put right by their offsets."""
    level = {key: value - offsets.get(key, 0.0) for key, value in session.items()}
    total, others = sum(level.values()), len(level) - 1
    return {key: value - (total - level[key]) / others for key, value in session.items()}


def _usual_rises(columns: Mapping[Key, Sequence[float]]) -> dict[Key, Usual]:
    """Each exercise's usual rise, shrunk to the mean of the others, which is shrunk to what is usual for anybody."""
    means = {key: sum(values) / len(values) for key, values in columns.items()}
    weights = {key: 1 / (EXERCISE_SD**2 + NOISE_SD**2 / len(values)) for key, values in columns.items()}
    precision = USUAL_RISE_SD**-2 + sum(weights.values())
    total = USUAL_RISE * USUAL_RISE_SD**-2 + sum(weights[key] * means[key] for key in columns)
    usual = {}
    for key, values in columns.items():
        others = precision - weights[key]
        expected, variance = (total - weights[key] * means[key]) / others, EXERCISE_SD**2 + 1 / others
        usual[key] = Usual(_shrunk(values, expected, variance, NOISE_SD**2), expected, variance)
    return usual


def _shrunk(values: Sequence[float], expected: float, variance: float, noise: float) -> float:
    """The mean of some values of this noise, shrunk to what was expected."""
    weight = len(values) / noise
    return (sum(values) / noise + expected / variance) / (weight + 1 / variance)


def _noise(adjusted: Iterable[Sequence[float]], prior: float) -> float:
    """Half the mean squared difference of neighbours, which a slow change does not inflate; a prior and a floor."""
    pairs, total = NOISE_PRIOR_PAIRS, NOISE_PRIOR_PAIRS * prior
    for values in adjusted:
        pairs += len(values) - 1
        total += sum([(later - earlier) ** 2 for earlier, later in pairwise(values)]) / 2
    return max(total / pairs, NOISE_SD_FLOOR**2)

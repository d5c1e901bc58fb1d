"""What the trend compares: each exercise's values, with what its sessions shared taken out, its usual and its noise.

There are two ways to compare. Where exercises have a `before` of their own it is the rise of each (after - before).
Where none has, it is the rating after each one beside those after the others of the session. All is in points.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from math import inf, sqrt
from typing import TypeAlias

from backcare.safety.sittings import Key, Sitting
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


@dataclass(frozen=True, slots=True)
class Model:
    """One exercise's values over its `sittings`: `raw`, and as `values` with what is shared taken out.

    `tamed` are the values clipped to 3 SDs around the mean, so that one wild rating makes no trend. Where ratings
    after are compared, all are beside the others'. `noise` is the variance of one value. Where the mean of `raw` since
    a change is below `least`, there is none.
    """

    sittings: tuple[Sitting, ...]
    raw: tuple[float, ...]
    values: tuple[float, ...]
    tamed: tuple[float, ...]
    noise: float
    usual: Usual
    least: float


@lru_cache(maxsize=8)  # the exercises of one sitting are judged on the same row of sittings
def models(past: tuple[Sitting, ...]) -> Mapping[Key, Model]:
    """The model of everything that was done in the last 365 of these sittings (oldest first)."""
    seen = [*islice((sitting for sitting in reversed(past) if sitting.rises or sitting.afters), SESSIONS_SEEN)][::-1]
    bare = [sitting for sitting in seen if len(sitting.afters) > LEAST_OTHERS]
    return {**_by_rise([sitting for sitting in seen if sitting.rises]), **(_by_after(bare) if bare else {})}


def _by_rise(seen: Sequence[Sitting]) -> dict[Key, Model]:
    """Rises, less the share of the others' deviation that is the day's and not the exercise's.

    Of the mean deviation of n others, the share n * .45^2 / (n * .45^2 + .9^2) is taken out: the more of them moved
    together, the more of it was the day.
    """
    rises = [sitting.rises for sitting in seen]
    usual = _usual_rises(_columns(rises))
    means = {key: found.mean for key, found in usual.items()}
    columns: dict[Key, list[float]] = {key: [] for key in usual}
    for session in rises:
        strayed = [min(max(rise - means[key], -SHARED_CLIP), SHARED_CLIP) for key, rise in session.items()]
        total, weight = sum(strayed), SESSION_SD**2 / ((len(strayed) - 1) * SESSION_SD**2 + NOISE_SD**2)
        for (key, rise), own in zip(session.items(), strayed, strict=True):
            columns[key].append(rise - weight * (total - own))
    return _models(seen, rises, columns, usual, noise=_noise(columns.values(), NOISE_SD**2), least=LEAST_MEAN_RISE)


def _by_after(seen: Sequence[Sitting]) -> dict[Key, Model]:
    """Ratings after, less the mean of the others' of the same session.

    The back hurts more after one exercise than after another, whatever they do to it; so each of the others counts
    with its own offset taken out.
    """
    apart = _columns([_beside(sitting.afters, {}) for sitting in seen])
    offsets = {key: _shrunk(values, 0.0, AREA_SD**2, AFTER_NOISE_SD**2) for key, values in apart.items()}
    adjusted = [_beside(sitting.afters, offsets) for sitting in seen]
    columns = _columns(adjusted)
    usual = {key: Usual(offset, 0.0, AREA_SD**2) for key, offset in offsets.items()}
    noise = AFTER_INFLATION * _noise(columns.values(), AFTER_NOISE_SD**2)
    return _models(seen, adjusted, columns, usual, noise=noise, least=-inf)


def _models(
    seen: Sequence[Sitting],
    raw: Sequence[_Session],
    columns: Mapping[Key, Sequence[float]],
    usual: Mapping[Key, Usual],
    *,
    noise: float,
    least: float,
) -> dict[Key, Model]:
    rows: dict[Key, list[int]] = {key: [] for key in columns}
    for row, session in enumerate(raw):
        for key in session:
            rows[key].append(row)
    reach, found = CLIP_SDS * sqrt(noise), {}
    for key, values in columns.items():
        low, high = usual[key].mean - reach, usual[key].mean + reach
        found[key] = Model(
            sittings=tuple([seen[row] for row in rows[key]]),
            raw=tuple([raw[row][key] for row in rows[key]]),
            values=tuple(values),
            tamed=tuple([min(max(value, low), high) for value in values]),
            noise=noise,
            usual=usual[key],
            least=least,
        )
    return found


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

"""The trend rule: has an exercise begun to leave more pain behind than it used to?

For one exercise it asks of every possible start: is the rise (after - before) since then higher than before then, by
more than the other exercises of the same sessions explain? It is a likelihood-ratio test for a change at an unknown
time, with shrunk means so that few ratings weigh little. Inside, rises are in points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, pairwise
from math import copysign, sqrt

from backcare.safety.sittings import Key, Sitting
from backcare.safety.thresholds import (
    CLIP_SDS,
    EXERCISE_SD,
    LEAST_CHANGE,
    LEAST_MEAN_RISE,
    LEAST_SINCE,
    NOISE_PRIOR_PAIRS,
    NOISE_SD,
    NOISE_SD_FLOOR,
    SESSION_SD,
    SESSIONS_SEEN,
    SHARED_CLIP,
    STARTS_SEEN,
    USUAL_RISE,
    USUAL_RISE_SD,
)

ROUNDING = 1e-9  # what sums of tenths may be off by


@dataclass(frozen=True, slots=True)
class Change:
    """The best start of a change that was found.

    `score` is a log likelihood ratio. `sessions` is how many rated ones lie since the start, `rose` in how many of
    them the pain rose at all; `mean_rise`, `usual` (the old baseline) and `excess` are points. `others` is how many
    other exercises the sessions since then were compared with.
    """

    score: float
    start: datetime
    sessions: int
    rose: int
    mean_rise: float
    usual: float
    excess: float
    others: int


@dataclass(frozen=True, slots=True)
class Model:
    """One exercise's rises in points: `raw`, and as `values` with what its sessions shared taken out.

    `sittings` are theirs. `mean` is the exercise's own, shrunk; `usual` is what its others let expect of it.
    """

    sittings: tuple[Sitting, ...]
    raw: tuple[float, ...]
    values: tuple[float, ...]
    variance: float
    mean: float
    usual: float
    usual_variance: float


def change(seen: Sequence[Sitting], key: Key) -> Change | None:
    """Find the start since which the rise of `key` (exercise, variant) is most clearly higher than before it.

    Args:
        seen: sittings that have rises, oldest first; the last one is the exercise's own last rated one.
        key: the exercise and its variant. A new variant is a new key and starts anew.

    Returns:
        The change with the highest score, or None where no start has 3 ratings and a mean rise of 0.5 behind it.

    Sessions with an `after` alone say nothing here, nor do those whose `before` was carried over.

    Example: three ratings at +2, nothing else known. The usual is -0.1, with variance .35^2 + .4^2 = .2825; the noise
    variance is 20 * .64 / 22 = .582. The excess is 2.1, the score (2.1 * 2.1 - 2.1^2 / 2) / (.582 / 3 + .2825) = 4.63:
    a caution. Three at +1.9 give 4.20: nothing.
    Source: simulated (thresholds.STOP_SCORE).
    """
    starts = tuple(_starts([sitting.rises[key] for sitting in seen if key in sitting.rises]))
    if not starts:
        return None
    fit = _tamed(model(seen, key))
    return max((_change(fit, start) for start in starts), key=lambda found: found.score)


def window(past: Sequence[Sitting]) -> list[Sitting]:
    """The last 365 sittings with rises, oldest first."""
    return list(islice((sitting for sitting in reversed(past) if sitting.rises), SESSIONS_SEEN))[::-1]


def model(seen: Sequence[Sitting], key: Key) -> Model:
    """Take out of the rises of `key` what the other exercises of the same sessions shared, and measure the noise.

    Of the mean deviation of n others, the share n * .45^2 / (n * .45^2 + .8^2) is taken out: the more of them moved
    together, the more of it was the day and not the exercise.
    """
    rises = [sitting.rises for sitting in seen]
    usual = _usual_rises(rises)
    means = {name: found.mean for name, found in usual.items()}
    adjusted: dict[Key, list[float]] = {name: [] for name in usual}
    for session in rises:
        strayed = [_clip(rise - means[name], SHARED_CLIP) for name, rise in session.items()]
        total, weight = sum(strayed), SESSION_SD**2 / ((len(strayed) - 1) * SESSION_SD**2 + NOISE_SD**2)
        for (name, rise), own in zip(session.items(), strayed, strict=True):
            adjusted[name].append(rise - weight * (total - own))
    variance = _noise_variance(adjusted.values())
    return Model(
        tuple(sitting for sitting in seen if key in sitting.rises),
        tuple(session[key] for session in rises if key in session),
        tuple(adjusted[key]),
        variance,
        means[key],
        usual[key].prior_mean,
        usual[key].prior_variance,
    )


@dataclass(frozen=True, slots=True)
class _Usual:
    mean: float
    prior_mean: float
    prior_variance: float


def _usual_rises(rises: Sequence[dict[Key, float]]) -> dict[Key, _Usual]:
    """Each exercise's usual rise, shrunk to the mean of the others, which is shrunk to what is usual for anybody."""
    found: dict[Key, list[float]] = {}
    for session in rises:
        for name, rise in session.items():
            found.setdefault(name, []).append(rise)
    spread = {name: NOISE_SD**2 / len(values) for name, values in found.items()}
    means = {name: sum(values) / len(values) for name, values in found.items()}
    weights = {name: 1 / (EXERCISE_SD**2 + spread[name]) for name in found}
    usual = {}
    for name in found:
        precision = USUAL_RISE_SD**-2 + sum(weight for other, weight in weights.items() if other != name)
        total = USUAL_RISE * USUAL_RISE_SD**-2
        total += sum(weight * means[other] for other, weight in weights.items() if other != name)
        prior_mean, prior_variance = total / precision, EXERCISE_SD**2 + 1 / precision
        mean = (means[name] / spread[name] + prior_mean / prior_variance) / (1 / spread[name] + 1 / prior_variance)
        usual[name] = _Usual(mean, prior_mean, prior_variance)
    return usual


def _noise_variance(adjusted: Iterable[Sequence[float]]) -> float:
    """Half the mean squared difference of neighbours, which a slow change does not inflate; a prior and a floor."""
    pairs, total = NOISE_PRIOR_PAIRS, NOISE_PRIOR_PAIRS * NOISE_SD**2
    for values in adjusted:
        pairs += max(len(values) - 1, 0)
        total += sum([(later - earlier) ** 2 for earlier, later in pairwise(values)]) / 2
    return max(total / pairs, NOISE_SD_FLOOR**2)


def _starts(raw: Sequence[float]) -> Iterator[int]:
    """Where a change may have begun: 3 to 60 ratings back, a mean rise of 0.5 or more since."""
    total = 0.0
    for since, rise in enumerate(reversed(raw[-STARTS_SEEN:]), 1):
        total += rise
        if since >= LEAST_SINCE and total > LEAST_MEAN_RISE * since - ROUNDING:
            yield len(raw) - since


def _tamed(fit: Model) -> Model:
    """The model with values clipped to 3 SDs around the mean, so that one wild rating makes no trend."""
    reach = CLIP_SDS * sqrt(fit.variance)
    return replace(fit, values=tuple(fit.mean + _clip(value - fit.mean, reach) for value in fit.values))


def _change(fit: Model, start: int) -> Change:
    since, before = fit.values[start:], fit.values[:start]
    precision = len(before) / fit.variance + 1 / fit.usual_variance
    usual = (sum(before) / fit.variance + fit.usual / fit.usual_variance) / precision
    excess = sum(since) / len(since) - usual
    looked_for = max(excess, LEAST_CHANGE)
    score = (looked_for * excess - looked_for**2 / 2) / (fit.variance / len(since) + 1 / precision)
    raw = fit.raw[start:]
    return Change(
        score=score,
        start=fit.sittings[start].at,
        sessions=len(since),
        rose=sum(rise > 0 for rise in raw),
        mean_rise=sum(raw) / len(raw),
        usual=usual,
        excess=excess,
        others=max(len(sitting.rises) for sitting in fit.sittings[start:]) - 1,
    )


def _clip(value: float, reach: float) -> float:
    return value if -reach <= value <= reach else copysign(reach, value)

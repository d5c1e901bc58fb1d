"""The trend of one exercise with the person's decisions in it: stopped, taken up again, clear or stopped again.

A decision for an exercise that the trend had stopped takes it up again. The readings of the change, up to the
decision, are set aside: they are no part of what is usual. The readings after it are retries, judged against the old
usual. A decision while nothing was stopped does nothing, so correcting a rating corrects all that came of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from math import sqrt
from statistics import fmean

from backcare.safety.history import Decision, History
from backcare.safety.model import Model, models
from backcare.safety.sight import of_exercise
from backcare.safety.sittings import Basis, Key, Sitting, before, sittings
from backcare.safety.thresholds import (
    CAUTION_SCORE,
    EARLY_RETRIES,
    LONG_HOLDS_SCORE,
    RETRIES,
    RETRY_EARLY_MEAN,
    RETRY_HIGH,
    RETRY_HIGH_COUNT,
    RETRY_MEAN,
    RETRY_USUAL_ERRORS,
    SESSIONS_SEEN,
    STOP_SCORE,
)
from backcare.safety.trend import Change, LongHolds, change, long_holds
from backcare.safety.verdict import Finding, Level, Value


@dataclass(frozen=True, slots=True)
class Retry:
    """An exercise taken up again: by which decision, and the old usual in points, of a rise or beside the others.

    `usual_error` is its standard error, in points: it was worked out from as many ratings as there were.
    """

    decision: Decision
    usual: float
    basis: Basis
    usual_error: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the trend says at a moment, and what the same test says of long holds.

    `retry` is the decision in force; `usual`, its standard error and `basis` are the old baseline of a stop.
    """

    finding: Finding | None = None
    retry: Retry | None = None
    usual: float = 0.0
    basis: Basis = "rise"
    usual_error: float = 0.0
    holds: Finding | None = None

    @property
    def level(self) -> Level:
        """The level of the trend's finding."""
        return self.finding.level if self.finding else Level.OK

    @property
    def stopped(self) -> bool:
        """Whether the trend stops the exercise."""
        return self.level is Level.STOP


def taken_up(history: History, exercise: str, now: datetime) -> Decision | None:
    """The decision in force: the exercise was stopped and is being retried. None once six retries are clear."""
    retry = outcome(sittings(history.readings, now), history.decisions, exercise, now).retry
    return retry.decision if retry else None


def last_decision(decisions: Iterable[Decision], exercise: str, now: datetime) -> datetime | None:
    """When the person last decided about the exercise, up to `now`; None where never."""
    return max((one.at for one in decisions if one.exercise == exercise and one.at <= now), default=None)


def outcome(past: tuple[Sitting, ...], decisions: Sequence[Decision], exercise: str, now: datetime) -> Outcome:
    """What the trend and the retries say about one exercise.

    Args:
        past: the sittings up to `now`, oldest first.
        decisions: all of the person's decisions, in any order; those of other exercises or later than `now` are
            passed over.
        exercise: its slug.
        now: aware.

    Readings that started before a decision belong to the change, those that started with it or later are retries.
    As the trend sees the last 365 sessions, decisions from before them are passed over: the readings that they set
    aside are out of its sight, too.
    """
    known = [one for one in decisions if one.exercise == exercise and one.at <= now]
    past, seen = of_exercise(past, exercise, [one.at for one in known])
    own = sorted((one for one in known if one.at >= seen), key=lambda one: one.at.astimezone(UTC))
    aside: tuple[tuple[datetime, datetime], ...] = ()
    retry: Retry | None = None
    for decision in own:
        found = _judged(before(past, decision.at), exercise, aside, retry)
        if found.stopped and found.finding and found.finding.since:
            aside = (*aside, (found.finding.since, decision.at))
            retry = Retry(decision, found.usual, found.basis, found.usual_error)
    return _judged(past, exercise, aside, retry)


def _judged(
    past: tuple[Sitting, ...], exercise: str, aside: Sequence[tuple[datetime, datetime]], retry: Retry | None
) -> Outcome:
    """Judge the log cut after the exercise's last rated session, so that others' later readings do not lift a stop."""
    kept = _without(past, exercise, aside) if aside else past
    outcomes = [_series(cut, key, retry) for cut, key in _cuts(kept, exercise)]
    return max(outcomes, key=lambda found: found.level, default=Outcome(retry=retry))


def _cuts(kept: tuple[Sitting, ...], exercise: str) -> Iterator[tuple[tuple[Sitting, ...], Key]]:
    """What was done last of the exercise, in rises and in afters, and the log up to it; the latest one first."""
    left: set[Basis] = {"rise", "after"}
    furthest = 0
    for place in range(len(kept) - 1, -1, -1):
        if not left or place < furthest:
            return
        if "rise" not in left and not kept[place].afters:
            continue
        keys = [key for key in kept[place].values if key[0] == exercise and key[2] in left]
        if keys:
            yield from ((kept[: place + 1], key) for key in keys)
            left -= {key[2] for key in keys}
            furthest = place - SESSIONS_SEEN


def _series(kept: tuple[Sitting, ...], key: Key, retry: Retry | None) -> Outcome:
    exercise, variant, basis = key
    if retry:
        first = len(before(kept, retry.decision.at))
        retries = islice((n for n in range(first, len(kept)) if key in kept[n].values), RETRIES)
        counted = kept[: max(retries, default=-1) + 1]  # later sessions do not move the answer
        fit = models(counted).get(key)
        if fit is None:
            return Outcome(retry=retry)
        usual, error = _old_usual(retry, fit, basis)
        above = [value - usual for value in fit.since(retry.decision.at)]
        if above and failed(above, error):
            return Outcome(_stopped_again(fit, above, basis), None, usual, basis, error)
        if len(above) < RETRIES:
            return Outcome(retry=retry)
    fit = models(kept).get(key)
    if fit is None:
        return Outcome()
    found, long = change(fit, basis), long_holds(fit, (exercise, variant))
    holds = _held_long(long) if long and long.score >= LONG_HOLDS_SCORE else None
    if found is None or found.score < CAUTION_SCORE:
        return Outcome(holds=holds)
    return Outcome(_spoken(found, basis), None, found.usual, basis, found.usual_error, holds)


def _old_usual(retry: Retry, fit: Model, basis: Basis) -> tuple[float, float]:
    """The old usual and its standard error; of another basis, what is expected of anybody."""
    if basis == retry.basis:
        return retry.usual, retry.usual_error
    return fit.usual.expected, sqrt(fit.usual.variance)


def failed(above: Sequence[float], usual_error: float = 0.0) -> bool:
    """Whether retries stop the exercise again: points above the old usual rise, the oldest first.

    So it is when 2 of the first 4 are 2 or more above it, when the first 4 are 1 or more above it on average, or the
    first 6 are 0.6 or more. What comes after the sixth changes nothing. A mean must be above what the usual may have
    been, its standard error added: it was worked out from few ratings, of the time before the change.
    Example: 2.1, 0, 2.0 stops at the third; 0.5 six times does not; 0.6 six times does, at the sixth, if the usual is
    exact; with an error of 0.15 it takes 0.75.
    Source: simulated (thresholds.RETRY_HIGH).
    """
    early, all_six, spare = above[:EARLY_RETRIES], above[:RETRIES], RETRY_USUAL_ERRORS * usual_error
    return (
        sum(rise >= RETRY_HIGH for rise in early) >= RETRY_HIGH_COUNT
        or (len(early) == EARLY_RETRIES and fmean(early) >= RETRY_EARLY_MEAN + spare)
        or (len(all_six) == RETRIES and fmean(all_six) >= RETRY_MEAN + spare)
    )


def _spoken(found: Change, basis: Basis) -> Finding:
    code, level = ("worsening", Level.STOP) if found.score >= STOP_SCORE else ("drifting", Level.CAUTION)
    evidence: tuple[tuple[str, Value], ...] = (
        ("sessions", found.sessions),
        ("rose", found.rose),
        ("mean_rise", found.mean_rise * 10),
        ("excess", found.excess * 10),
        ("usual", found.usual * 10),
        ("score", found.score),
        ("others", found.others),
        ("retry", 0),
        ("basis", basis),
    )
    return Finding(code, level, "exercise", found.start, evidence)


def _held_long(found: LongHolds) -> Finding:
    evidence: tuple[tuple[str, Value], ...] = (
        ("hold", found.hold * 10),
        ("sessions", found.sessions),
        ("mean_rise", found.mean_rise * 10),
        ("excess", found.excess * 10),
        ("score", found.score),
    )
    return Finding("long-holds", Level.CAUTION, "exercise", found.start, evidence)


def _stopped_again(fit: Model, above: Sequence[float], basis: Basis) -> Finding:
    """The retries are the last rows of the model."""
    raw = fit.raw[-len(above) :]
    evidence: tuple[tuple[str, Value], ...] = (
        ("sessions", len(raw)),
        ("rose", sum(value > 0 for value in raw)),
        ("mean_rise", fmean(raw) * 10),
        ("excess", fmean(above) * 10),
        ("usual", (fmean(raw) - fmean(above)) * 10),
        ("score", None),
        ("others", 0),
        ("retry", 1),
        ("basis", basis),
    )
    return Finding("worsening", Level.STOP, "exercise", fit.sittings[-len(above)].at, evidence)


def _without(
    past: tuple[Sitting, ...], exercise: str, aside: Sequence[tuple[datetime, datetime]]
) -> tuple[Sitting, ...]:
    """The sittings but those that were set aside and have the exercise."""
    gone = {
        sitting
        for start, end in aside
        for sitting in past[len(before(past, start)) : len(before(past, end))]
        if any(key[0] == exercise for key in sitting.values)
    }
    return tuple([sitting for sitting in past if sitting not in gone])

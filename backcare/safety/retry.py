"""The trend of one exercise with the person's decisions in it: stopped, taken up again, clear or stopped again.

A decision for an exercise that the trend had stopped takes it up again. The readings of the change, up to the
decision, are set aside: they are no part of what is usual. The readings after it are retries, judged against the old
usual. A decision while nothing was stopped does nothing, so correcting a rating corrects all that came of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

from backcare.safety.history import Decision, History
from backcare.safety.sittings import Key, Sitting, before, sittings
from backcare.safety.thresholds import (
    CAUTION_SCORE,
    EARLY_RETRIES,
    RETRIES,
    RETRY_EARLY_MEAN,
    RETRY_HIGH,
    RETRY_HIGH_COUNT,
    RETRY_MEAN,
    STOP_SCORE,
)
from backcare.safety.trend import Change, change, model, window
from backcare.safety.verdict import Finding, Level, Value


@dataclass(frozen=True, slots=True)
class Retry:
    """An exercise taken up again: by which decision, and the old usual rise in points."""

    decision: Decision
    usual: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the trend says at a moment. `retry` is the decision in force; `usual` the old baseline of a stop."""

    finding: Finding | None = None
    retry: Retry | None = None
    usual: float = 0.0

    @property
    def stopped(self) -> bool:
        """Whether the trend stops the exercise."""
        return self.finding is not None and self.finding.level is Level.STOP


def taken_up(history: History, exercise: str, now: datetime) -> Decision | None:
    """The decision in force: the exercise was stopped and is being retried. None once six retries are clear."""
    retry = outcome(sittings(history.readings, now), history.decisions, exercise, now).retry
    return retry.decision if retry else None


def outcome(past: Sequence[Sitting], decisions: Sequence[Decision], exercise: str, now: datetime) -> Outcome:
    """What the trend and the retries say about one exercise.

    Args:
        past: the sittings up to `now`, oldest first.
        decisions: all of the person's decisions, in any order; those of other exercises or later than `now` are
            passed over.
        exercise: its slug.
        now: aware.

    Readings that started before a decision belong to the change, those that started with it or later are retries.
    """
    own = sorted((d for d in decisions if d.exercise == exercise and d.at <= now), key=lambda d: d.at.astimezone(UTC))
    aside: tuple[tuple[datetime, datetime], ...] = ()
    retry: Retry | None = None
    for decision in own:
        found = _judged(before(past, decision.at), exercise, aside, retry)
        if found.stopped and found.finding and found.finding.since:
            aside = (*aside, (found.finding.since, decision.at))
            retry = Retry(decision, found.usual)
    return _judged(past, exercise, aside, retry)


def _judged(
    past: Sequence[Sitting], exercise: str, aside: Sequence[tuple[datetime, datetime]], retry: Retry | None
) -> Outcome:
    """Judge the log cut after the exercise's last rated session, so that others' later readings do not lift a stop."""
    kept = [sitting for sitting in past if not _set_aside(sitting, exercise, aside)] if aside else list(past)
    while kept and not _keys(kept[-1], exercise):
        kept.pop()
    outcomes = [_series(kept, key, retry) for key in _keys(kept[-1], exercise)] if kept else []
    return max(
        outcomes, key=lambda found: found.finding.level if found.finding else Level.OK, default=Outcome(retry=retry)
    )


def _series(kept: Sequence[Sitting], key: Key, retry: Retry | None) -> Outcome:
    if retry:
        retries = [n for n, sitting in enumerate(kept) if sitting.utc >= retry.decision.at and key in sitting.rises]
        if not retries:
            return Outcome(retry=retry)
        above = _above(kept[: retries[:RETRIES][-1] + 1], key, retry)
        if failed(above):
            return Outcome(_stopped_again([kept[n] for n in retries], key, above), usual=retry.usual)
        if len(above) < RETRIES:
            return Outcome(retry=retry)
    found = change(window(kept), key)
    if found is None or found.score < CAUTION_SCORE:
        return Outcome()
    return Outcome(_spoken(found), usual=found.usual)


def _above(kept: Sequence[Sitting], key: Key, retry: Retry) -> list[float]:
    """How far the retries lie above the old usual, in points, with what their sessions shared taken out.

    `kept` ends with the last retry that counts, so that later sessions do not move the answer.
    """
    fit = model(window(kept), key)
    pairs = zip(fit.sittings, fit.values, strict=True)
    return [value - retry.usual for sitting, value in pairs if sitting.utc >= retry.decision.at]


def failed(above: Sequence[float]) -> bool:
    """Whether retries stop the exercise again: points above the old usual rise, the oldest first.

    So it is when 2 of the first 4 are 2 or more above it, when the first 4 are 1 or more above it on average, or the
    first 6 are 0.6 or more. What comes after the sixth changes nothing.
    Example: 2.1, 0, 2.0 stops at the third; 0.5 six times does not; 0.6 six times does, at the sixth.
    Source: simulated (thresholds.RETRY_HIGH).
    """
    early, all_six = above[:EARLY_RETRIES], above[:RETRIES]
    return (
        sum(rise >= RETRY_HIGH for rise in early) >= RETRY_HIGH_COUNT
        or (len(early) == EARLY_RETRIES and fmean(early) >= RETRY_EARLY_MEAN)
        or (len(all_six) == RETRIES and fmean(all_six) >= RETRY_MEAN)
    )


def _spoken(found: Change) -> Finding:
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
    )
    return Finding(code, level, "exercise", found.start, evidence)


def _stopped_again(retries: Sequence[Sitting], key: Key, above: Sequence[float]) -> Finding:
    rises = [sitting.rises[key] * 10 for sitting in retries[: len(above)]]
    evidence: tuple[tuple[str, Value], ...] = (
        ("sessions", len(rises)),
        ("rose", sum(rise > 0 for rise in rises)),
        ("mean_rise", fmean(rises)),
        ("excess", fmean(above) * 10),
        ("usual", fmean(rises) - fmean(above) * 10),
        ("score", None),
        ("others", 0),
        ("retry", 1),
    )
    return Finding("worsening", Level.STOP, "exercise", retries[0].at, evidence)


def _keys(sitting: Sitting, exercise: str) -> list[Key]:
    return [key for key in sitting.rises if key[0] == exercise]


def _set_aside(sitting: Sitting, exercise: str, aside: Sequence[tuple[datetime, datetime]]) -> bool:
    inside = any(start <= sitting.utc < end for start, end in aside)
    return inside and bool(_keys(sitting, exercise))

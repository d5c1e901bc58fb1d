"""The ratings behind what is said of one exercise over time: its rises, the usual, and the change."""

from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import fmean

from backcare.safety.model import Model, models
from backcare.safety.retry import outcome
from backcare.safety.shown import MOST, Behind, Case, Point, What, latest, measured
from backcare.safety.sittings import Key, Sitting, before, until
from backcare.safety.thresholds import LEAST_SINCE, RETRIES, STARTS_SEEN
from backcare.safety.verdict import Finding

_Aside = tuple[tuple[datetime, datetime], ...]


def trend(case: Case, finding: Finding) -> Behind | None:
    """Of worsening and drifting: the exercise's values, those of the change counted, and the usual before it."""
    aside = _aside(case)
    kept = _kept(case, aside)
    found = []
    for key in _keys(kept, case.exercise, finding):
        rows = [place for place, sitting in enumerate(kept) if key in sitting.values]
        if finding["retry"] and aside:
            rows = [place for place in rows if kept[place].utc >= aside[-1][1]][:RETRIES]
        fit = models(kept[: rows[-1] + 1]).get(key)
        if fit and key[2] == finding["basis"]:
            found.append(_behind(case, fit, key, finding))
    return _likest(found, finding)


def held(case: Case, finding: Finding) -> Behind | None:
    """Of long-holds: each session's value against its hold, the long ones counted, and the mean of the short ones."""
    kept, found = _kept(case, _aside(case)), []
    limit = measured(finding, "hold")
    for key in _keys(kept, case.exercise, finding):
        last = max(place for place, sitting in enumerate(kept) if key in sitting.values)
        fit = models(kept[: last + 1]).get(key)
        if fit:
            points = tuple(_held(fit, key, limit))
            short = [point.value for point in points if not point.counted and point.value is not None]
            found.append(Behind("holds", points, fmean(short) if short else None, level=limit))
    return _likest(found, finding)


def going(case: Case) -> Behind | None:
    """Of an exercise without a finding: its last values and the usual; while it is tried again, the old usual."""
    kept = _kept(case, _aside(case))
    keys = next((keys for sitting in reversed(kept) if (keys := _own(sitting, case.exercise))), [])
    key = max(keys, key=lambda one: one[2] == "rise", default=None)
    fit = models(kept).get(key) if key else None
    if fit is None or key is None:
        return None
    retry = outcome(case.past, case.history.decisions, case.exercise, case.now).retry
    if retry is None or retry.basis != key[2]:
        usual = fit.usual.mean * 10 if len(fit.raw) >= LEAST_SINCE else None
        return Behind(_what(key), latest(_all(case, fit, key, None), MOST), usual)
    points = _all(case, fit, key, retry.decision.at)
    began = next((point.at for point in points if point.counted), None)
    return Behind(_what(key), latest(points, MOST), retry.usual * 10, began, again=began is not None)


def _behind(case: Case, fit: Model, key: Key, finding: Finding) -> Behind:
    points = latest(_all(case, fit, key, finding.since), MOST)
    return Behind(_what(key), points, measured(finding, "usual"), finding.since, again=bool(finding["retry"]))


def _all(case: Case, fit: Model, key: Key, since: datetime | None) -> list[Point]:
    """Every value up to the model's last, also those that a decision set aside; counted are the model's own."""
    whole = models(until(case.past, fit.sittings[-1].at))[key]
    judged = dict(zip(fit.sittings, fit.raw, strict=True))
    return [
        Point(
            sitting.at,
            round(judged.get(sitting, raw) * 10, 6),
            counted=since is not None and sitting in judged and sitting.utc >= since,
        )
        for sitting, raw in zip(whole.sittings, whole.raw, strict=True)
    ]


def _held(fit: Model, key: Key, limit: float) -> Iterable[Point]:
    seen = [*zip(fit.sittings, fit.raw, strict=True)][-STARTS_SEEN:]
    for sitting, raw in seen:
        hold = sitting.hold.get(key[:2])
        if hold is not None:
            yield Point(sitting.at, round(raw * 10, 6), counted=int(hold + 5) // 10 * 10 >= limit, hold=hold)


def _aside(case: Case) -> _Aside:
    """What each decision about a stop set aside: from the start of the change to the decision."""
    decisions = (one for one in case.history.decisions if one.exercise == case.exercise and one.at <= case.now)
    own = sorted(decisions, key=lambda one: one.at.astimezone(UTC))
    stops = (
        (outcome(before(case.past, one.at), own[:place], case.exercise, one.at), one.at)
        for place, one in enumerate(own)
    )
    return tuple((one.finding.since, at) for one, at in stops if one.finding and one.stopped and one.finding.since)


def _kept(case: Case, aside: _Aside) -> tuple[Sitting, ...]:
    return tuple(
        sitting
        for sitting in case.past
        if not any(start <= sitting.utc < end for start, end in aside) or not _own(sitting, case.exercise)
    )


def _own(sitting: Sitting, exercise: str) -> list[Key]:
    return [key for key in sitting.values if key[0] == exercise]


def _keys(kept: Iterable[Sitting], exercise: str, finding: Finding) -> set[Key]:
    """What may have been compared: the finding names a session in which it was."""
    return {key for sitting in kept if sitting.at == finding.since for key in _own(sitting, exercise)}


def _likest(found: Iterable[Behind], finding: Finding) -> Behind | None:
    """Of two forms done in the same sessions, the one that the finding tells of: it has the same mean."""

    def off(one: Behind) -> float:
        values = [point.value for point in one.counted if point.value is not None]
        return abs(fmean(values) - measured(finding, "mean_rise")) if values else float("inf")

    return min(found, key=off, default=None)


def _what(key: Key) -> What:
    return "rises" if key[2] == "rise" else "beside"

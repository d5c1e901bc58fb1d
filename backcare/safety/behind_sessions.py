"""The ratings behind what is said of one day, of some sessions, and of all the days together."""

from datetime import datetime, time, timedelta
from itertools import islice
from statistics import fmean

from backcare.safety.history import Reading
from backcare.safety.judge import too_sore_from
from backcare.safety.programme import programme
from backcare.safety.retry import last_decision
from backcare.safety.session_rules import first_before, mean_rises, sessions_told
from backcare.safety.shown import FEW, Behind, Case, Point, What, latest, measured
from backcare.safety.thresholds import HURTS_AGAIN, SESSION_RISE, SESSION_RISE_COUNT
from backcare.safety.verdict import Finding

FORTNIGHT = timedelta(days=14)
MONTH = timedelta(days=28)


def pairs(case: Case, finding: Finding) -> Behind:
    """Of sharp-rise, rise and hurts: pain before and after in the exercise's last logs, the one in question counted."""
    told = [one for one in _own(case) if one.stopped or one.after is not None]
    asked = (*(finding[name] for name in ("before", "worst", "after")), bool(finding["stopped"]))
    place = next(
        place
        for place, one in reversed([*enumerate(told)])
        if one.at == finding.since and (one.before, one.worst, one.after, one.stopped) == asked
    )
    points = [_pair(one, counted=n == place) for n, one in enumerate(told)]
    return Behind("pairs", tuple(points[min(max(len(points) - FEW, 0), place) :]))


def stops(case: Case, _: Finding) -> Behind:
    """Of hurts-again: the exercise's last sessions, those counted in which Stop was pressed of late."""
    decided = last_decision(case.history.decisions, case.exercise, case.now)
    window = islice(sessions_told(case.past, case.exercise, decided), HURTS_AGAIN[1])
    pressed = [sitting for sitting, hurt in window if hurt]
    shown = [*islice(sessions_told(case.past, case.exercise, None), FEW)][::-1]
    points = []
    for sitting, hurt in shown:
        own = [one for one in sitting.readings if one.exercise == case.exercise and (one.stopped or not hurt)]
        told = max(own, key=lambda one: (one.after is not None, one.place))
        points.append(_pair(told, counted=sitting in pressed))
    return Behind("stops", tuple(points))


def sessions(case: Case, _: Finding) -> Behind:
    """Of session-rise: the mean rise of the last sessions, those counted that reached the limit of late."""
    count = SESSION_RISE_COUNT[1]
    last = islice(mean_rises(case.past), FEW)
    points = [
        Point(sitting.at, float(mean), counted=place < count and mean >= SESSION_RISE)
        for place, (sitting, mean) in enumerate(last)
    ]
    return Behind("sessions", tuple(reversed(points)), level=SESSION_RISE)


def ratings(case: Case, finding: Finding) -> Behind:
    """Of creeping: every rating of the session in order, the first and the latest counted."""
    sitting = next(
        one for one in reversed(case.past) if one.at == finding.since and first_before(one.readings) == finding["first"]
    )
    found: list[Point] = []
    for one in sorted(sitting.readings, key=lambda reading: reading.place):
        given = None if one.before_source == "carried" else one.before
        found += [Point(one.at, rating) for rating in (given, one.after) if rating is not None]
    values = [point.value for point in found]
    first = values.index(measured(finding, "first"))
    last = len(values) - 1 - values[::-1].index(measured(finding, "latest"))
    return Behind("ratings", tuple(Point(one.at, one.value, counted=n in {first, last}) for n, one in enumerate(found)))


def befores(case: Case, finding: Finding) -> Behind:
    """Of high-before: the pain before exercising of the last days, the highest of today counted."""
    days: dict[datetime, list[int]] = {}
    today = case.now.date()
    for sitting in case.past:
        if today - FORTNIGHT <= sitting.day < today:
            rated = [one.before for one in sitting.readings if one.before is not None]
            if rated:
                days.setdefault(_noon(sitting.at), []).extend(rated)
    points = [Point(day, fmean(pains)) for day, pains in days.items()]
    now = Point(finding.since or case.now, measured(finding, "before"), counted=True)
    usual = None if finding["usual"] is None else measured(finding, "usual")
    return Behind("befores", (*points, now), usual, level=too_sore_from(case.history, case.now))


def days(case: Case, finding: Finding) -> Behind | None:
    """Of the programme's rules: each day's pain with the moving average or the mean of its week, and the usual."""
    found = programme(case.past, case.history.mornings, case.now.date())
    if found is None or finding.since is None:
        return None
    what: What = "moving" if finding.code == "programme-rising" else "weeks"
    began, points = finding.since.date(), []
    for place, (day, pain) in enumerate(zip(found.days, found.pains, strict=True)):
        moving = found.averages[place - found.later] if place >= found.later else None
        average = moving if what == "moving" else fmean(found.week(day))
        at = datetime.combine(day, time(), tzinfo=case.now.tzinfo)
        points.append(Point(at, pain, counted=day >= began, average=average))
    recent = [point for point in points if point.at.date() > case.now.date() - MONTH or point.counted]
    return Behind(what, latest(recent, MONTH.days), measured(finding, "usual"), finding.since)


def _own(case: Case) -> list[Reading]:
    return [one for sitting in case.past for one in sitting.readings if one.exercise == case.exercise]


def _pair(one: Reading, *, counted: bool) -> Point:
    return Point(one.at, one.after, counted, one.before, one.worst, stopped=one.stopped)


def _noon(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(12), tzinfo=at.tzinfo)

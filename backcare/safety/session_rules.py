"""The rules about whole sessions: what several readings of one or of the last few sessions say together."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import islice

from backcare.safety.history import Reading, Tenths
from backcare.safety.sittings import Sitting
from backcare.safety.thresholds import (
    CREEPING,
    HURTS_AGAIN,
    SESSION_RISE,
    SESSION_RISE_COUNT,
    SESSION_RISE_EXERCISES,
)
from backcare.safety.verdict import Finding, Level


def hurts_again(past: Sequence[Sitting], exercise: str, since: datetime | None) -> Finding | None:
    """The person pressed Stop because it hurt in 2 of the exercise's last 3 sessions: it stops.

    Sessions that were neither rated nor stopped do not count, nor do those before `since`, the latest decision.
    Example: pressed, fine, pressed stops; pressed, fine, fine, pressed does not.
    Source: a judgement (thresholds.HURTS_AGAIN).
    """
    count, of = HURTS_AGAIN
    last = list(islice(sessions_told(past, exercise, since), of))
    pressed = [sitting for sitting, hurt in last if hurt]
    if len(pressed) < count:
        return None
    evidence = (("stopped", len(pressed)), ("sessions", len(last)))
    return Finding("hurts-again", Level.STOP, "exercise", pressed[0].at, evidence)


def session_rise(past: Sequence[Sitting]) -> Finding | None:
    """The mean rise over a session's exercises was 1 or more in 3 of the last 4 sessions: everything hurts.

    Sessions with fewer than 3 rated exercises are passed over. The trend rule takes out what a session's exercises
    share, so it cannot see this.
    Example: means of 1, 1, 0.9 and 1 speak; 1, 0.9, 0.9 and 1 do not. Three sessions at 1 and no other one speak.
    Source: a judgement (thresholds.SESSION_RISE).
    """
    count, of = SESSION_RISE_COUNT
    last = list(islice(mean_rises(past), of))
    risen = [(sitting, mean) for sitting, mean in last if mean >= SESSION_RISE]
    if len(risen) < count:
        return None
    mean = sum((mean for _, mean in risen), Fraction()) / len(risen)
    evidence = (("rose", len(risen)), ("sessions", len(last)), ("mean_rise", float(mean)))
    return Finding("session-rise", Level.CAUTION, "all", risen[-1][0].at, evidence)


def creeping(past: Sequence[Sitting]) -> Finding | None:
    """The latest rating is 3 or more above the first `before` of the session: end here?

    A carried `before` is not the first of anything. The latest rating is the last `after`, or the highest `before`
    that was given since. It holds until the next session with a rating after an exercise.
    Example: 2 before the first exercise, 5 after the third speaks; 2 and 4.9 does not.
    Source: Childs 2005, as sharp_rise (thresholds.CREEPING).
    """
    rated = (sitting for sitting in reversed(past) if any(one.after is not None for one in sitting.readings))
    sitting = next(rated, None)
    if sitting is None:
        return None
    first, latest = first_before(sitting.readings), _latest_rating(sitting.readings)
    if first is None or latest is None or latest - first < CREEPING:
        return None
    evidence = (("first", first), ("latest", latest), ("rise", latest - first))
    return Finding("creeping", Level.CAUTION, "session", sitting.at, evidence)


def sessions_told(past: Sequence[Sitting], exercise: str, since: datetime | None) -> Iterator[tuple[Sitting, bool]]:
    """The exercise's sessions that were rated or stopped, latest first, and whether it was stopped."""
    for sitting in reversed(past):
        if since is not None and sitting.utc < since:
            return
        own = [one for one in sitting.readings if one.exercise == exercise]
        hurt = any(one.stopped for one in own)
        if hurt or any(one.after is not None for one in own):
            yield sitting, hurt


def mean_rises(past: Sequence[Sitting]) -> Iterator[tuple[Sitting, Fraction]]:
    """The sessions with 3 rated exercises or more, latest first, with the mean over them in tenths.

    An exercise that was done twice counts once, with its mean.
    """
    for sitting in reversed(past):
        rises: dict[str, list[Tenths]] = {}
        for one in sitting.readings:
            if one.rise is not None and one.before_source != "carried":
                rises.setdefault(one.exercise, []).append(one.rise)
        if len(rises) >= SESSION_RISE_EXERCISES:
            means = [Fraction(sum(own), len(own)) for own in rises.values()]
            yield sitting, sum(means, Fraction()) / len(means)


def first_before(readings: Sequence[Reading]) -> Tenths | None:
    """The first rating of a session that was given before an exercise, in tenths; a carried one is none."""
    given = [(one.place, -one.before) for one in readings if one.before is not None and one.before_source != "carried"]
    return -min(given)[1] if given else None


def _latest_rating(readings: Sequence[Reading]) -> Tenths | None:
    rated = [(one.place, -one.after) for one in readings if one.after is not None]
    place, after = max(rated, default=(-1, None))
    since = [one.before for one in readings if one.place > place and one.before is not None]
    return max([*since, *([] if after is None else [-after])], default=None)

"""The pauses of one exercise in the past, from few looks back: to judge every session of a year takes seconds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from backcare.safety.history import History, Reading
from backcare.safety.lasting import lasting_stop
from backcare.safety.reasons import reason
from backcare.safety.sittings import sittings, until
from backcare.safety.standing import Stop, closings, day_stops, together


def lasting(history: History, exercise: str, first: date, now: datetime) -> tuple[Stop, ...]:
    """The stops that the person ended by a decision, and the one that lasts; the oldest first.

    From each decision, and from now, it looks back session by session to where the stop began. A stop that went by
    without a decision is not found; the app asks for one before a stopped exercise is logged again.

    Args:
        history: of all exercises, from a year before the first moment that matters on.
        exercise: its slug.
        first: a stop that ended before this day is not looked for.
        now: aware.
    """
    past = sittings(history.readings, now)
    done = [sitting.at for sitting in past if any(one.exercise == exercise for one in sitting.readings)]
    told = [one.at for one in history.answers if one.yes and one.questions == "leg" and one.at <= now]
    moments = sorted([*done, *told], key=lambda at: at.astimezone(UTC))
    decided = sorted(one.at for one in history.decisions if one.exercise == exercise and one.at <= now)
    found: list[Stop] = []
    for after, end in zip([None, *decided], [*decided, None], strict=True):
        if end and end.date() < first:
            continue
        begun: Stop | None = None
        for at in reversed([at for at in moments if (after is None or at >= after) and (end is None or at < end)]):
            stop = lasting_stop(history, until(past, at), exercise, at)
            if stop is None:
                break
            begun = Stop(at, stop.code, reason(stop), end)
        if begun:
            found.append(begun)
    return tuple(found)


def pauses(
    history: History, readings: Iterable[Reading], exercise: str, first: date, now: datetime
) -> tuple[Stop, ...]:
    """Lasting stops and day pauses, the oldest first; a day's pause inside a longer one is part of it.

    Args:
        history: as for `lasting`; one without readings where no lasting stop is to be looked for.
        readings: of the exercise, in order of time.
        exercise: its slug.
        first: the first day that matters.
        now: aware.
    """
    longer = lasting(history, exercise, first, now) if history.readings else ()
    return together(longer, day_stops((one for one in readings if one.day >= first), now))


def closed(history: History, now: datetime) -> frozenset[date]:
    """The days on which a warning sign closed all practice, the days of its beginning and its end among them."""
    return frozenset(
        stop.at.date() + timedelta(days=n)
        for stop in closings(history, now)
        for n in range(((stop.ended or now).date() - stop.at.date()).days + 1)
    )

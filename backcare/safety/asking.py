"""When the lists of warning signs are to be asked before anything is held."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, TypeAlias

from backcare.safety.history import Answer, History, Questions, Reading
from backcare.safety.lasting import lasting_stop
from backcare.safety.sight import in_sight
from backcare.safety.sittings import Sitting, sittings
from backcare.safety.thresholds import AWAY_DAYS
from backcare.safety.verdict import Finding

Due: TypeAlias = Literal["first", "stop", "away"]
_FOLD: Final = timedelta(hours=2)  # more than a clock is ever put back


def due(history: History, now: datetime) -> Due | None:
    """Why the lists are to be asked before the next hold; None where they are not.

    An answer to the emergency list, whatever it was, is what counts as asked; the second list may be left for later.
    `first`: it was never answered. `stop`: since the answer, a session or an answer about the leg brought a stop that
    lasts. `away`: for 14 days there was neither a session nor an answer.
    Example: answered and practised on the 1st, `away` on the 15th, not on the 14th; answered on the 5th, on the 19th.
    Source: lists of warning signs as for signs.red_flag; when to ask is a judgement (thresholds.AWAY_DAYS).

    Args:
        history: all that is known of the person; what is later than `now` is passed over.
        now: aware, in the zone the person is in: its date is "today".
    """
    answered = last_answer(history, "emergency", now)
    if answered is None:
        return "first"
    done = _done_since(history.readings, answered.at, now)
    latest = max((answered.at, *(one.at for one in done)), key=_utc)
    if (now.date() - latest.date()).days >= AWAY_DAYS:
        return "away"
    return "stop" if _stopped_since(history, {one.exercise for one in done}, answered.at, now) else None


def left_over(history: History, now: datetime) -> bool:
    """Whether the list for a doctor was left for later: not answered since the day of the emergency list's answer.

    Example: both answered on the 1st, the emergency list alone on the 9th: it is, until the other one is answered.
    """
    emergency, doctor = (last_answer(history, questions, now) for questions in ("emergency", "doctor"))
    return emergency is not None and (doctor is None or doctor.at.date() < emergency.at.date())


def last_answer(history: History, questions: Questions, now: datetime) -> Answer | None:
    """The latest answer to one list, up to `now`; None where it was never answered."""
    found = (one for one in history.answers if one.questions == questions and _utc(one.at) <= _utc(now))
    return max(found, key=lambda one: _utc(one.at), default=None)


def known_to_doctor(history: History, now: datetime) -> frozenset[str]:
    """The signs of the doctor's list, by slug, of which a doctor knows: they are not asked about any more."""
    known = [_utc(one.at) for one in history.checks if one.questions == "doctor" and _utc(one.at) <= _utc(now)]
    named = (one for one in history.answers if one.questions == "doctor" and one.yes)
    return frozenset(one.item for one in named if one.item and any(at >= _utc(one.at) for at in known))


def _done_since(readings: Iterable[Reading], answered: datetime, now: datetime) -> list[Reading]:
    nearly = answered - _FOLD
    recent = (one for one in readings if one.at > nearly)  # ten years of readings are compared by the clock, quickly
    return [one for one in recent if _since(one.at, answered, now)]


def _stopped_since(history: History, done: set[str], answered: datetime, now: datetime) -> bool:
    """Only an exercise that was done, or that a leg was asked about, since the answer can have been stopped since."""
    hurt = any(one.questions == "leg" and one.yes and _since(one.at, answered, now) for one in history.answers)
    every = {one.exercise for one in history.readings} if hurt else done
    past = in_sight(sittings(history.readings, now), history.decisions, history.answers, now) if every else ()
    stops = ((exercise, lasting_stop(history, past, exercise, now)) for exercise in sorted(every))
    return any(found and _since(_brought(found, past, exercise), answered, now) for exercise, found in stops)


def _brought(found: Finding, past: Iterable[Sitting], exercise: str) -> datetime | None:
    """When the stop came: a trend begins long before the session that makes it clear."""
    if found.code != "worsening":
        return found.since
    rated = (one.at for one in past if any(key[0] == exercise for key in one.values))
    return max(rated, key=_utc, default=found.since)


def _since(at: datetime | None, answered: datetime, now: datetime) -> bool:
    return at is not None and _utc(answered) < _utc(at) <= _utc(now)


def _utc(at: datetime) -> datetime:
    """Times of one zone compare by the clock alone, and the clock shows an hour twice in autumn."""
    return at.astimezone(UTC)

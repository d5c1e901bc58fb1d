"""The pauses of one exercise in the past, from few looks back: to judge every session of a year takes seconds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, takewhile
from typing import NamedTuple, TypeAlias

from backcare.safety.codes import BY_DECISION
from backcare.safety.history import Answer, Decision, History, Reading
from backcare.safety.lasting import lasting_stop
from backcare.safety.reasons import reason
from backcare.safety.sittings import ZONES_APART, Sitting, ordered, sittings, until
from backcare.safety.standing import Stop, closings, day_stops, together
from backcare.safety.verdict import Verdict


class Then(NamedTuple):
    """What was known at a moment: the sittings up to it (oldest first), the decisions and the answers."""

    past: tuple[Sitting, ...]
    decisions: tuple[Decision, ...]
    answers: tuple[Answer, ...]

    @property
    def history(self) -> History:
        """It as a history."""
        return History(readings=ordered(self.past), decisions=self.decisions, answers=self.answers)


Look: TypeAlias = Callable[[Then, str, Sequence[datetime]], Stop | None]


def lasting(
    history: History, own: Iterable[Reading], verdict: Verdict, first: date, now: datetime, *, look: Look
) -> tuple[Stop, ...]:
    """The stops that the person ended by a decision, and the one that lasts; the oldest first.

    From each decision, and from now, it looks back session by session to where the stop began. A stop that went by
    without a decision is not found; the app asks for one before a stopped exercise is logged again.
    """
    exercise, found = verdict.exercise, list[Stop]()
    decided = sorted(one.at for one in history.decisions if one.exercise == exercise and one.at <= now)
    stands = any(finding.code in BY_DECISION for finding in verdict.findings)
    told = [one.at for one in history.answers if one.yes and one.questions == "leg"]
    for after, end in zip([None, *decided], [*decided, None], strict=True):
        if end.date() < first if end else not stands:
            continue
        moments = {at for at in chain((one.at for one in own), told) if after is None or at >= after}
        before = {at for at in moments if at <= now and (end is None or at < end)}
        within = sorted(before, key=lambda at: at.astimezone(UTC))
        begun = look(known_at(history, within[-1]), exercise, within) if within else None
        if begun:
            found.append(replace(begun, ended=end))
    return tuple(found)


def known_at(history: History, moment: datetime) -> Then:
    """What was known at a moment (aware)."""
    return Then(
        sittings(history.readings, moment),
        decisions=tuple(one for one in history.decisions if one.at <= moment),
        answers=tuple(one for one in history.answers if one.at <= moment),
    )


def look_back(known: Then, exercise: str, moments: Sequence[datetime]) -> Stop | None:
    """The stop that stood at the last of these moments, as it began; None where none stood.

    Args:
        known: what was known at the last moment.
        exercise: its slug.
        moments: its sessions and the answers about the legs, oldest first.
    """
    told = History(decisions=known.decisions, answers=known.answers)
    begun: Stop | None = None
    for at in reversed(moments):
        stop = lasting_stop(told, until(known.past, at), exercise, at)
        if stop is None:
            break
        begun = Stop(at, stop.code, reason(stop), None)
    return begun


def pauses(
    history: History, own: Sequence[Reading], verdict: Verdict, first: date, now: datetime, *, look: Look = look_back
) -> tuple[Stop, ...]:
    """Lasting stops and day pauses of an exercise, the oldest first; a day's pause inside a longer one is part of it.

    Args:
        history: all that is known of the person.
        own: of its readings those of the exercise, oldest first.
        verdict: of the exercise, now.
        first: the first day that matters; what ended before it is not looked for.
        now: aware.
        look: does what `look_back` does; one that keeps what it found need not look again.
    """
    since = first - ZONES_APART
    latest = [*takewhile(lambda one: one.at.date() >= since, reversed(own))][::-1]
    days = day_stops([one for one in latest if one.day >= first and one.at <= now], now)
    return together(lasting(history, own, verdict, first, now, look=look), days)


def closed(history: History, now: datetime) -> frozenset[date]:
    """The days on which a warning sign closed all practice, the days of its beginning and its end among them."""
    return frozenset(
        stop.at.date() + timedelta(days=n)
        for stop in closings(history, now)
        for n in range(((stop.ended or now).date() - stop.at.date()).days + 1)
    )

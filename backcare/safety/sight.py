"""How far back the rules look. Ten years are judged by their beginning and by the sessions that can matter now.

In sight are the first 30 sittings, the last 365, and of each exercise the 365 that end with its last one; where the
person decided about it within them, the 365 before that decision as well. An exercise that was done last years ago
keeps its stop. Who gives the rules these sittings alone gets the same verdicts as who gives them all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from backcare.safety.history import Answer, Decision, History
from backcare.safety.sittings import Sitting, before, ordered, sittings, until
from backcare.safety.thresholds import FIRST_SEEN, SESSIONS_SEEN

ROWS_SEEN: Final = FIRST_SEEN + SESSIONS_SEEN  # so many sittings are all in sight


def missing(past: tuple[Sitting, ...], decisions: Iterable[Decision]) -> int:
    """How many more sittings from before these must be known, that everything in sight of these exercises is.

    Args:
        past: the latest sittings up to now, without a gap between them.
        decisions: all of the person's; those later than now are no fault.

    Returns:
        At least so many, 0 where nothing is missing. Where it gives a number, ask again with that many more.
    """
    lacking = SESSIONS_SEEN + 1 - len(past)
    own = _times(decisions)
    for exercise, last in last_places(past).items():
        first = last - SESSIONS_SEEN + 1
        seen = past[max(first, 0)].utc
        decided = [len(before(past, at)) - SESSIONS_SEEN for at in own.get(exercise, ()) if at.astimezone(UTC) >= seen]
        lacking = max(lacking, -min([first, *decided]))
    return max(lacking, 0)


@lru_cache(maxsize=8)
def last_places(past: tuple[Sitting, ...]) -> Mapping[str, int]:
    """The place among the sittings at which each exercise was done last."""
    found: dict[str, int] = {}
    known: set[str] = set()
    for place in range(len(past) - 1, -1, -1):
        if not past[place].exercises <= known:
            known |= past[place].exercises
            found |= dict.fromkeys(known - found.keys(), place)
    return found


def reach(past: tuple[Sitting, ...], last: int, decided: Iterable[datetime]) -> int:
    """The place of the first sitting that counts for an exercise.

    Args:
        past: sittings, oldest first.
        last: the place at which the exercise was done last.
        decided: when the person decided about it. What was decided before the 365 sittings that end there is passed
            over: the readings that it set aside are out of sight, too.
    """
    first = max(last - SESSIONS_SEEN + 1, 0)
    seen = [at for one in decided if (at := one.astimezone(UTC)) >= past[first].utc]
    return max(min(first, len(before(past, min(seen))) - SESSIONS_SEEN), 0) if seen else first


def of_exercise(
    past: tuple[Sitting, ...], exercise: str, decided: Iterable[datetime]
) -> tuple[tuple[Sitting, ...], datetime]:
    """The sittings that count for one exercise, and from when on decisions about it do."""
    last = last_places(past).get(exercise)
    if last is None:
        return (), datetime.min.replace(tzinfo=UTC)
    return past[reach(past, last, decided) : last + 1], past[max(last - SESSIONS_SEEN + 1, 0)].utc


def in_sight(
    past: tuple[Sitting, ...], decisions: Iterable[Decision], answers: Iterable[Answer], now: datetime
) -> tuple[Sitting, ...]:
    """Those of the sittings (oldest first, up to `now`) that the rules look at.

    The sitting that an answer about a leg was given after is one of them, however long ago.
    """
    if len(past) <= ROWS_SEEN:
        return past
    places = {*range(FIRST_SEEN + 1), *range(len(past) - SESSIONS_SEEN - 1, len(past))}
    own = _times(one for one in decisions if one.at <= now)
    for exercise, last in last_places(past).items():
        places.update(range(reach(past, last, own.get(exercise, ())), last + 1))
    for answer in answers:
        if about_a_sitting(answer) and answer.at <= now:
            places.add(max(len(until(past, answer.at)) - 1, 0))
    return past if len(places) == len(past) else tuple([past[place] for place in sorted(places)])


def about_a_sitting(answer: Answer) -> bool:
    """Whether an answer stops what was done in the sitting before it."""
    return answer.yes and answer.questions == "leg" and not answer.exercise


def _times(decisions: Iterable[Decision]) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for one in decisions:
        found.setdefault(one.exercise, []).append(one.at)
    return found


class Gap(NamedTuple):
    """The days that are not in sight as a whole, both of them included."""

    first: date
    last: date

    def hides(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


def gap(past: tuple[Sitting, ...]) -> Gap | None:
    """The days that the rules about all days pass over: those between the first sittings and the last 365."""
    if len(past) <= ROWS_SEEN:
        return None
    return Gap(past[FIRST_SEEN].day, past[-SESSIONS_SEEN - 1].day)


def days_in_sight(history: History, now: datetime) -> History:
    """The history with the readings and mornings of those days only that the rules about all days look at.

    Args:
        history: all that is known of the person, or as much as is in sight.
        now: aware; what is later is left out.
    """
    past = sittings(history.readings, now)
    unseen = gap(past)
    if unseen is None:
        return history
    mornings = tuple([one for one in history.mornings if not unseen.hides(one.day)])
    return replace(history, readings=ordered(tuple(days_seen(past))), mornings=mornings)


def days_seen(past: tuple[Sitting, ...]) -> Iterator[Sitting]:
    """The sittings of the days that are in sight as a whole."""
    unseen = gap(past)
    if unseen is None:
        yield from past
        return
    for sitting in (*past[:FIRST_SEEN], *past[-SESSIONS_SEEN:]):
        if not unseen.hides(sitting.day):
            yield sitting

"""The walk up an exercise's steps: day by day, one good session at a time, with what holds it and what halves it.

Pain may only hold a target or lower it; nothing but good sessions raises it. A target by hand takes the place of the
step's; the walk goes on beneath it.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from backcare.safety.history import Decision, Reading
from backcare.safety.now_rules import hurts, sharp_rise
from backcare.safety.thresholds import AWAY_DAYS, RETRIES, THREE_QUARTERS_SESSIONS
from backcare.training.days import Days
from backcare.training.steps import Step
from backcare.training.wishes import HandTarget

Halved: TypeAlias = Literal["", "paused", "away"]

# All are judgements made for BackCare; no study was found behind any of them.
GOOD_SESSIONS: Final = 3  # on different days, for one step up
GOOD_RISE: Final = 10  # a rise below 1 point, half of what counts as a signal (Childs 2005: 2 points)
HELD_TENTHS: Final = 9  # a hold counts from nine tenths of the step on: a thumb on a stopwatch is no finer
HALF: Final = Fraction(1, 2)  # after a pause, and after 14 days away
THREE_QUARTERS: Final = Fraction(3, 4)  # when the sessions at half the hold went well
WHOLE: Final = Fraction(1)
FINEST: Final = 5  # tenths of a second: nobody aims at less


class Place(NamedTuple):
    """Where a person stands: `step` counts from 0, `good` counts good days there.

    `halved` says why the hold is half until three good days: after a day's pause, or after 14 days away. `again` is
    how many rated sessions are left until the whole hold, after a stopped exercise was taken up again. `hand` is the
    target by hand in force.
    """

    step: int = 0
    good: int = 0
    halved: Halved = ""
    again: int = 0
    hand: HandTarget | None = None

    @property
    def share(self) -> Fraction:
        """How much of the hold is the target there."""
        if self.halved or self.again > THREE_QUARTERS_SESSIONS:
            return HALF
        return THREE_QUARTERS if self.again else WHOLE

    def full(self, ladder: Sequence[Step]) -> Step:
        """The whole target there, whatever share of it is the target now."""
        hand = self.hand
        if hand is None or hand.hold is None or hand.reps is None:
            return ladder[self.step]
        return Step(hand.hold, hand.reps, hand.variant)


START: Final = Place()


class Stride(NamedTuple):
    """One event of the walk: a logged day, a decision to take the exercise up again, or a target set by hand."""

    at: datetime
    before: Place
    after: Place
    logged: bool


@dataclass(frozen=True, slots=True)
class Path:
    """What an exercise's walk is made of.

    `days` are its readings by day, `returns` the days (rising) on which the person came back after 14 days without
    any session, `decisions` and `hand` its decisions and targets by hand. Days from `careful_since` on do not count.
    `begin` is where the person stood before all of them.
    """

    ladder: Sequence[Step]
    days: Days
    decisions: Sequence[Decision] = ()
    hand: Sequence[HandTarget] = ()
    returns: Sequence[date] = ()
    careful_since: datetime | None = None
    begin: Place = START


def part(hold: int, share: Fraction) -> int:
    """A share of a hold, rounded down to half seconds and never less than one of them."""
    over, under = share.numerator, share.denominator  # whole numbers: this is asked for every day of ten years
    return hold if over == under else max(hold * over // under // FINEST * FINEST, FINEST)


def returns(session_days: Iterable[date], today: date | None = None) -> tuple[date, ...]:
    """The days on which the person came back after 14 days without a session, or more; today where it would be one.

    Example: practised on the 1st and the 15th, the 15th is one; practised on the 1st alone, the 15th is one as well
    when it is today, and stays one for the whole day, whatever is logged on it.
    Source: a judgement (thresholds.AWAY_DAYS).
    """
    away = timedelta(days=AWAY_DAYS)
    days = sorted(dict.fromkeys((*session_days, today) if today else session_days))  # they come in order, nearly
    return tuple([later for earlier, later in pairwise(days) if later - earlier >= away])


def end(path: Path, today: date | None = None) -> Place:
    """Where the walk has come to; a return by `today` that no day of the exercise has met yet counts."""
    place, last = path.begin, None
    for stride in walk(path, every=False):
        place = stride.after
        last = stride.at.date() if stride.logged else last
    return _returned(place, path.returns, last, today) if last and today else place


def walk(path: Path, *, every: bool = True, begun: Sequence[Stride] = ()) -> Iterator[Stride]:
    """The events, oldest first, with the place before and after each.

    Without `every`, what lies between reaching the goal and the days that decide where it ends is passed over. What
    has `begun` goes on after its last stride.
    """
    days = sorted(path.days.values(), key=_latest)
    said: list[Decision | HandTarget] = [*path.decisions, *path.hand]
    told = deque(sorted(said, key=lambda one: one.at))
    place, last, row, look = path.begin, None, 0, not every
    if begun:
        place, row = begun[-1].after, bisect_right(days, begun[-1].at, key=_latest)
        last = next((one.at.date() for one in reversed(begun) if one.logged), None)
        told = deque(one for one in told if one.at > begun[-1].at)
    while row < len(days):
        at = _latest(days[row])
        # a decision goes before a session that began with it: that is the first one after it
        while told and told[0].at <= at:
            before, place = place, _told(place, told[0])
            yield Stride(told.popleft().at, before, place, logged=False)
            look = not every
        if look and settled(place, path.ladder):
            look = False  # once is enough until something is told
            later = bisect_left(days, told[0].at, row, key=_latest) if told else len(days)
            steady = _settling(days, row, later, HELD_TENTHS * place.full(path.ladder).hold, path.careful_since)
            if steady > row:  # whatever was paused before it, these days bring all of the hold back
                row, place, last = steady, place._replace(halved="paused", good=0), _latest(days[steady - 1]).date()
                at = _latest(days[row])
        today = at.date()
        before = _returned(place, path.returns, last, today) if path.returns and last else place
        counts = path.careful_since is None or at < path.careful_since
        place, last = _next(before, path.ladder, days[row], counts=counts), today
        yield Stride(at, before, place, logged=True)
        row += 1
    for one in told:
        before, place = place, _told(place, one)
        yield Stride(one.at, before, place, logged=False)


def settled(place: Place, ladder: Sequence[Step]) -> bool:
    """Whether it is the goal with all of the hold: only a pause, an absence or a decision leads away from there."""
    return place.step == len(ladder) - 1 and not place.halved and not place.again


def _settling(
    days: Sequence[Sequence[Reading]], first: int, later: int, held: int, careful_since: datetime | None
) -> int:
    """The latest of the days from `first` to before `later` that begins three good ones in a row; `first` if none."""
    good = 0
    for row in range(later - 1, first, -1):
        day = days[row]
        fits = all(_is_good(one) and (one.hold or 0) * 10 >= held and not one.variant for one in day)
        counts = careful_since is None or _latest(day) < careful_since
        good = good + 1 if fits and counts else 0
        if good == GOOD_SESSIONS:
            return row
    return first


def _is_good(one: Reading) -> bool:
    """Rated and risen by less than 1 point. That can pause nothing: it takes the Stop, or a rise of twice as much."""
    before, after = one.before, one.after
    return not one.stopped and before is not None and after is not None and after - before < GOOD_RISE


def _latest(readings: Sequence[Reading]) -> datetime:
    return readings[0].at if len(readings) == 1 else max([one.at for one in readings])


def _told(place: Place, what: Decision | HandTarget) -> Place:
    if isinstance(what, Decision):
        return Place(place.step, again=RETRIES + THREE_QUARTERS_SESSIONS, hand=place.hand)
    return place._replace(hand=what if what.hold is not None else None)


def _returned(place: Place, back: Sequence[date], last: date, today: date) -> Place:
    """The place after an absence that ended later than the exercise's last day; a new start, with all good days."""
    if any(last < day <= today for day in back):
        return place._replace(good=0, halved="away")
    return place


def _next(place: Place, ladder: Sequence[Step], readings: Sequence[Reading], *, counts: bool) -> Place:
    """One logged day further."""
    good = all(_is_good(one) for one in readings)
    again = place.again and max(place.again - len({one.session for one in readings if one.after is not None}), 0)
    if not good and any(sharp_rise(one) or hurts(one) for one in readings):
        return Place(place.step, halved="paused", again=again, hand=place.hand)
    if settled(place, ladder):
        return place  # there is no way up from the goal
    leads = place.halved or not place.again  # what comes back is watched, not lengthened
    if not (counts and good and leads and _fits(place, ladder, readings)):
        return place if again == place.again else place._replace(again=again)
    if place.good + 1 < GOOD_SESSIONS:
        return place._replace(good=place.good + 1, again=again)
    if place.halved:
        return Place(place.step, again=again, hand=place.hand)
    return Place(min(place.step + 1, len(ladder) - 1), hand=place.hand)


def _fits(place: Place, ladder: Sequence[Step], readings: Sequence[Reading]) -> bool:
    """Whether the day held for what it led from: the target then, and the step itself to lead up from it.

    The full form done well counts at the gentler step too, never the other way round.
    """
    step = place.full(ladder) if place.halved else ladder[place.step]
    hold = part(step.hold, place.share) if place.halved else step.hold
    held = max([one.hold or 0 for one in readings])
    return held * 10 >= HELD_TENTHS * hold and (bool(step.variant) or not any(one.variant for one in readings))

"""The pauses found from few looks back are those of the rules, which judge every session."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from backcare.safety import verdicts
from backcare.safety.history import Answer, Check, Decision, History, Reading
from backcare.safety.standing import Stop, stops
from backcare.training.pauses import Look, Then, closed, look_back, pauses

START = datetime(2025, 1, 6, 18, tzinfo=UTC)
LONG_AGO = date(2000, 1, 1)
SLUG = "pelvic-tilt"


def reading(day: int, before: int, after: int, exercise: str = SLUG) -> Reading:
    return Reading(f"s{day}", START + timedelta(days=day), exercise != SLUG, exercise, before=before, after=after)


def told(history: History, first: date, now: datetime, look: Look = look_back) -> tuple[Stop, ...]:
    own = [one for one in history.readings if one.exercise == SLUG]
    return pauses(history, own, verdicts(history, now, [SLUG])[SLUG], first, now, look=look)


def found(history: History, now: datetime, first: date = LONG_AGO) -> list[tuple[str, int, int | None]]:
    return [
        (stop.code, (stop.at - START).days, None if stop.ended is None else (stop.ended - START).days)
        for stop in told(history, first, now)
    ]


def worse(*, seed: int) -> History:
    """A quiet time, a bad spell, and taken up again after its rest."""
    draw = Random(seed)
    quiet = [reading(day, 30, 30 + draw.choice((-5, 0, 5))) for day in range(20)]
    bad = [reading(day, 20, 50) for day in range(20, 26)]
    again = [reading(day, 30, 30) for day in range(36, 46)]
    others = [reading(day, 30, 30, "prayer-pose") for day in (*range(26), *range(36, 46))]
    decision = Decision(START + timedelta(days=35), SLUG, "resume")
    return History((*quiet, *bad, *again, *others), decisions=(decision,))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("days", [19, 22, 25, 30, 40, 60])
def test_they_are_those_that_the_rules_find_session_by_session(seed: int, days: int) -> None:
    history, now = worse(seed=seed), START + timedelta(days=days)
    assert told(history, LONG_AGO, now) == stops(history, SLUG, now)


def test_a_stop_lasts_from_its_session_to_the_decision() -> None:
    lasting = [one for one in found(worse(seed=1), START + timedelta(days=60)) if one[0] == "worsening"]
    assert [(end, start < 26) for _, start, end in lasting] == [(35, True)]


def test_a_stop_that_ended_before_the_first_day_is_not_looked_for() -> None:
    now = START + timedelta(days=60)
    assert found(worse(seed=1), now, (START + timedelta(days=36)).date()) == []


def test_a_pause_for_the_day_ends_with_it_and_lasts_while_it_is_today() -> None:
    history = History((reading(0, 30, 70),))
    assert [one.ended for one in told(history, LONG_AGO, START)] == [None]
    (stop,) = told(history, LONG_AGO, START + timedelta(days=1))
    assert (stop.code, stop.ended) == ("sharp-rise", datetime(2025, 1, 7, tzinfo=UTC))


def test_what_is_looked_back_over_holds_nothing_that_came_after_its_last_moment() -> None:
    history, now = worse(seed=1), START + timedelta(days=60)
    looked: list[tuple[Then, Sequence[datetime]]] = []

    def look(known: Then, exercise: str, moments: Sequence[datetime]) -> Stop | None:
        looked.append((known, moments))
        return look_back(known, exercise, moments)

    assert told(history, LONG_AGO, now, look) == told(history, LONG_AGO, now)
    ((known, moments),) = looked  # from the decision alone: nothing stands now
    assert moments[-1] == START + timedelta(days=25)
    assert max(one.at for one in known.past) == moments[-1]
    assert known.decisions == ()


def test_practice_is_closed_from_the_sign_to_the_check_and_on_both_days() -> None:
    sign = Answer(START, "emergency", yes=True)
    seen = Check(START + timedelta(days=2), "emergency", date(2025, 1, 7))
    days = {date(2025, 1, day) for day in (6, 7, 8)}
    assert closed(History(answers=(sign,), checks=(seen,)), START + timedelta(days=9)) == days
    assert closed(History(answers=(sign,)), START + timedelta(days=1)) == {date(2025, 1, 6), date(2025, 1, 7)}
    assert closed(History(answers=(replace(sign, yes=False),)), START) == frozenset()

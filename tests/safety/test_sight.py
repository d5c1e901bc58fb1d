"""What is in sight of the rules in a long history."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.safety import History, Level, Reading, verdicts
from backcare.safety.sight import in_sight, missing
from backcare.safety.sittings import Sitting, ordered, sittings
from tests.safety.diary import OTHERS, START, STRETCH, answer, at, codes, decided, reading, rises

TWO = (STRETCH, OTHERS[0])


def days_of(seed: int, count: int, shares: dict[str, float]) -> list[Reading]:
    """Days on which each exercise is done with its share, and hurts now and then for a while."""
    draw = Random(seed)
    return [
        reading(30, 30 + draw.choice([-5, 0, 0, 5]) + (30 if (day // 9) % 12 == place else 0), day=day, exercise=name)
        for day in range(count)
        for place, name in enumerate(shares)
        if draw.random() < shares[name]
    ]


def seen(history: History, day: int) -> tuple[Sitting, ...]:
    now = at(day, 22)
    return in_sight(sittings(history.readings, now), history.decisions, history.answers, now)


@pytest.mark.slow
@given(st.integers(0, 99), st.integers(380, 900), st.sampled_from([1.0, 0.3, 0.01]), st.lists(st.integers(0, 900)))
def test_the_sittings_in_sight_alone_give_the_verdicts_of_all(
    seed: int, count: int, share: float, decisions: list[int]
) -> None:
    history = History(
        tuple(days_of(seed, count, {STRETCH: share, OTHERS[0]: 1.0, OTHERS[1]: 0.9})),
        decisions=tuple(decided(day) for day in decisions),
        answers=(answer("leg", "pain", day=seed),),
    )
    found = seen(history, count)
    alone = replace(history, readings=ordered(found))
    assert verdicts(alone, at(count, 22)) == verdicts(history, at(count, 22))
    assert seen(alone, count) == found


def test_a_short_history_is_in_sight_as_a_whole() -> None:
    history = History(tuple(days_of(1, 395, {STRETCH: 1.0})))
    assert len(seen(history, 395)) == 395
    assert len(seen(replace(history, readings=tuple(days_of(1, 600, {STRETCH: 1.0}))), 600)) == 31 + 366


def test_an_exercise_that_was_left_years_ago_keeps_its_stop() -> None:
    bad = [*rises([0] * 100), *rises([3] * 8, first=100)]
    history = History((*bad, *rises([0] * 1000, exercise=OTHERS[0])))
    found = verdicts(history, at(1001))
    assert codes(found[STRETCH])[0] == "worsening"
    assert found[OTHERS[0]].level is Level.OK
    assert len(seen(history, 1001)) == 108 + 366


def test_as_much_as_a_decision_needs_is_missing() -> None:
    past = sittings(days_of(1, 1000, dict.fromkeys(TWO, 1.0)), at(1000))
    assert missing(past[-300:], ()) == 66
    assert missing(past[-366:], ()) == 0
    assert missing(past[-366:], (decided(900),)) == 365 - (900 - 634)
    assert missing(past[-465:], (decided(900),)) == 0
    assert missing(past[-366:], (decided(600),)) == 0  # passed over, with the readings that it set aside
    left = [one for one in past if one.utc >= at(634)]
    own = sittings([one for sitting in left for one in sitting.readings if one.exercise != STRETCH or one.at < at(990)],
                   at(1000))  # fmt: skip
    assert missing(own, ()) == 9


def test_a_high_week_that_has_lasted_for_years_is_said_to_have_begun_with_the_days_in_sight() -> None:
    low = [reading(20, 20, day=day) for day in range(20)]
    high = [reading(60, 60, day=day) for day in range(20, 1000)]
    found = verdicts(History((*low, *high)), at(999, 22))[STRETCH]
    flag = next(one for one in found.findings if one.code == "programme-high")
    assert flag.since == (START + timedelta(days=1000 - 365 + 4)).replace(hour=0)  # a week has 5 rated days
    assert flag["usual"] == 20

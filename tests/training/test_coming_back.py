"""The quick look at what an exercise comes back with says what the rules say of the whole history."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.safety.history import History, Reading
from backcare.safety.lasting import share_of_hold
from backcare.training import coming_back
from backcare.training.days import by_day
from backcare.training.walk import WHOLE
from tests.safety.diary import STRETCH, at, decided, reading, rises

WORSE = tuple(rises([0.0] * 20 + [2.2] * 5))


def quick(history: History) -> object:
    own = [one for one in history.decisions if one.exercise == STRETCH]
    return coming_back.share_now(history, STRETCH, by_day(history.readings).get(STRETCH, {}), own)


RISE = st.sampled_from([0.0, 0.5, -1.0, 2.5])
LATER = st.lists(st.tuples(RISE, st.sampled_from(["", "after only", "unrated"])), max_size=14)


@settings(max_examples=80)
@given(LATER, st.integers(26, 60))
def test_it_is_the_share_that_the_rules_give(later: list[tuple[float, str]], decided_on: int) -> None:
    found: list[Reading] = []
    for place, (rise, kind) in enumerate(later):
        before, after = 30, None if kind == "unrated" else round(30 + rise * 10)
        found.append(reading(None if kind == "after only" else before, after, day=34 + place))
    history = History((*WORSE, *found), decisions=(decided(decided_on),))
    assert quick(history) == share_of_hold(history, STRETCH, at(400))


def test_without_a_decision_or_long_after_it_nothing_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_back, "share_of_hold", lambda *_: pytest.fail("it was judged anew"))
    assert quick(History(WORSE)) == WHOLE
    assert quick(History((*WORSE, *rises([0.0] * 9, first=34)), decisions=(decided(33),))) == WHOLE


def test_nine_sessions_long_after_the_decision_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_back, "share_of_hold", lambda *_: "judged")
    late = 34 + timedelta(days=101).days
    assert quick(History((*WORSE, *rises([0.0] * 9, first=late)), decisions=(decided(33),))) == "judged"

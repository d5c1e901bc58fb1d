import pytest

from backcare.safety import History, Morning, MorningAfter, morning_after
from tests.safety.diary import at, reading


def woke(pain: int, day: int = 1) -> tuple[Morning, ...]:
    return (Morning(at(day).date(), pain),)


@pytest.mark.parametrize(("pain", "shown"), [(50, True), (49, False), (90, True)])
def test_a_morning_two_points_above_the_rating_before_the_session_is_shown(pain: int, *, shown: bool) -> None:
    found = morning_after(History((reading(30, 30),), woke(pain)), at(1, 8))
    assert found == (MorningAfter(at(0).date(), 30, pain) if shown else None)


def test_the_first_rating_of_yesterdays_session_counts() -> None:
    rows = (reading(50, 50, place=1, exercise="pelvic-tilt"), reading(30, 30))
    assert morning_after(History(rows, woke(50)), at(1, 8)) is not None
    carried = (reading(30, 30, source="carried"), reading(40, 40, place=1))
    assert morning_after(History(carried, woke(55)), at(1, 8)) is None


def test_only_yesterdays_session_and_this_morning_belong_together() -> None:
    history = History((reading(30, 30),), woke(90))
    assert morning_after(history, at(1, 23)) is not None
    assert morning_after(history, at(2, 0)) is None
    assert morning_after(history, at(0, 23)) is None
    assert morning_after(History((reading(30, 30),)), at(1, 8)) is None
    assert morning_after(History((), woke(90)), at(1, 8)) is None
    assert morning_after(History((reading(None, 30),), woke(90)), at(1, 8)) is None


def test_a_session_of_this_morning_changes_nothing() -> None:
    history = History((reading(30, 30), reading(90, 90, day=1)), woke(50))
    assert morning_after(history, at(1, 22)) == MorningAfter(at(0).date(), 30, 50)

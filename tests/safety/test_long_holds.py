import pytest

from backcare.safety import Finding, Level, Reading
from backcare.safety.model import models
from backcare.safety.sittings import sittings
from backcare.safety.trend import LongHolds, long_holds
from tests.safety.diary import STRETCH, at, finding, judged, quiet, reading

SHORT, LONG = 50, 100


def held(*sessions: tuple[float, int | None]) -> list[Reading]:
    """One session a day: its rise in points and its hold in tenths of a second."""
    return [reading(30, 30 + round(rise * 10), day=day, hold=hold) for day, (rise, hold) in enumerate(sessions)]


def tried(readings: list[Reading]) -> LongHolds | None:
    return long_holds(models(sittings(readings, at(400)))[STRETCH, "", "rise"], (STRETCH, ""))


def spoken(readings: list[Reading], day: int = 60) -> Finding | None:
    return finding(judged(readings + quiet(16), day), "long-holds")


MIXED = [(0.0, SHORT), (2.0, LONG)]


def test_long_holds_that_hurt_score_as_worked_out_by_hand() -> None:
    noise = (60 * 0.81 + 2**2 / 2) / 74
    precision = 10 / noise + 1 / 0.2825
    excess = 2 + 0.1 / 0.2825 / precision
    found = tried(held(*[(0.0, SHORT)] * 10, *[(2.0, LONG)] * 5))
    assert found is not None
    assert found.score == pytest.approx(excess**2 / 2 / (noise / 5 + 1 / precision), abs=1e-9)
    assert (found.hold, found.sessions, found.mean_rise, found.start) == (10, 5, 2.0, at(10))


def test_a_rise_that_goes_with_longer_holds_is_a_caution() -> None:
    found = spoken(held(*MIXED * 8))
    assert found is not None
    assert (found.level, found.scope, found["hold"], found["sessions"]) == (Level.CAUTION, "exercise", 100, 8)
    assert found["mean_rise"] == 20
    assert found["excess"] == pytest.approx(20, abs=1)


@pytest.mark.parametrize(("rise", "fires"), [(1.1, False), (1.2, True)])
def test_it_speaks_at_its_score_and_not_below(rise: float, *, fires: bool) -> None:
    readings = held(*[(0.0, SHORT), (rise, LONG)] * 8)
    found = tried(readings + quiet(16))
    assert found is not None
    assert (found.score >= 8) is fires
    assert (spoken(readings) is not None) is fires


def test_a_rise_that_does_not_go_with_the_hold_is_not_blamed_on_it() -> None:
    assert spoken(held(*[(0.0, LONG), (2.0, SHORT)] * 8, (2.0, LONG))) is None
    assert spoken(held(*[(2.0, SHORT), (2.0, LONG)] * 8)) is None
    assert spoken(held(*[(0.0, LONG), (2.0, LONG)] * 8)) is None


def test_who_holds_it_short_again_has_done_what_it_says() -> None:
    assert spoken(held(*MIXED * 8)) is not None
    assert spoken(held(*MIXED * 8, (0.0, SHORT))) is None


def test_it_ends_when_the_score_falls() -> None:
    assert spoken(held(*MIXED * 8, *[(-2.0, LONG)] * 6)) is None


def test_three_sessions_of_each_are_needed() -> None:
    assert tried(held(*[(0.0, SHORT)] * 12, *[(9.0, LONG)] * 2)) is None
    assert tried(held(*[(0.0, SHORT)] * 2, *[(2.0, LONG)] * 12)) is None
    assert tried(held(*[(0.0, SHORT)] * 3, *[(2.0, LONG)] * 3)) is not None


def test_sessions_without_a_noted_hold_are_left_out() -> None:
    assert tried(held(*[(0.0, None), (2.0, None)] * 8)) is None
    assert tried(held(*[(0.0, SHORT), (2.0, LONG), (5.0, None)] * 3)) is not None


def test_holds_are_compared_in_whole_seconds() -> None:
    assert tried(held(*[(0.0, 96), (2.0, 104)] * 8)) is None
    found = tried(held(*[(0.0, 94), (2.0, 95)] * 8))
    assert found is not None
    assert found.hold == 10


def test_the_mean_hold_of_an_exercise_done_twice_counts() -> None:
    readings = held(*MIXED * 8)
    split = [
        half
        for one in readings
        for half in (one._replace(hold=(one.hold or 0) - 20), one._replace(hold=(one.hold or 0) + 20, place=1))
    ]
    assert tried(split) == tried(readings)

"""Persons who rate after the exercises only, or let one rating before stand for all."""

import pytest

from backcare.safety import Finding, Level, Reading
from backcare.safety.model import models
from backcare.safety.sittings import sittings
from backcare.safety.trend import change
from tests.safety.diary import OTHERS, STRETCH, at, decided, finding, judged, reading


def session(day: int, level: int, own: int, others: tuple[str, ...] = OTHERS) -> list[Reading]:
    """Everything rated `level` afterwards, the stretch `own` more."""
    rest = [reading(None, level, day=day, exercise=name, place=place) for place, name in enumerate(others)]
    return [*rest, reading(None, level + own, day=day, place=9)]


def diary(*own: int, first: int = 0, others: tuple[str, ...] = OTHERS) -> list[Reading]:
    """Days that differ as a whole (3, 5, 2 and so on), with the stretch so many tenths above the rest."""
    return [one for day, more in enumerate(own, first) for one in session(day, (30, 50, 20)[day % 3], more, others)]


def trend(readings: list[Reading], day: int = 60) -> Finding | None:
    verdict = judged(readings, day)
    return finding(verdict, "worsening") or finding(verdict, "drifting")


def score(readings: list[Reading]) -> float | None:
    found = change(models(sittings(readings, at(400)))[STRETCH, "", "after"], "after")
    return found.score if found else None


def test_three_ratings_alone_score_as_worked_out_by_hand() -> None:
    # The stretch has an offset of 2 to begin with, shrunk by its prior, and so have the others one of -0.4.
    shrunk = 3 / 0.81 / (3 / 0.81 + 1 / 0.36)
    value = 2 - 0.4 * shrunk
    noise = 1.3 * 60 * 0.81 / (60 + 6 * 2)
    spread = noise / 3 + 0.36
    assert score(diary(20, 20, 20)) == pytest.approx(value**2 / 2 / spread, abs=1e-9)


@pytest.mark.parametrize(("own", "code"), [(12, "worsening"), (10, "drifting"), (8, None)])
def test_an_exercise_that_hurts_more_than_the_others_than_it_used_to_is_found(own: int, code: str | None) -> None:
    found = trend(diary(*[0] * 20, *[own] * 5))
    assert (found.code if found else None) == code


def test_the_finding_tells_what_was_compared() -> None:
    found = trend(diary(*[0] * 20, *[20] * 5))
    assert found is not None
    assert (found.level, found["basis"], found["sessions"], found["others"]) == (Level.STOP, "after", 5, 5)
    assert found["excess"] == pytest.approx(20, abs=3)
    assert found.since == at(20)


def test_an_exercise_that_always_hurts_more_than_the_others_is_not_blamed() -> None:
    assert trend(diary(*[10] * 30)) is None


def test_a_flare_that_all_share_is_not_blamed_on_one() -> None:
    flare = [one for day in range(20, 26) for one in session(day, 80, 0)]
    assert trend(diary(*[0] * 20) + flare) is None


def test_fewer_than_two_other_exercises_are_nothing_to_compare_with() -> None:
    readings = diary(*[0] * 20, *[30] * 6)
    assert trend(readings) is not None
    for count, stops in ((2, True), (1, False), (0, False)):
        found = trend(diary(*[0] * 20, *[30] * 6, others=OTHERS[:count]))
        assert (found is not None) is stops


def test_an_exercise_left_out_does_not_shift_the_others() -> None:
    sore = [one._replace(after=(one.after or 0) + 20) if one.exercise == OTHERS[0] else one for one in diary(*[0] * 30)]
    less = [one for one in sore if one.exercise != OTHERS[0] or one.at < at(20)]
    assert trend(sore) is None
    assert trend(less) is None


def copied(readings: list[Reading]) -> list[Reading]:
    """The first exercise asked, its rating carried over to the others."""
    return [one._replace(before=30, before_source="carried" if one.place else "asked") for one in readings]


def test_one_before_carried_to_all_is_as_good_as_none() -> None:
    found, bare = trend(copied(diary(*[0] * 20, *[20] * 5))), trend(diary(*[0] * 20, *[20] * 5))
    assert found is not None
    assert bare is not None
    assert (found.code, found["basis"]) == (bare.code, bare["basis"]) == ("worsening", "after")


@pytest.mark.parametrize("asked", [2, 3])
def test_carried_ones_among_several_asked_are_left_out(asked: int) -> None:
    readings = [
        one._replace(before=30, before_source="asked" if one.place < asked else "carried")
        for one in diary(*[0] * 20, *[20] * 5)
    ]
    assert trend(readings) is None


def test_where_each_has_its_own_before_the_rises_are_compared() -> None:
    found = trend([one._replace(before=30) for one in session_days(20, 5)])
    assert found is not None
    assert found["basis"] == "rise"


def session_days(calm: int, sore: int) -> list[Reading]:
    return [one for day in range(calm + sore) for one in session(day, 30, 20 if day >= calm else 0)]


def test_a_stop_by_rises_is_not_lifted_by_rating_after_only() -> None:
    stopped = [one._replace(before=30) for one in session_days(20, 6)]
    assert judged(stopped, 60).level is Level.STOP
    assert judged([*stopped, *diary(0, first=26)], 60).level is Level.STOP


def test_it_can_be_taken_up_again_and_is_judged_against_the_old_usual() -> None:
    stopped = diary(*[0] * 20, *[20] * 5)
    resumed = [decided(33)]
    assert judged(stopped, 60).level is Level.STOP
    assert judged(stopped, 60, resumed).level is Level.OK
    assert judged([*stopped, *diary(*[0] * 6, first=34)], 60, resumed).level is Level.OK
    again = finding(judged([*stopped, *diary(30, 30, first=34)], 60, resumed), "worsening")
    assert again is not None
    assert (again["retry"], again["basis"], again["sessions"]) == (1, "after", 2)


def test_the_old_usual_is_the_exercises_own() -> None:
    """It always hurt one point more than the others, then three, and after its rest one point again."""
    calm = diary(*[10] * 20, *[30] * 5) + diary(*[10] * 6, first=34)
    assert judged(calm, 60).level is Level.STOP
    assert judged(calm, 60, [decided(33)]).level is Level.OK


def test_others_later_readings_do_not_lift_a_stop_while_the_exercise_rests() -> None:
    stopped = diary(*[0] * 20, *[20] * 5)
    later = [one for one in diary(*[0] * 20, first=25) if one.exercise != STRETCH]
    assert trend([*stopped, *later]) == trend(stopped)

import pytest

from backcare.safety import Finding, Level, Reading
from backcare.safety.model import models
from backcare.safety.sittings import sittings
from backcare.safety.trend import change
from tests.safety.diary import OTHERS, STRETCH, at, judged, quiet, reading, rises

CALM = [0.8, -0.8] * 10


def others(days: int, last: tuple[float, ...] = ()) -> list[Reading]:
    """Five other exercises that swing by 0.8 around nothing; `last` replaces the last days."""
    swing = ([0.8, -0.8, -0.8, 0.8] * days)[: days - len(last)]
    return [one for name in OTHERS for one in rises([*swing, *last], exercise=name)]


def trend(readings: list[Reading], day: int) -> Finding | None:
    found = [finding for finding in judged(readings, day).findings if finding.code in {"worsening", "drifting"}]
    return found[0] if found else None


def score(points: list[float]) -> float | None:
    found = change(models(sittings(rises(points), at(400)))[STRETCH, "", "rise"], "rise")
    return found.score if found else None


def test_a_few_ratings_alone_score_as_worked_out_by_hand() -> None:
    assert score([2.0] * 4) == pytest.approx(2.1**2 / 2 / (60 * 0.81 / 63 / 4 + 0.35**2 + 0.4**2), abs=1e-9)
    assert score([2.0] * 3) == pytest.approx(2.1**2 / 2 / (60 * 0.81 / 62 / 3 + 0.35**2 + 0.4**2), abs=1e-9)


def test_the_error_of_the_old_usual_is_that_of_its_ratings_and_of_what_was_expected() -> None:
    alone = change(models(sittings(rises([2.0] * 4), at(400)))[STRETCH, "", "rise"], "rise")
    assert alone is not None
    assert alone.usual_error == pytest.approx((0.35**2 + 0.4**2) ** 0.5, abs=1e-9)
    later = change(models(sittings(rises([0.0] * 20 + [2.0] * 4), at(400)))[STRETCH, "", "rise"], "rise")
    assert later is not None
    noise = (60 * 0.81 + 2.0**2 / 2) / 83
    assert later.usual_error == pytest.approx((20 / noise + 1 / (0.35**2 + 0.4**2)) ** -0.5, abs=1e-9)


def test_a_small_change_is_scored_against_the_smallest_one_looked_for() -> None:
    spread = 60 * 0.81 / 62 / 3 + 0.35**2 + 0.4**2
    assert score([0.5, 0.5, 0.5]) == pytest.approx((0.75 * 0.6 - 0.75**2 / 2) / spread, abs=1e-9)


def test_a_mean_rise_under_half_a_point_is_no_change() -> None:
    assert score([0.4, 0.5, 0.5]) is None
    assert score([0.4, 0.5, 0.6]) is not None


def test_two_ratings_are_too_few() -> None:
    assert score([5.0, 5.0]) is None


@pytest.mark.parametrize(
    ("step", "sessions", "code"),
    [
        (1.1, 4, None),
        (1.2, 4, "drifting"),
        (1.6, 4, "drifting"),
        (1.7, 4, "worsening"),
        (0.8, 8, None),
        (0.9, 8, "drifting"),
        (1.1, 8, "drifting"),
        (1.2, 8, "worsening"),
    ],
)
def test_a_step_in_one_exercise_is_found_and_a_smaller_one_is_not(step: float, sessions: int, code: str | None) -> None:
    days = len(CALM) + sessions
    found = trend(rises([*CALM, *[step] * sessions]) + others(days), days)
    assert (found.code if found else None) == code


def test_the_finding_tells_since_when_how_often_and_by_how_much() -> None:
    found = trend(rises([*CALM, 1.8, 2.0, 1.6, 1.8]) + others(24), 24)
    assert found is not None
    assert (found.code, found.level, found.since) == ("worsening", Level.STOP, at(20))
    assert (found["sessions"], found["rose"], found["others"], found["retry"]) == (4, 4, 5, 0)
    assert found["mean_rise"] == pytest.approx(18)
    assert found["excess"] == pytest.approx(18, abs=1)


def test_a_rise_that_all_exercises_share_is_not_blamed_on_one() -> None:
    assert trend(rises([*CALM, *[1.5] * 4]) + others(24), 24) is not None
    assert trend(rises([*CALM, *[1.5] * 4]) + others(24, (1.5,) * 4), 24) is None


def test_a_high_level_without_a_rise_is_not_blamed_on_the_exercise() -> None:
    flare = [reading(90, 90, day=day) for day in range(20, 26)]
    assert trend(rises(CALM) + flare + others(26), 26) is None


def test_others_later_readings_do_not_lift_a_stop_while_the_exercise_rests() -> None:
    log = rises([*CALM, *[1.8] * 4]) + others(24)
    later = [one for name in OTHERS for one in rises([3.0] * 20, first=24, exercise=name)]
    assert trend(log + later, 44) == trend(log, 24)


def test_unrated_rows_and_missing_ratings_leave_the_trend_as_it_is() -> None:
    log = rises([*CALM, *[1.8] * 4]) + others(24)
    gaps = [reading(30, None, day=25), reading(None, 0, day=26), reading(None, None, day=27)]
    assert trend(log + gaps, 28) == trend(log, 24)


def test_a_before_that_was_carried_over_never_enters_as_if_asked() -> None:
    asked = rises([*CALM, *[1.8] * 4])
    carried = [reading(r.before, r.after, day=day, source="carried") for day, r in enumerate(asked)]
    imported = [reading(r.before, r.after, day=day, source="imported") for day, r in enumerate(asked)]
    assert trend(carried + others(24), 24) is None
    assert trend(imported + others(24), 24) == trend(asked + others(24), 24)


def test_a_new_variant_starts_anew() -> None:
    log = rises(CALM) + rises([1.8] * 2, first=20, variant="towel")
    assert trend(log + others(22), 22) is None
    back = [reading(30, 48, day=day) for day in range(22, 26)]
    found = trend(log + back + others(26), 26)
    assert found is not None
    assert found["sessions"] == 4


def test_the_same_exercise_twice_counts_once_with_the_mean_whatever_the_order() -> None:
    first = [reading(30, 58, day=day, place=0) for day in range(20, 24)]
    second = [reading(30, 38, day=day, place=1) for day in range(20, 24)]
    once = trend(rises([*CALM, *[1.8] * 4]) + others(24), 24)
    assert once is not None
    for order in (first + second, second + first):
        assert trend(rises(CALM) + order + others(24), 24) == once


def test_one_wild_rating_is_no_trend() -> None:
    assert trend(rises([*CALM, 0, 0, 7.0]) + others(23), 23) is None


def test_what_lies_more_than_365_sessions_back_is_forgotten() -> None:
    recent = rises([*CALM, *[1.8] * 4], first=400) + [r for r in quiet(424) if r.at >= at(59)]
    ancient = rises([5.0] * 59) + recent
    assert trend(ancient, 424) == trend(recent, 424)
    assert trend(rises([5.0], first=59) + recent, 424) != trend(recent, 424)

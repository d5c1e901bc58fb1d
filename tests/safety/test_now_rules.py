import pytest

from backcare.safety import Level
from tests.safety.diary import judged, reading


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [
        (40, 70, True),
        (40, 69, False),
        (0, 30, True),
        (50, 70, True),
        (51, 70, False),
        (49, 69, False),
        (41, 70, True),
        (41, 69, False),
        (35, 65, True),
        (35, 64, False),
    ],
)
def test_a_rise_of_three_points_or_of_two_up_to_seven_pauses_the_exercise_for_today(
    before: int, after: int, *, fires: bool
) -> None:
    verdict = judged([reading(before, after)])
    assert ("sharp-rise" in [finding.code for finding in verdict.findings]) is fires
    assert (verdict.level is Level.STOP_TODAY) is fires


def test_the_rise_is_exact_where_floating_point_is_not() -> None:
    assert 7.0 - 4.1 != 2.9  # the very fault that tenths avoid
    assert judged([reading(41, 70)]).findings[0]["rise"] == 29
    assert judged([reading(1, 31)]).code == "sharp-rise"  # 3.1 - 0.1 is exactly 3


@pytest.mark.parametrize(
    ("before", "worst", "after", "fires"),
    [
        (30, 60, 50, True),
        (30, 59, 50, False),
        (30, 60, 49, False),
        (30, None, 50, False),
        (None, 60, 50, False),
        (30, 60, None, False),
        (0, 30, 20, True),
    ],
)
def test_a_bad_moment_that_stays_pauses_the_exercise_for_today(
    before: int | None, worst: int | None, after: int | None, *, fires: bool
) -> None:
    verdict = judged([reading(before, after, worst=worst)])
    assert ("hurts" in [finding.code for finding in verdict.findings]) is fires


def test_pressing_stop_pauses_the_exercise_without_any_rating() -> None:
    verdict = judged([reading(None, None, stopped=True)])
    assert (verdict.level, verdict.code) == (Level.STOP_TODAY, "hurts")
    assert [finding.code for finding in verdict.findings] == ["hurts", "unrated"]


@pytest.mark.parametrize("rule", ["sharp-rise", "hurts"])
def test_a_pause_for_today_ends_with_the_next_local_day(rule: str) -> None:
    hurt = [reading(20, 50, worst=50, stopped=rule == "hurts")]
    assert rule in [finding.code for finding in judged(hurt, day=0, hour=23).findings]
    tomorrow = judged(hurt, day=1, hour=0)
    assert (tomorrow.level, tomorrow.code) == (Level.CAUTION, "rise")


@pytest.mark.parametrize(("after", "fires"), [(50, True), (49, False), (None, False)])
def test_a_rise_of_two_points_is_a_caution(after: int | None, *, fires: bool) -> None:
    assert ("rise" in [finding.code for finding in judged([reading(30, after)]).findings]) is fires


def test_a_caution_for_a_rise_lasts_until_the_next_rated_session() -> None:
    risen = reading(30, 50)
    assert judged([risen], day=20).code == "rise"
    assert judged([risen, reading(30, None, day=3)], day=20).code == "rise"
    assert judged([risen, reading(30, 49, day=3)], day=20).code == "ok"


def test_either_of_two_readings_of_one_session_may_speak() -> None:
    for first, second in (((30, 60), (60, 30)), ((60, 30), (30, 60))):
        twice = [reading(*first, place=0), reading(*second, place=1)]
        assert judged(twice).code == "sharp-rise"


def test_a_missing_rating_is_unknown_and_never_zero() -> None:
    assert judged([reading(90, None)]).findings[-1].code == "unrated"
    assert judged([reading(None, 90)]).code == "ok"  # a missing before is not 0, so nothing rose by 9
    assert judged([reading(30, None)]).level is Level.UNKNOWN
    assert judged([reading(30, 0)]).level is Level.OK  # a rated zero is a rating


def test_an_exercise_never_logged_is_unknown_and_says_so() -> None:
    (finding,) = judged([]).findings
    assert (finding.code, finding.level, finding["logged"], finding.since) == ("unrated", Level.UNKNOWN, 0, None)
    assert judged([reading(30, None)]).findings[0]["logged"] == 1


def test_only_the_latest_session_counts_for_unrated() -> None:
    assert judged([reading(30, None), reading(30, 30, day=1)], day=1).code == "ok"
    assert judged([reading(30, 30), reading(30, None, day=1)], day=1).code == "unrated"

from collections.abc import Sequence

import pytest

from backcare.safety import Decision, Finding, History, Level, Reading, Verdict, taken_up, verdicts
from backcare.safety.retry import failed
from tests.safety.diary import OTHERS, STRETCH, at, decided, judged, quiet, rises

CHANGED = [0.0] * 20 + [1.8] * 4
RESUMED = decided(31)


def verdict(points: Sequence[float], decisions: Sequence[Decision] = (RESUMED,), then: Sequence[float] = ()) -> Verdict:
    """Stopped on day 23, taken up again on day 31 with `points`, and again on day 50 with `then`."""
    return judged(log(points, then), 80, decisions)


def log(points: Sequence[float], then: Sequence[float] = ()) -> list[Reading]:
    return rises(CHANGED) + rises(points, first=31) + rises(then, first=50) + quiet(24)


def trend(found: Verdict) -> Finding | None:
    return next((finding for finding in found.findings if finding.code in {"worsening", "drifting"}), None)


def in_force(readings: Sequence[Reading], decisions: Sequence[Decision], day: int = 80) -> Decision | None:
    return taken_up(History(tuple(readings), decisions=tuple(decisions)), STRETCH, at(day))


def test_the_exercise_is_stopped_without_a_decision() -> None:
    assert (verdict([], []).level, verdict([], []).code) == (Level.STOP, "worsening")


def test_a_decision_takes_it_up_again_from_its_own_time_on() -> None:
    readings = log([])
    assert judged(readings, 31, [RESUMED], hour=7).level is Level.STOP
    assert judged(readings, 31, [RESUMED], hour=8).level is Level.OK
    assert in_force(readings, [RESUMED], 30) is None
    assert in_force(readings, [RESUMED], 31) == RESUMED


def test_an_overrule_before_the_rest_is_over_does_the_same() -> None:
    overruled = decided(24, "overrule")
    assert judged(log([]), 25, [overruled]).level is Level.OK
    assert in_force(log([]), [overruled], 25) == overruled


@pytest.mark.parametrize(("calm", "counts"), [(360, True), (361, False)])
def test_a_decision_counts_as_long_as_what_it_sets_aside_is_among_the_last_365_sessions(
    calm: int, *, counts: bool
) -> None:
    readings = rises(CHANGED) + rises([0.0] * calm + [1.8] * 4, first=31)
    assert (judged(readings, 500, [RESUMED]) != judged(readings, 500)) is counts


@pytest.mark.parametrize("retries", [0, 2])
def test_a_decision_stays_in_force_however_long_the_other_exercises_go_on(retries: int) -> None:
    readings = rises(CHANGED) + rises([0.0] * retries, first=31) + quiet(420)
    assert in_force(readings, [RESUMED], 450) == RESUMED


def test_another_exercises_decision_changes_nothing() -> None:
    assert verdict([], [Decision(at(31), "prayer-pose", "resume")]).level is Level.STOP


def test_a_decision_while_nothing_was_stopped_has_no_effect() -> None:
    early = decided(10)
    assert in_force(log([]), [early], 12) is None
    assert verdict([], [early]) == verdict([], [])
    assert verdict([], [early, RESUMED]).level is Level.OK


def test_correcting_the_ratings_that_stopped_it_corrects_the_decision_too() -> None:
    corrected = rises([0.0] * 24) + quiet(24)
    assert in_force(corrected, [RESUMED]) is None
    assert judged(corrected, 80, [RESUMED]).code == "ok"


@pytest.mark.parametrize(
    ("above", "stops"),
    [
        ([2.0], False),
        ([2.0, 2.0], True),
        ([2.0, 1.9], False),
        ([0.0, 2.0, 0.0, 2.0], True),
        ([0.0, 2.0, 0.0, 1.9], False),
        ([2.0, 0.0, 0.0, 0.0, 2.0], False),
        ([1.0, 1.0, 1.0], False),
        ([1.0, 1.0, 1.0, 1.0], True),
        ([1.0, 1.0, 1.0, 0.9], False),
        ([0.9, 0.9, 0.9, 0.9, 0.0, 0.0], True),
        ([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], False),
        ([0.6, 0.6, 0.6, 0.6, 0.6], False),
        ([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0, 9.0], False),
    ],
)
def test_retries_stop_it_again_by_two_high_ones_or_by_their_mean(above: list[float], *, stops: bool) -> None:
    assert failed(above) is stops


@pytest.mark.parametrize(
    ("above", "stops"),
    [([0.76] * 6, True), ([0.74] * 6, False), ([1.16] * 4, True), ([1.14] * 4, False), ([2.0, 0.0, 2.0], True)],
)
def test_a_mean_must_be_above_what_the_usual_may_have_been(above: list[float], *, stops: bool) -> None:
    assert failed(above, usual_error=0.15) is stops


def test_a_usual_of_few_ratings_leaves_retries_more_room() -> None:
    of_twenty = [trend(verdict([above] * 6)) is not None for above in (0.7, 0.8)]
    short = rises([0.0] * 4 + [2.5] * 4, first=16) + rises([0.8] * 6, first=31) + quiet(24)
    assert of_twenty == [False, True]
    assert judged(short, 30).code == "worsening"
    assert trend(judged(short, 80, [RESUMED])) is None


def test_retries_are_judged_against_the_old_usual() -> None:
    assert trend(verdict([1.9, 1.9])) is None
    again = trend(verdict([2.5, 0.0, 2.5]))
    assert again is not None
    assert (again.code, again.level, again["retry"], again["sessions"]) == ("worsening", Level.STOP, 1, 3)
    assert again.since == at(31)
    assert again["rose"] == 2
    assert again["excess"] == pytest.approx(50 / 3, abs=1)


def test_the_decision_is_in_force_until_six_retries_are_clear_or_stop_it_again() -> None:
    assert in_force(log([0.0] * 5), [RESUMED]) == RESUMED
    assert in_force(log([0.0] * 6), [RESUMED]) is None
    assert in_force(log([2.5, 2.5]), [RESUMED]) is None


def test_clear_after_six_the_trend_goes_on_without_what_was_set_aside() -> None:
    assert verdict([0.0] * 6).code == "ok"
    assert verdict([0.0] * 10).code == "ok"
    assert verdict([0.0] * 6 + [1.8] * 3).code == "worsening"
    later = trend(verdict([0.0] * 10 + [1.8] * 4))
    assert later is not None
    assert (later.code, later["retry"], later["sessions"], later.since) == ("worsening", 0, 4, at(41))


def test_a_failed_retry_stays_stopped_whatever_is_logged_without_a_decision() -> None:
    assert verdict([2.5, 2.5, *[0.0] * 12]).code == "worsening"


def test_a_second_stop_can_be_taken_up_again_too() -> None:
    twice = [RESUMED, decided(49)]
    assert verdict([2.5, 2.5], twice).level is Level.CAUTION  # the rise of its latest session lingers
    assert trend(verdict([2.5, 2.5], twice)) is None
    assert in_force(log([2.5, 2.5]), twice) == twice[1]
    assert verdict([2.5, 2.5], twice, then=[0.0] * 6).code == "ok"
    assert verdict([2.5, 2.5], twice, then=[2.5, 2.5]).code == "worsening"


def test_a_second_press_of_the_button_changes_nothing() -> None:
    assert verdict([2.5], [RESUMED, decided(31, "overrule")]) == verdict([2.5])
    assert in_force(log([2.5]), [RESUMED, decided(31, "overrule")]) == RESUMED


def test_unrated_retries_do_not_count() -> None:
    unrated = [Reading(f"u{day}", at(day), 0, STRETCH) for day in range(31, 41)]
    assert in_force(log([]) + unrated, [RESUMED]) == RESUMED
    assert judged(log([]) + unrated, 80, [RESUMED]).code == "unrated"


def test_the_order_in_which_decisions_are_kept_does_not_matter() -> None:
    twice = [RESUMED, decided(49)]
    assert verdict([2.5, 2.5], twice[::-1], then=[0.0]) == verdict([2.5, 2.5], twice, then=[0.0])


def test_a_decision_leaves_the_other_exercises_as_they_were() -> None:
    readings = (*log([2.5, 2.5]), *rises([2.5] * 4, first=24, exercise=OTHERS[0]))
    with_it, without = (verdicts(History(readings, decisions=made), at(80)) for made in ((RESUMED,), ()))
    assert with_it[OTHERS[0]].code == "worsening"
    assert [with_it[name] for name in OTHERS] == [without[name] for name in OTHERS]

"""The ratings behind a finding agree with what its sentence says."""

from collections.abc import Sequence
from datetime import date
from statistics import fmean

import pytest

from backcare.safety import Decision, Finding, History, Morning, Reading, verdicts
from backcare.safety.behind import behind
from backcare.safety.history import Answer
from backcare.safety.shown import BEFORE_CHANGE, FEW, MOST, Behind
from backcare.safety.thresholds import LEAST_SINCE, RAISED_ABOVE_USUAL, SESSION_RISE
from tests.safety.diary import OTHERS, STRETCH, answer, at, decided, quiet, reading, rises

STEP = rises([0.0] * 20 + [1.8] * 5) + quiet(25)
AGAIN = STEP + rises([2.5, 2.6], first=33)
AFTER = [
    reading(None, 30 + (20 if day >= 20 and name == STRETCH else 0), day=day, exercise=name)
    for day in range(25)
    for name in (*OTHERS, STRETCH)
]


def found(
    code: str,
    readings: Sequence[Reading],
    day: int,
    decisions: Sequence[Decision] = (),
    *,
    answers: Sequence[Answer] = (),
    mornings: Sequence[Morning] = (),
) -> tuple[Finding, Behind | None]:
    history = History(tuple(readings), tuple(mornings), tuple(decisions), tuple(answers))
    verdict = verdicts(history, at(day, 11), [STRETCH])[STRETCH]
    finding = next(one for one in verdict.findings if one.code == code)
    return finding, behind(history, STRETCH, finding, at(day, 11))


def shown(
    code: str, readings: Sequence[Reading], day: int, decisions: Sequence[Decision] = ()
) -> tuple[Finding, Behind]:
    finding, one = found(code, readings, day, decisions)
    assert one is not None
    return finding, one


def fine(readings: Sequence[Reading], day: int, decisions: Sequence[Decision] = ()) -> Behind | None:
    return behind(History(tuple(readings), decisions=tuple(decisions)), STRETCH, None, at(day, 11))


def values(one: Behind) -> list[float | None]:
    return [point.value for point in one.points]


def mean(one: Behind) -> float:
    return fmean(point.value for point in one.counted if point.value is not None)


def test_the_sessions_since_a_change_are_the_ones_that_count() -> None:
    finding, one = shown("worsening", STEP, 25)
    assert (one.what, one.since, one.again) == ("rises", at(20), False)
    assert values(one) == [0] * 15 + [18] * 5
    assert [point.at for point in one.counted] == [at(day) for day in range(20, 25)]
    assert len(one.counted) == finding["sessions"]
    assert mean(one) == pytest.approx(finding["mean_rise"])
    assert one.usual == finding["usual"]


def test_a_long_change_is_shown_whole_with_some_sessions_before_it() -> None:
    finding, one = shown("worsening", rises([0.0] * 20 + [2.0] * 30) + quiet(50), 50)
    assert len(one.counted) == finding["sessions"] == 30
    assert len(one.points) == 30 + BEFORE_CHANGE


def test_others_later_sessions_and_later_days_change_nothing() -> None:
    _, one = shown("worsening", STEP, 25)
    _, later = shown("worsening", STEP + quiet(10, first=25), 40)
    assert later == one


def test_a_caution_shows_the_same_as_a_stop() -> None:
    finding, one = shown("drifting", rises([0.0] * 20 + [1.1] * 3) + quiet(23), 23)
    assert len(one.counted) == finding["sessions"] == 3
    assert (one.usual, one.since) == (finding["usual"], at(20))


def test_sessions_after_taking_it_up_again_are_seen_against_the_old_usual() -> None:
    finding, one = shown("worsening", AGAIN, 35, [decided(32)])
    assert finding["retry"] == 1
    assert (one.again, one.since, one.usual) == (True, at(33), finding["usual"])
    assert values(one)[-7:] == [18] * 5 + [25, 26]
    assert [point.value for point in one.counted] == [25, 26]
    assert mean(one) == pytest.approx(finding["mean_rise"])


def test_a_change_after_clear_sessions_does_not_count_what_was_set_aside() -> None:
    readings = STEP + rises([0.0] * 8 + [2.4] * 5, first=33) + quiet(13, first=33)
    finding, one = shown("worsening", readings, 46, [decided(32)])
    assert finding["retry"] == 0
    assert len(one.counted) == finding["sessions"] == 5
    assert values(one)[-18:-13] == [18] * 5
    assert not any(point.counted for point in one.points[:-5])


def test_a_change_that_began_before_what_was_set_aside_does_not_count_it() -> None:
    readings = rises([0.0] * 20 + [0.6] * 4 + [2.6] * 5) + rises([0.5] * 6 + [0.9] * 14, first=38) + quiet(58)
    finding, one = shown("worsening", readings, 58, [decided(37)])
    assert one.since is not None
    assert one.since < at(24)
    assert len(one.counted) == finding["sessions"]
    assert mean(one) == pytest.approx(finding["mean_rise"])
    assert [point.counted for point in one.points if point.value == 26] == [False] * 5


def test_of_two_forms_in_the_same_sessions_the_one_that_got_worse_is_shown() -> None:
    forms = rises([0.0] * 25, variant="towel") + rises([0.0] * 20 + [2.2] * 5)
    finding, one = shown("worsening", forms + quiet(25), 25)
    assert mean(one) == pytest.approx(finding["mean_rise"])
    assert values(one)[-5:] == [22] * 5


def test_ratings_after_are_shown_beside_those_after_the_others() -> None:
    finding, one = shown("worsening", AFTER, 25)
    assert finding["basis"] == one.what.replace("beside", "after") == "after"
    assert len(one.counted) == finding["sessions"]
    assert mean(one) == pytest.approx(finding["mean_rise"])
    assert one.usual == finding["usual"]


def test_so_they_are_after_taking_it_up_again() -> None:
    again = [
        reading(None, 30 + 26 * (name == STRETCH), day=day, exercise=name)
        for day in (33, 34)
        for name in (*OTHERS, STRETCH)
    ]
    finding, one = shown("worsening", [*AFTER, *again], 35, [decided(32)])
    assert (finding["retry"], finding["basis"], one.again) == (1, "after", True)
    assert len(one.counted) == finding["sessions"] == 2
    assert mean(one) == pytest.approx(finding["mean_rise"])
    assert [point.counted for point in one.points[-7:]] == [False] * 5 + [True] * 2


def test_long_holds_are_told_apart_from_short_ones() -> None:
    held = [reading(30, 30 + day % 2 * 20, day=day, hold=50 + day % 2 * 50) for day in range(16)]
    finding, one = shown("long-holds", held + quiet(16), 16)
    assert (one.what, one.level, one.usual, one.since) == ("holds", 100, 0, None)
    assert {point.hold for point in one.counted} == {100}
    assert {point.hold for point in one.points if not point.counted} == {50}
    assert len(one.counted) == finding["sessions"] == 8
    assert mean(one) == pytest.approx(finding["mean_rise"])


def test_a_pause_for_the_day_shows_the_last_times_and_marks_the_one_in_question() -> None:
    readings = [*rises([0.5] * 12), reading(40, 75, worst=85, day=12)]
    pairs = [shown(code, readings, 12)[1] for code in ("sharp-rise", "hurts", "rise")]
    assert pairs[0] == pairs[1] == pairs[2]
    assert len(pairs[0].points) == FEW
    (point,) = pairs[0].counted
    assert (point.before, point.worst, point.value, point.stopped) == (40, 85, 75, False)
    assert (pairs[0].what, pairs[0].points[0].before, pairs[0].points[0].value) == ("pairs", 30, 35)


def test_a_stop_without_a_rating_is_shown_as_missing() -> None:
    _, one = shown("hurts", [*rises([0.0] * 3), reading(30, None, stopped=True, day=3)], 3)
    (point,) = one.counted
    assert (point.before, point.value, point.stopped) == (30, None, True)


def test_sessions_in_which_stop_was_pressed_count_as_often_as_the_sentence_says() -> None:
    readings = [reading(30, 40, day=day, stopped=day in {1, 4, 6}) for day in range(7)]
    finding, one = shown("hurts-again", readings, 9)
    assert [point.at for point in one.counted] == [at(4), at(6)]
    assert len(one.counted) == finding["stopped"] == 2
    assert [point.stopped for point in one.points] == [False, True, False, False, True, False, True]


def test_a_session_in_which_stop_was_pressed_before_a_decision_does_not_count() -> None:
    readings = [reading(30, 40, day=day, stopped=day in {1, 2, 20, 21}) for day in (0, 1, 2, 20, 21)]
    finding, one = shown("hurts-again", readings, 29, [decided(10)])
    assert len(one.counted) == finding["stopped"] == 2
    assert [point.at for point in one.counted] == [at(20), at(21)]


def test_the_mean_rises_of_sessions_are_seen_against_the_limit() -> None:
    means = [0, SESSION_RISE + 2, SESSION_RISE, SESSION_RISE - 6, SESSION_RISE + 6]
    readings = [one for name in OTHERS for one in rises([mean / 10 for mean in means], exercise=name)]
    finding, one = shown("session-rise", readings, 9)
    assert values(one) == means
    assert [point.value for point in one.counted] == [means[1], means[2], means[4]]
    assert len(one.counted) == finding["rose"]
    assert mean(one) == pytest.approx(finding["mean_rise"])
    assert one.level == SESSION_RISE


def test_a_session_that_creeps_up_is_shown_rating_by_rating() -> None:
    readings = [
        reading(20, 30),
        reading(30, 40, place=1, exercise=OTHERS[0], source="carried"),
        reading(45, 55, place=2, exercise=OTHERS[1]),
    ]
    finding, one = shown("creeping", readings, 0)
    assert values(one) == [20, 30, 40, 45, 55]
    assert [point.value for point in one.counted] == [finding["first"], finding["latest"]] == [20, 55]


def test_a_high_rating_before_is_seen_against_the_days_before_it() -> None:
    high = 45 + RAISED_ABOVE_USUAL + 3
    readings = [*(reading(40 + day % 2 * 10, 40, day=day) for day in range(14)), reading(high, 65, day=14)]
    finding, one = shown("high-before", readings, 14)
    assert values(one) == [40, 50] * 7 + [high]
    assert one.usual == finding["usual"] == 45
    assert one.level == 45 + RAISED_ABOVE_USUAL
    assert [point.value for point in one.counted] == [finding["before"]]


def test_the_days_of_a_higher_pain_count_from_the_day_that_the_sentence_rests_on() -> None:
    readings = [reading(30 + 20 * (day >= 14), 30 + 20 * (day >= 14), day=day) for day in range(22)]
    rising, moving = shown("programme-rising", readings, 21)
    high, weeks = shown("programme-high", readings, 21)
    assert (moving.what, weeks.what) == ("moving", "weeks")
    assert moving.points[-1].average == rising["average"]
    assert weeks.points[-1].average == high["week"] == 50
    assert moving.usual == weeks.usual == rising["usual"] == 30
    assert [point.at.date() for point in weeks.counted] == [date(2025, 3, 21), date(2025, 3, 22)]
    assert values(weeks) == [30] * 14 + [50] * 8
    assert moving.points[13].average is None  # the beginning is what it is measured from


def test_mornings_are_part_of_a_day() -> None:
    readings = [reading(30, 30, day=day) for day in range(21)]
    mornings = [Morning(at(day).date(), 90) for day in range(14, 21)]
    _, one = found("programme-high", readings, 20, mornings=mornings)
    assert one is not None
    assert values(one)[-7:] == [50] * 7


def test_without_a_finding_the_last_sessions_and_the_usual_are_shown() -> None:
    one = fine(rises([0.5] * 30) + quiet(30), 30)
    assert one is not None
    assert values(one) == [5] * MOST
    assert one.counted == ()
    assert one.usual is not None
    assert 0 < one.usual < 5  # a mean of .5 is drawn a little toward the other exercises


def test_a_usual_is_not_told_of_few_ratings() -> None:
    few, enough = (fine(rises([0.5] * count), 3) for count in (LEAST_SINCE - 1, LEAST_SINCE))
    assert few is not None
    assert enough is not None
    assert (few.usual, enough.usual is None) == (None, False)


def test_an_exercise_that_goes_well_again_is_seen_against_its_old_usual() -> None:
    one = fine(STEP + rises([0.1, 0.2], first=33), 35, [decided(32)])
    stop, _ = shown("worsening", STEP, 25)
    assert one is not None
    assert (one.again, one.since) == (True, at(33))
    assert one.usual == pytest.approx(stop["usual"])
    assert [point.value for point in one.counted] == [1, 2]


@pytest.mark.parametrize(
    ("code", "readings", "answers"),
    [
        ("unrated", [reading(30, None)], []),
        ("red-flag", STEP, [answer("emergency")]),
        ("see-doctor", STEP, [answer("doctor")]),
        ("numb-leg", STEP, [answer("leg", "numbness")]),
        ("leg-pain", STEP, [answer("leg", "pain", exercise=STRETCH)]),
    ],
)
def test_where_words_say_it_all_there_is_nothing_to_show(
    code: str, readings: list[Reading], answers: list[Answer]
) -> None:
    assert found(code, readings, 25, answers=answers)[1] is None


def test_nothing_rated_shows_nothing() -> None:
    assert fine([], 0) is None
    assert fine([reading(30, None)], 0) is None

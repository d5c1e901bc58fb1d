from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backcare.charts.exercise import ExerciseDay
from backcare.charts.pain import PainDay, pain_days
from backcare.notebook.sums import ExerciseSums, Side
from backcare.safety.history import Decision, History, Reading
from backcare.safety.standing import Stop
from backcare.training.days import by_day
from backcare.training.targets import holds_by_day
from backcare.training.walked import walked
from backcare.training.wishes import HandTarget, Wishes
from backcare.ui.progress_exercise import exercise_days, longest, walk_of
from backcare.ui.progress_pauses import stop_line, stop_mark
from backcare.ui.progress_practice import year_ranges

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_a_pause_is_listed_with_its_day_its_reason_and_its_end() -> None:
    at = datetime(2025, 2, 28, 20, tzinfo=BERLIN)
    lasting = Stop(at, "worsening", "Your pain rose.", None)
    day_off = Stop(at, "sharp-rise", "Your pain went from 4 to 7.", at)
    over = Stop(at, "worsening", "Your pain rose.", at + timedelta(days=9))
    today = at.date()
    assert stop_line(lasting, today) == "**28 February**: Paused: rest a week. Your pain rose."
    assert stop_line(day_off, today) == "**28 February**: Paused for the day. Your pain went from 4 to 7."
    assert stop_line(over, today.replace(year=2026)) == (
        "**28 February 2025**: Paused: rest a week. Your pain rose. It ended on 9 March 2025."
    )


def test_sums_become_days_in_seconds_and_points_with_missing_left_missing() -> None:
    day = NOON.date()
    known = {
        day: ExerciseSums(None, 0, Side(122, 125), Side(110, None)),
        day + timedelta(days=1): ExerciseSums(45),
    }
    assert exercise_days(known, {day: 300}) == (
        ExerciseDay(day, 12.2, 11, None, 30, None, 0),
        ExerciseDay(day + timedelta(days=1), before=4.5),
    )


def test_the_target_of_a_day_is_the_one_that_was_set_by_hand_and_half_after_two_weeks_away() -> None:
    def session(day: int, exercise: str = "prayer-pose") -> Reading:
        return Reading(f"s{day}", NOON + timedelta(days=day), 0, exercise, before=30, after=30, hold=150)

    history = History((session(0), session(1), session(2), session(16), session(20), session(34, "pelvic-tilt")))
    by_hand = HandTarget(NOON + timedelta(days=1, hours=-1), "prayer-pose", 250, 3)
    day = NOON.date()
    own = by_day(history.readings)["prayer-pose"]
    assert holds_by_day(
        walked(walk_of(history, "prayer-pose", own, Wishes(targets=(by_hand,)), NOON + timedelta(days=40)))
    ) == {
        day: 100,
        day + timedelta(days=1): 250,
        day + timedelta(days=2): 250,
        day + timedelta(days=16): 125,
        day + timedelta(days=20): 125,
    }


def test_the_longest_hold_is_of_the_sides_held_last_and_of_its_latest_day() -> None:
    first, second, third = (NOON.date() + timedelta(days=n) for n in range(3))
    known = {
        first: ExerciseSums(left=Side(200, 200), both=Side(900, 900)),
        second: ExerciseSums(left=Side(150, 200), right=Side(150, None)),
        third: ExerciseSums(before=40),
    }
    assert longest(known) == (20, second)
    assert longest({third: ExerciseSums()}) == (None, None)


@pytest.mark.parametrize(
    ("code", "words", "lasting"),
    [("sharp-rise", "Paused a day", False), ("hurts", "Paused a day", False), ("worsening", "Paused", True)],
)
def test_a_pause_is_named_on_the_chart_by_how_long_it_lasts(code: str, words: str, lasting: bool) -> None:  # noqa: FBT001 - a column
    mark = stop_mark(Stop(NOON, code, "", None), ())
    assert (mark.day, mark.words, mark.lasting, mark.end_words) == (NOON.date(), words, lasting, "")


def test_the_end_of_a_pause_is_named_where_the_person_took_it_up_again() -> None:
    ended = NOON + timedelta(days=8)
    stop = Stop(NOON, "worsening", "", ended)
    assert stop_mark(stop, [Decision(ended, "pelvic-tilt", "resume")]).end_words == "Taken up again"
    assert stop_mark(stop, [Decision(NOON, "pelvic-tilt", "resume")]).end_words == ""


def test_days_of_pain_have_their_morning_and_flare_up_and_need_nothing_else() -> None:
    day, next_day = NOON.date(), NOON.date() + timedelta(days=1)
    assert pain_days({day: 50.0}, {next_day: 25}, [next_day]) == (
        PainDay(day, 5.0),
        PainDay(next_day, None, 2.5, flare=True),
    )


def test_practice_has_three_months_and_a_year_once_there_is_more() -> None:
    today = NOON.date()
    assert [one.name for one in year_ranges(today - timedelta(days=91), today)] == ["3 months"]
    assert [(one.name, one.days) for one in year_ranges(today - timedelta(days=92), today)] == [
        ("3 months", 92),
        ("1 year", 365),
    ]

from datetime import date, timedelta

import pytest

from backcare.charts import words_exercise, words_pain, words_practice
from backcare.charts.exercise import ExerciseDay, StopMark
from backcare.charts.pain import PainDay
from backcare.training.practice import PracticeDay, Streak

exercise_sentence, pain_sentence = words_exercise.sentence, words_pain.sentence
LAST = date(2025, 2, 28)
TODAY = LAST + timedelta(days=2)
NAME = "Pelvic tilt"


def ago(days: int, **values: float | None) -> ExerciseDay:
    return ExerciseDay(LAST - timedelta(days=days), **values)


GROWING = (
    ago(40, both=5, before=3, after=9),
    ago(20, both=11, before=4, after=3.5),
    ago(15, both=12, before=4, after=3.5),
    ago(10, both=13, before=4, after=4),
    ago(4, both=17, before=4, after=3.5),
    ago(2, both=18, before=4, after=None),
    ago(0, both=19, before=4, after=3),
)


def test_four_weeks_tell_where_the_hold_went_and_the_usual_change_of_pain() -> None:
    assert exercise_sentence(GROWING, (), NAME, TODAY) == (
        "In the last 4 weeks your hold went from 12 to 18 seconds; your pain after it is usually 0.5 lower than before."
    )


def test_a_history_that_ended_long_ago_names_its_last_day_in_place_of_now() -> None:
    told = exercise_sentence(GROWING, (), NAME, date(2026, 11, 22))
    assert told.startswith("In the 4 weeks up to 28 February 2025 your hold went from 12 to 18 seconds;")


def test_no_day_says_what_will_stand_here() -> None:
    assert exercise_sentence((), (), NAME, TODAY) == (
        "Pelvic tilt is not logged yet. How long you held it and how your back felt will stand here."
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"both": 5, "before": 4, "after": 7}, "you held for 5 seconds, and your pain was 4 before and 7 after."),
        (
            {"left": 5, "right": 6.5},
            "you held the left side for 5 and the right for 6.5 seconds, and pain was not rated.",
        ),
        ({"right": 6, "after": 2.5}, "you held the right side for 6 seconds, and your pain was 2.5 after."),
        ({"before": 0}, "no hold was noted, and your pain was 0 before."),
        ({}, "no hold was noted, and pain was not rated."),
    ],
)
def test_one_day_is_told_as_it_was(values: dict[str, float], told: str) -> None:
    sentence = exercise_sentence([ago(0, **values)], (), NAME, TODAY)
    assert sentence == f"One day so far, 28 February: {told}"


def test_a_lone_day_in_four_weeks_is_called_the_last_one() -> None:
    told = exercise_sentence([ago(40, both=5), ago(0, both=6)], (), NAME, TODAY)
    assert told == "Your last day with it was 28 February: you held for 6 seconds, and pain was not rated."


def test_days_without_numbers_are_counted() -> None:
    assert exercise_sentence([ago(3), ago(2), ago(0)], (), NAME, TODAY) == (
        "In the last 4 weeks you logged it on 3 days, without hold times or pairs of ratings."
    )


def test_an_even_hold_stayed_and_equal_pain_is_the_same() -> None:
    points = [ago(days, left=10, right=11, before=3, after=3) for days in (6, 4, 2, 0)]
    assert exercise_sentence(points, (), NAME, TODAY) == (
        "In the last 4 weeks your hold stayed at about 10 seconds; your pain after it is usually the same as before. "
        "You hold the right side 1 second longer than the left."
    )


def test_two_pairs_of_ratings_are_too_few_for_usually() -> None:
    points = [ago(days, before=3, after=9) for days in (2, 0)]
    told = exercise_sentence(points, (), NAME, TODAY)
    assert told == "In the last 4 weeks there are too few ratings yet to say how your pain goes."


def test_a_usual_rise_is_told_as_higher() -> None:
    points = [ago(days, before=3, after=after) for days, after in ((4, 9), (2, 5), (0, 4))]
    assert exercise_sentence(points, (), NAME, TODAY).endswith("your pain after it is usually 2 higher than before.")


@pytest.mark.parametrize(
    ("stop", "told"),
    [
        (StopMark(LAST - timedelta(days=5), "Paused"), " It has been paused since 23 February."),
        (StopMark(LAST - timedelta(days=50), "Paused"), " It has been paused since 9 January."),
        (StopMark(LAST - timedelta(days=5), "Paused", LAST), " It was paused on 23 February."),
        (StopMark(LAST - timedelta(days=50), "Paused", LAST), "than before."),
        (StopMark(LAST, "Paused", lasting=False), " It is paused for today."),
        (
            StopMark(LAST - timedelta(days=5), "Paused", LAST, lasting=False),
            " It was paused for the day on 23 February.",
        ),
    ],
)
def test_a_pause_is_told_while_it_holds_or_is_recent(stop: StopMark, told: str) -> None:
    assert exercise_sentence(GROWING, [stop], NAME, TODAY).endswith(told)


def test_pain_is_told_as_the_mean_of_four_weeks_and_of_the_four_before() -> None:
    last = LAST
    days = [PainDay(last - timedelta(days=n), 4 if n < 28 else 5.5, 3 if n < 28 else None) for n in range(56)]
    days.reverse()
    assert pain_sentence(days, TODAY) == (
        "In the last 4 weeks your pain was 4 on average and 3 in the mornings. In the 4 weeks before that it was 5.5."
    )


def test_pain_rated_on_one_day_is_told_as_that_day() -> None:
    assert pain_sentence([PainDay(LAST, 4.25)], TODAY) == ("One day is rated so far, 28 February: your pain was 4.2.")
    assert pain_sentence([PainDay(LAST, None, 0)], TODAY) == ("One day is rated so far, 28 February: your pain was 0.")


def test_mornings_alone_are_told_as_mornings() -> None:
    days = [PainDay(LAST - timedelta(days=n), None, 2) for n in (2, 1, 0)]
    assert pain_sentence(days, TODAY) == "In the last 4 weeks your pain was 2 in the mornings."


def test_no_rating_says_what_will_stand_here() -> None:
    words = "No pain is rated yet. It will stand here after your first rating."
    assert pain_sentence((), TODAY) == words
    assert pain_sentence([PainDay(LAST)], TODAY) == words


def test_a_year_ago_is_told_where_it_is_known() -> None:
    days = [PainDay(LAST - timedelta(days=n), 6 if n >= 364 else 4) for n in range(392)][::-1]
    assert pain_sentence(days, TODAY) == (
        "In the last 4 weeks your pain was 4 on average. In the 4 weeks before that it was 4; a year ago it was 6."
    )


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (12, 12.4, "Both sides are held equally long."),
        (12, 10.5, "You hold the left side 1.5 seconds longer than the right."),
        (12, 13, "You hold the right side 1 second longer than the left."),
    ],
)
def test_the_side_that_is_held_longer_is_told(left: float, right: float, told: str) -> None:
    assert exercise_sentence([ago(n, left=left, right=right) for n in (4, 2, 0)], (), NAME, TODAY).endswith(told)


def test_two_days_are_too_few_to_compare_the_sides() -> None:
    told = exercise_sentence([ago(n, left=12, right=20) for n in (2, 0)], (), NAME, TODAY)
    assert told.endswith("your hold stayed at about 16 seconds.")


def test_the_usual_needs_three_days_of_holds_and_fourteen_of_pain() -> None:
    assert words_exercise.usual_hold([ago(n, both=10 + n) for n in (40, 4, 2, 0)]) == 12
    assert words_exercise.usual_hold([ago(n, both=10) for n in (2, 0)]) is None
    days = [PainDay(LAST - timedelta(days=n), n % 3) for n in range(14)][::-1]
    assert words_pain.usual(days) == 1
    assert words_pain.usual(days[1:]) is None


def test_practice_is_told_as_days_minutes_a_week_and_the_row() -> None:
    days = [PracticeDay(LAST - timedelta(days=n), 6000, 6) for n in range(60) if n % 7][::-1]
    assert words_practice.sentence(days, Streak(6, 6), LAST) == (
        "In the last 4 weeks you practised on 24 days and held for 60 minutes a week. That is 6 days in a row now."
    )


def test_the_first_weeks_of_practice_are_told_in_all() -> None:
    days = [PracticeDay(LAST - timedelta(days=n), 900, 1) for n in (3, 1)]
    assert words_practice.sentence(days, Streak(1, 1), LAST) == (
        "Since 25 February you practised on 2 days and held for 3 minutes in all."
    )


def test_practice_that_ended_names_its_last_day_without_a_word_more() -> None:
    days = [PracticeDay(LAST - timedelta(days=40), 900, 1)]
    assert words_practice.sentence(days, Streak(0, 9), LAST) == ("Your last day with something logged was 19 January.")
    assert words_practice.sentence((), Streak(0, 9), LAST).startswith("Nothing is logged in the last 12 months.")


def test_the_alternative_text_names_exercise_days_panels_and_pauses() -> None:
    assert words_exercise.alt(GROWING, [StopMark(LAST, "Paused")], NAME, "3 months") == (
        "Pelvic tilt, 3 months of 19 January 2025 to 28 February 2025, 7 days: seconds held and the target above, "
        "pain before and after below. 1 pause is marked."
    )
    assert words_exercise.alt((), (), NAME, "") == "An empty chart: Pelvic tilt is not logged yet."
    assert words_pain.alt((), "") == "An empty chart: no pain is rated yet."
    assert words_pain.alt([PainDay(LAST, 3)], "All").startswith("Pain from 0 to 10, All of 28 February 2025:")
    assert words_practice.alt((), "") == "An empty calendar: nothing is logged yet."

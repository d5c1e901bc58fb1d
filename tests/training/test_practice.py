from datetime import UTC, date, datetime, timedelta

import pytest

from backcare.training.practice import PracticeDay, PracticeWeek, Streak, days_off, held_within, streak, weeks
from backcare.training.wishes import PlanChoice

DAY = date(2026, 3, 1)  # a Sunday


def days(*numbers: int) -> set[date]:
    return {DAY.replace(day=number) for number in numbers}


def test_days_in_a_row_count_up_to_today() -> None:
    assert streak(days(1, 2, 3), (), DAY.replace(day=3)) == Streak(3, 3)


def test_today_breaks_nothing_while_it_lasts() -> None:
    assert streak(days(1, 2, 3), (), DAY.replace(day=4)) == Streak(3, 3)
    assert streak(days(1, 2, 3), (), DAY.replace(day=5)) == Streak(0, 3)


def test_a_flare_up_neither_counts_nor_breaks_the_row() -> None:
    assert streak(days(1, 2, 4), days(3), DAY.replace(day=5)) == Streak(3, 3)
    assert streak(days(1, 2, 4), days(), DAY.replace(day=5)) == Streak(1, 2)
    assert streak(days(1, 2), days(3, 4, 5), DAY.replace(day=6)) == Streak(2, 2)


def test_a_spared_day_on_which_something_was_done_counts() -> None:
    assert streak(days(1, 2, 3), days(2), DAY.replace(day=3)) == Streak(3, 3)


def test_the_longest_row_stays_when_a_new_one_begins() -> None:
    assert streak(days(1, 2, 3, 7), (), DAY.replace(day=7)) == Streak(1, 3)


def test_days_after_today_are_passed_over() -> None:
    assert streak(days(1, 2, 9), (), DAY.replace(day=2)) == Streak(2, 2)


def test_nothing_logged_is_no_row() -> None:
    assert streak((), days(1), DAY) == Streak(0, 0)


def wish(count: int, *, day: int = 1, hour: int = 9) -> PlanChoice:
    return PlanChoice(datetime(2026, 3, day, hour, tzinfo=UTC), days=count)


def test_a_day_is_off_once_the_days_of_seven_are_met_and_missed_before() -> None:
    practised = days(2, 4, 6)  # Monday, Wednesday, Friday
    off = set(days_off(practised, [wish(3)], DAY.replace(day=12)))
    assert off == days(7, 8)  # on the 9th the Monday is a week ago
    assert streak(practised, off, DAY.replace(day=6)) == Streak(1, 1)
    assert streak(practised, off, DAY.replace(day=9)) == Streak(1, 1)
    assert streak(practised, off, DAY.replace(day=10)) == Streak(0, 1)


def test_three_days_a_week_in_a_row_with_the_others_off_are_one_row() -> None:
    practised = days(2, 3, 4, 9, 10, 11)
    off = set(days_off(practised, [wish(3)], DAY.replace(day=13)))
    assert off == days(5, 6, 7, 8, 12, 13)
    assert streak(practised, off, DAY.replace(day=13)) == Streak(6, 6)
    assert streak(practised, (), DAY.replace(day=13)) == Streak(0, 3)


def test_what_counts_on_a_day_is_the_choice_made_last_on_it_or_before() -> None:
    practised = days(2, 3, 4)
    assert set(days_off(practised, [wish(3, day=6, hour=22)], DAY.replace(day=8))) == days(6, 7, 8)
    assert set(days_off(practised, [wish(7, day=7), wish(3)], DAY.replace(day=8))) == days(5, 6)
    assert set(days_off(practised, [wish(4), wish(3, hour=8)], DAY.replace(day=8))) == set()


def test_every_day_has_no_day_off_and_neither_has_nothing_chosen_or_done() -> None:
    assert list(days_off(days(1, 2, 3, 4, 5, 6), [wish(7)], DAY.replace(day=8))) == []
    assert list(days_off(days(1, 2, 3), [], DAY.replace(day=8))) == []
    assert list(days_off((), [wish(3)], DAY.replace(day=8))) == []


@pytest.mark.fault(17)
def test_the_change_of_the_clocks_breaks_no_row() -> None:
    assert streak(days(28, 29, 30), (), DAY.replace(day=30)) == Streak(3, 3)


def test_every_week_of_the_range_is_there_with_its_sums() -> None:
    done = [
        PracticeDay(DAY, 600, 2),
        PracticeDay(DAY + timedelta(days=1), 300, 1),
        PracticeDay(DAY.replace(day=8), 60, 1),
    ]
    assert weeks(done, DAY, DAY.replace(day=16)) == (
        PracticeWeek(date(2026, 2, 23), 600, 1),
        PracticeWeek(date(2026, 3, 2), 360, 2),
        PracticeWeek(date(2026, 3, 9), 0, 0),
        PracticeWeek(date(2026, 3, 16), 0, 0),
    )


def test_what_was_held_within_some_days_ends_with_the_last_one() -> None:
    done = [PracticeDay(DAY.replace(day=number), number, 1) for number in (1, 2, 8, 9)]
    assert held_within(done, DAY.replace(day=8), 7) == 10

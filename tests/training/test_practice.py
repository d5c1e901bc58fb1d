from datetime import date, timedelta

from backcare.training.practice import PracticeDay, PracticeWeek, Streak, held_within, streak, weeks

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


def test_a_spared_day_on_which_something_was_logged_counts() -> None:
    assert streak(days(1, 2, 3), days(2), DAY.replace(day=3)) == Streak(3, 3)


def test_the_longest_row_stays_when_a_new_one_begins() -> None:
    assert streak(days(1, 2, 3, 7), (), DAY.replace(day=7)) == Streak(1, 3)


def test_days_after_today_are_passed_over() -> None:
    assert streak(days(1, 2, 9), (), DAY.replace(day=2)) == Streak(2, 2)


def test_nothing_logged_is_no_row() -> None:
    assert streak((), days(1), DAY) == Streak(0, 0)


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

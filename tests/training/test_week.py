"""The seven days that end today."""

from datetime import date, timedelta

from backcare.training.week import WeekDay, last_seven

SUNDAY = date(2026, 3, 15)


def day(n: int) -> date:
    """The nth day from Monday on."""
    return SUNDAY - timedelta(days=6 - n)


def kinds(days: tuple[WeekDay, ...]) -> list[str]:
    return [one.kind for one in days]


def test_of_an_empty_notebook_all_seven_days_are_open() -> None:
    week = last_seven((), (), (), (), SUNDAY)
    assert [one.day for one in week] == [day(n) for n in range(7)]
    assert kinds(week) == ["open"] * 7


def test_each_day_says_what_was_done_on_it() -> None:
    week = last_seven({day(0), day(6), day(-1)}, {day(2)}, {day(4)}, (), SUNDAY)
    assert kinds(week) == ["done", "open", "kept", "open", "off", "open", "done"]


def test_what_was_done_goes_before_a_day_that_was_kept_and_that_before_a_day_off() -> None:
    assert kinds(last_seven({day(0)}, {day(0), day(1)}, {day(0), day(1)}, (), SUNDAY))[:2] == ["done", "kept"]


def test_a_flare_up_is_kept_and_marked_and_one_with_something_held_is_done_and_marked() -> None:
    week = last_seven({day(3)}, (), (), {day(2), day(3)}, SUNDAY)
    assert week[2] == WeekDay(day(2), "kept", flare=True)
    assert week[3] == WeekDay(day(3), "done", flare=True)

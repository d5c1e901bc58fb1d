"""The seven days that end today."""

from datetime import UTC, date, datetime, timedelta

from backcare.training.week import WeekDay, last_seven
from backcare.training.wishes import PlanChoice

SUNDAY = date(2026, 3, 15)
MONDAY = SUNDAY - timedelta(days=6)


def day(n: int) -> date:
    """The nth day from Monday on."""
    return MONDAY + timedelta(days=n)


def chosen(days: int, on: date = date(2026, 1, 1)) -> PlanChoice:
    return PlanChoice(datetime(on.year, on.month, on.day, 9, tzinfo=UTC), (), days)


def kinds(days: tuple[WeekDay, ...]) -> list[str]:
    return [one.kind for one in days]


def test_of_an_empty_notebook_all_seven_days_are_open() -> None:
    week = last_seven({}, (), (), (), SUNDAY)
    assert [one.day for one in week] == [day(n) for n in range(7)]
    assert kinds(week) == ["open"] * 7


def test_a_day_with_something_held_is_done() -> None:
    assert kinds(last_seven({day(0): 900, day(6): 5}, (), (), (), SUNDAY)) == ["done", *["open"] * 5, "done"]


def test_a_day_that_was_rated_and_too_sore_to_hold_anything_is_kept() -> None:
    assert kinds(last_seven({day(2): 0}, (), (), (), SUNDAY))[2] == "kept"


def test_a_flare_up_is_kept_and_marked_and_one_with_something_held_is_done_and_marked() -> None:
    week = last_seven({day(3): 100}, {day(2), day(3)}, (), (), SUNDAY)
    assert week[2] == WeekDay(day(2), "kept", flare=True)
    assert week[3] == WeekDay(day(3), "done", flare=True)


def test_a_day_on_which_practice_was_closed_is_kept() -> None:
    assert kinds(last_seven({}, (), {day(4)}, (), SUNDAY))[4] == "kept"


def test_with_three_days_a_week_met_the_days_after_them_are_off() -> None:
    held = {day(0): 100, day(2): 100, day(4): 100}
    assert kinds(last_seven(held, (), (), [chosen(3)], SUNDAY)) == [
        "done",
        "open",
        "done",
        "open",
        "done",
        "off",
        "off",
    ]


def test_the_days_before_the_seven_count_for_a_day_off() -> None:
    held = {day(-3): 100, day(-2): 100, day(-1): 100}
    assert kinds(last_seven(held, (), (), [chosen(3)], SUNDAY)) == [*["off"] * 4, *["open"] * 3]


def test_the_choice_that_counted_on_a_day_says_whether_it_was_off() -> None:
    held = {day(0): 100, day(1): 100, day(2): 100}
    plans = [chosen(3, day(5)), chosen(7)]
    assert kinds(last_seven(held, (), (), plans, SUNDAY)) == ["done", "done", "done", "open", "open", "off", "off"]


def test_every_day_chosen_leaves_no_day_off() -> None:
    held = {day(n): 100 for n in range(6)}
    assert kinds(last_seven(held, (), (), [chosen(7)], SUNDAY)) == [*["done"] * 6, "open"]

"""Today's look back: the days of its small chart, and its seven days in marks and words."""

from datetime import date, timedelta
from fractions import Fraction

from backcare.charts.pain import PainDay
from backcare.training.week import DayKind, WeekDay
from backcare.ui.lately import recent_days, strip, week_words

TODAY = date(2026, 3, 29)  # a Sunday: the clocks go forward in Europe
A_DAY = timedelta(days=1)


def a_week(*kinds: DayKind, flare: int | None = None) -> list[WeekDay]:
    first = TODAY - timedelta(days=len(kinds) - 1)
    return [WeekDay(first + timedelta(days=n), kind, n == flare) for n, kind in enumerate(kinds)]


def test_rated_days_come_in_order_in_points_and_none_from_tomorrow() -> None:
    pains = {TODAY: Fraction(95, 3), TODAY - A_DAY: Fraction(40), TODAY + A_DAY: Fraction(90)}
    assert recent_days(pains, [TODAY + A_DAY], TODAY) == (PainDay(TODAY - A_DAY, 4.0), PainDay(TODAY, 3.2))


def test_a_flare_up_without_a_rating_is_a_day_without_a_value() -> None:
    assert recent_days({}, [TODAY], TODAY) == (PainDay(TODAY, None, None, flare=True),)


def test_each_day_is_heard_with_its_name_and_what_was_done_and_the_last_one_as_today() -> None:
    words = strip(a_week("done", "open", "kept", "off"))
    assert words.count("<li") == 4
    assert '<span class="heard">Thursday: practised</span>' in words
    assert '<span class="heard">Friday: nothing logged</span>' in words
    assert '<span class="heard">Saturday: kept without stretching</span>' in words
    assert '<span class="heard">Sunday, today: day off</span>' in words


def test_marks_that_do_not_speak_for_themselves_are_named_below_and_ticks_are_not() -> None:
    assert "week-key" not in strip(a_week("done", "open"))
    key = strip(a_week("done", "off", "kept", flare=2)).split("week-key")[1]
    assert "flare-up" in key
    assert "day off" in key
    assert "kept without" not in key
    assert "practised" not in key


def test_a_flare_up_on_a_day_with_practice_keeps_the_tick_and_is_marked_beside_it() -> None:
    words = strip(a_week("done", flare=0))
    assert 'class="done"' in words
    assert "▼" in words
    assert "practised, flare-up" in words


def test_days_are_counted_in_words() -> None:
    assert week_words(0) == "Nothing was logged in the last 7 days."
    assert week_words(1) == "You logged something on 1 day of the last 7."
    assert week_words(5) == "You logged something on 5 days of the last 7."

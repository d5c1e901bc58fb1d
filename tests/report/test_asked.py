from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from backcare.report.asked import PARTS, USUAL_PARTS, Asked, fault, last_days, moment_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 31, 18, tzinfo=BERLIN)


def test_four_weeks_are_twenty_eight_days_that_end_today() -> None:
    first, last = last_days(date(2026, 3, 31))
    assert (first, last) == (date(2026, 3, 4), date(2026, 3, 31))
    assert Asked(first, last).days == 28


def test_everything_is_shown_but_the_notes() -> None:
    assert set(PARTS) - set(USUAL_PARTS) == {"notes"}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), ""),
        (date(2026, 3, 31), date(2026, 3, 31), ""),
        (date(2026, 3, 31), date(2026, 3, 30), "The first day is after the last one."),
        (date(2026, 3, 1), date(2026, 4, 1), "The last day has not come yet."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(first: date, last: date, words: str) -> None:
    assert fault(first, last, date(2026, 3, 31)) == words


def test_a_report_speaks_of_now_or_of_the_end_of_its_last_day() -> None:
    assert moment_of(Asked(date(2026, 3, 4), date(2026, 3, 31)), NOW) == NOW
    ended = moment_of(Asked(date(2026, 3, 1), date(2026, 3, 29)), NOW)  # the day on which the clock went ahead
    assert ended == datetime(2026, 3, 29, 23, 59, 59, 999_999, tzinfo=BERLIN)

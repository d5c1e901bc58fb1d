from datetime import date, timedelta

import pytest

from backcare.charts.ranges import Range, by_weeks
from backcare.notebook import browse, journal, reads
from backcare.notebook.opening import Open
from backcare.training.practice import PracticeDay, streak
from tests.notebook.drafted import a_log, a_session


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


@pytest.mark.fault(17)
def test_a_leap_day_is_a_day_of_its_row_and_stands_in_the_notebook(book: Open) -> None:
    assert streak(days(date(2024, 2, 26), 6), (), date(2024, 3, 2)).days == 6
    at = a_session().started_at.replace(year=2024, month=2, day=29)
    journal.save_log(book.engine, book.person, a_session(started_at=at), a_log())
    assert [one.day for one in browse.page(book.engine, book.person).days] == [date(2024, 2, 29)]


@pytest.mark.fault(17)
def test_the_week_53_is_a_week_like_any_other() -> None:
    every = [PracticeDay(day, 100, 1) for day in days(date(2026, 12, 21), 21)]
    weeks = list(by_weeks(every, Range("", every[0].day, every[-1].day)))
    assert [first for first, _ in weeks] == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)]
    assert [len(own) for _, own in weeks] == [7, 7, 7]
    assert date(2026, 12, 28).isocalendar().week == 53


@pytest.mark.fault(17)
def test_of_a_clock_that_was_put_back_every_save_is_kept(book: Open) -> None:
    first, second = a_session(day=5, hour=18), a_session(day=5, hour=17)
    for session in (first, second):
        assert journal.save_log(book.engine, book.person, session, a_log())
    assert [log.started_at.hour for log in reads.logs(book.engine, book.person)] == [17, 18]

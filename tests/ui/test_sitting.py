"""When a session took place, and which stored one a save belongs to."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from backcare.notebook.reads import StoredLog
from backcare.ui.sitting import Chosen, current, local_time

ZONE = "Europe/Berlin"
BERLIN = ZoneInfo(ZONE)
NOW = datetime(2026, 1, 5, 18, 30, tzinfo=BERLIN)
LATER = datetime(2027, 1, 1, tzinfo=BERLIN)
FIRST, SECOND, DRAFT = UUID(int=1), UUID(int=2), UUID(int=3)
STILL_TO_COME = "That time is still to come. Pick one that has passed."


def a_log(session: UUID, at: datetime) -> StoredLog:
    return StoredLog(
        UUID(int=99),
        session,
        at,
        str(at.tzinfo),
        "prayer-pose",
        "",
        0,
        20,
        None,
        30,
        "asked",
        stopped=False,
        note="",
        holds=(),
        version=1,
    )


def test_a_time_that_has_passed_is_taken_as_the_clock_showed_it() -> None:
    chosen = local_time(date(2026, 1, 5), time(7, 45, 59, 999), ZONE, NOW)
    assert chosen == Chosen(datetime(2026, 1, 5, 7, 45, tzinfo=BERLIN))
    assert chosen.at is not None
    assert chosen.at.astimezone(UTC) == datetime(2026, 1, 5, 6, 45, tzinfo=UTC)


def test_a_time_that_is_still_to_come_is_refused_and_this_very_minute_is_not() -> None:
    assert local_time(NOW.date(), time(18, 31), ZONE, NOW) == Chosen(None, STILL_TO_COME)
    assert local_time(date(2026, 1, 6), time(0, 0), ZONE, NOW) == Chosen(None, STILL_TO_COME)
    assert local_time(NOW.date(), time(18, 30), ZONE, NOW) == Chosen(NOW)


@pytest.mark.fault(17)
@pytest.mark.parametrize("clock", [time(2, 0), time(2, 30), time(2, 59)])
def test_a_time_that_the_clocks_skipped_is_refused(clock: time) -> None:
    words = f"The clocks went forward on 29 March 2026, so {clock:%H:%M} did not exist. Pick another."
    assert local_time(date(2026, 3, 29), clock, ZONE, LATER) == Chosen(None, words)


@pytest.mark.parametrize(("clock", "hour"), [(time(1, 59), 0), (time(3, 0), 1)])
def test_the_times_beside_the_skipped_hour_are_taken(clock: time, hour: int) -> None:
    at = local_time(date(2026, 3, 29), clock, ZONE, LATER).at
    assert at is not None
    assert at.astimezone(UTC) == datetime(2026, 3, 29, hour, clock.minute, tzinfo=UTC)


@pytest.mark.fault(17)
def test_of_a_time_that_came_twice_the_first_is_meant() -> None:
    at = local_time(date(2026, 10, 25), time(2, 30), ZONE, LATER).at
    assert at is not None
    assert at.fold == 0
    assert at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_of_the_hour_before_the_clocks_went_back_has_passed() -> None:
    now = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN)  # 01:10 UTC; 02:50 came first, at 00:50 UTC
    assert local_time(date(2026, 10, 25), time(2, 50), ZONE, now).problem == ""


def test_with_nothing_stored_a_save_begins_a_session_now() -> None:
    session = current((), None, NOW, DRAFT)
    assert (session.id, session.started_at, session.zone) == (DRAFT, NOW, ZONE)


@pytest.mark.parametrize("ago", [timedelta(), timedelta(minutes=5), timedelta(hours=2)])
def test_a_session_of_the_last_two_hours_is_joined(ago: timedelta) -> None:
    session = current([a_log(FIRST, NOW - ago)], None, NOW, DRAFT)
    assert (session.id, session.started_at, session.zone) == (FIRST, NOW - ago, ZONE)


@pytest.mark.parametrize("ago", [timedelta(hours=2, seconds=1), timedelta(days=1), timedelta(seconds=-1)])
def test_an_older_session_or_one_still_to_come_is_not_joined(ago: timedelta) -> None:
    assert current([a_log(FIRST, NOW - ago)], None, NOW, DRAFT).id == DRAFT


def test_of_two_sessions_the_later_one_is_joined() -> None:
    logs = [a_log(FIRST, NOW - timedelta(minutes=50)), a_log(SECOND, NOW - timedelta(minutes=10))]
    assert current(logs, None, NOW, DRAFT).id == SECOND


def test_an_earlier_time_joins_the_session_of_that_very_time() -> None:
    at = datetime(2026, 1, 5, 7, 45, tzinfo=BERLIN)
    logs = [a_log(FIRST, at), a_log(SECOND, NOW - timedelta(minutes=10))]
    session = current(logs, at, NOW, DRAFT)
    assert (session.id, session.started_at) == (FIRST, at)


def test_another_earlier_time_begins_a_session_of_its_own() -> None:
    at = datetime(2026, 1, 5, 18, 15, tzinfo=BERLIN)
    session = current([a_log(FIRST, at - timedelta(minutes=15)), a_log(SECOND, NOW)], at, NOW, DRAFT)
    assert (session.id, session.started_at, session.zone) == (DRAFT, at, ZONE)


def test_a_joined_session_keeps_the_zone_it_was_begun_in() -> None:
    begun = datetime(2026, 1, 5, 16, 45, tzinfo=ZoneInfo("Europe/Lisbon"))  # 17:45 in Berlin
    session = current([a_log(FIRST, begun)], None, NOW, DRAFT)
    assert (session.id, session.zone, session.started_at.hour) == (FIRST, "Europe/Lisbon", 16)


@pytest.mark.fault(17)
def test_a_session_begun_before_the_clocks_went_back_is_joined_after_it() -> None:
    begun = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)
    now = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN)  # twenty minutes later
    assert current([a_log(FIRST, begun)], None, now, DRAFT).id == FIRST

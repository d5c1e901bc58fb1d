from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.notebook.thinning import may_go

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ages = st.lists(st.floats(min_value=-50, max_value=900), max_size=80)


def named(*days: float) -> dict[str, datetime]:
    """Backups by name, each so many days old."""
    return {f"{number:03}": NOW - DAY * days_old for number, days_old in enumerate(days)}


def stays(made: dict[str, datetime], now: datetime = NOW) -> dict[str, datetime]:
    gone = may_go(made, now)
    return {name: at for name, at in made.items() if name not in gone}


@given(ages)
def test_the_newest_and_all_of_the_last_two_days_stay_and_at_most_34_older_ones(days: list[float]) -> None:
    made = named(*days)
    left = stays(made)
    recent = {name for name, at in made.items() if NOW - at <= 2 * DAY}
    assert recent <= left.keys()
    assert not made or max(made, key=lambda name: (made[name], name)) in left
    assert len(left.keys() - recent) <= 12 + 10 + 12 + 1


@given(ages)
def test_thinning_out_twice_takes_nothing_more(days: list[float]) -> None:
    left = stays(named(*days))
    assert stays(left) == left


@given(ages)
def test_of_the_older_ones_a_day_keeps_its_last(days: list[float]) -> None:
    left = stays(named(*days))
    older = [at.date() for at in left.values() if NOW - at > 2 * DAY]
    assert len(older) == len(set(older)) or len(left) == len(older)  # the newest of all stays beside its day's last


def test_four_backups_a_day_for_two_years_thin_out_to_days_weeks_and_months() -> None:
    made: dict[str, datetime] = {}
    now = NOW
    for hour in range(0, 2 * 365 * 24, 6):
        now = NOW + timedelta(hours=hour)
        made[f"{hour:06}"] = now
        made = stays(made, now)
    old = sorted(((now - at).days for at in made.values()), reverse=True)
    assert len([days for days in old if days < 2]) == 8
    assert len([days for days in old if days >= 2]) == 1 + 12 + 10 + 12
    assert old[0] == 387


def test_what_stays_are_the_last_of_twelve_days_ten_weeks_and_twelve_months() -> None:
    made = {f"{at:%Y-%m-%d}": at for at in (NOW - DAY * days for days in range(900))}
    left = sorted(stays(made), reverse=True)
    assert left[:3] == ["2026-11-23", "2026-11-22", "2026-11-21"]
    assert left[3:15] == [f"2026-11-{day:02}" for day in range(20, 8, -1)]
    assert left[15:25] == [
        "2026-11-08", "2026-11-01", "2026-10-25", "2026-10-18", "2026-10-11",
        "2026-10-04", "2026-09-27", "2026-09-20", "2026-09-13", "2026-09-06",
    ]  # fmt: skip
    assert left[25:] == [
        "2026-08-30", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31",
        "2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30", "2025-10-31", "2025-09-30",
    ]  # fmt: skip


@pytest.mark.fault(17)
def test_a_clock_that_went_back_takes_no_backup() -> None:
    assert stays(named(-400, -399.9, -30, 3)) == named(-400, -399.9, -30, 3)
    assert stays(named(3, 700)) == named(3, 700)


@pytest.mark.fault(17)
def test_a_week_goes_by_the_iso_calendar_over_the_turn_of_a_year() -> None:
    """The 53rd week of 2026 ends on the 3rd of January."""
    now = datetime(2027, 2, 1, 12, tzinfo=UTC)
    days = [datetime(2027, 1, day, 12, tzinfo=UTC) for day in range(13, 29)]  # they take the twelve days and two weeks
    turn = [datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 2, 12, tzinfo=UTC)]
    left = stays({f"{at:%Y-%m-%d}": at for at in (*turn, *days)}, now)
    assert "2027-01-02" in left
    assert "2026-12-31" not in left


def test_days_are_those_of_the_zone_that_the_person_is_in() -> None:
    late, early = datetime(2026, 11, 19, 22, 30, tzinfo=UTC), datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    made = {"newest": NOW, "late": late, "early": early}
    assert stays(made).keys() == {"newest", "early"}
    assert stays(made, NOW.astimezone(ZoneInfo("Europe/Berlin"))).keys() == {"newest", "late", "early"}

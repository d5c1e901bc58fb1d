from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backcare.safety.history import Reading
from backcare.training.days import by_day, by_day_anew

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
LOGS = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["pelvic-tilt", "prayer-pose"])), max_size=20)


def readings(logs: list[tuple[int, str]]) -> list[Reading]:
    return [
        Reading(f"s{day}", START + timedelta(days=day), place, name) for place, (day, name) in enumerate(sorted(logs))
    ]


@given(LOGS, LOGS)
def test_days_made_anew_are_those_of_all_readings(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> None:
    old, new = readings(before), readings(after)
    changed = {one.at.date() for one in set(old) ^ set(new)}
    found = by_day_anew(by_day(old), changed, (one for one in new if one.day in changed))
    assert found == by_day(new)


def test_an_exercise_without_a_day_is_gone() -> None:
    old = by_day(readings([(0, "pelvic-tilt"), (0, "prayer-pose")]))
    left = readings([(0, "prayer-pose")])
    assert set(by_day_anew(old, {date(2026, 1, 1)}, left)) == {"prayer-pose"}

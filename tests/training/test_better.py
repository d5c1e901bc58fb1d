"""Is it getting better: exact sentences, and what no history may break."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from backcare.safety.history import History, Morning, Reading
from backcare.training.better import better, daily_pain

TODAY = date(2025, 6, 30)


def days(pain: float, first: int, last: int) -> dict[date, float]:
    """The pain, in tenths, on each of the days so many days back."""
    return {TODAY - timedelta(days=back): pain for back in range(last, first - 1, -1)}


def test_a_mean_that_is_a_point_lower_is_said_with_both_numbers() -> None:
    found = better(days(29, 0, 13) | days(40, 14, 41), TODAY)
    assert (found.answer, found.last, found.before, found.first, found.missing) == ("lower", 29, 40, None, 0)
    assert found.words == ("Lower: your pain was 2.9 on average over the last 14 days, and 4 over the 28 days before.")


def test_less_than_a_point_is_about_the_same_and_a_whole_one_is_not() -> None:
    assert better(days(31, 0, 13) | days(40, 14, 41), TODAY).answer == "same"
    assert better(days(30, 0, 13) | days(40, 14, 41), TODAY).answer == "lower"
    assert better(days(49, 0, 13) | days(40, 14, 41), TODAY).answer == "same"
    higher = better(days(50, 0, 13) | days(40, 14, 41), TODAY)
    assert higher.words.startswith("Higher: your pain was 5 on average")


def test_the_words_never_disagree_with_the_numbers_that_they_show() -> None:
    found = better(days(30.4, 0, 13) | days(40.2, 14, 41), TODAY)  # 0.98 apart, shown as 3 and 4
    assert (found.answer, found.last, found.before) == ("lower", 30, 40)


def test_the_first_two_weeks_are_named_once_they_lie_before_what_is_compared() -> None:
    known = days(30, 0, 13) | days(35, 14, 41)
    assert better(known | days(60, 42, 54), TODAY).first is None  # 13 days of the 14, and one that is compared
    found = better(known | days(60, 42, 55), TODAY)
    assert found.words == (
        "About the same: your pain was 3 on average over the last 14 days, and 3.5 over the 28 days before. "
        "That is lower than in your first 14 days (6)."
    )


def test_too_few_ratings_are_said_with_how_many_days_are_missing() -> None:
    assert better({}, TODAY).missing == 24
    found = better(days(30, 0, 19), TODAY)
    assert (found.answer, found.missing, found.last) == ("unknown", 4, None)
    assert found.words == "Not enough ratings yet to say. Rate 4 more days, and the answer stands here."
    assert better(days(30, 0, 23), TODAY).answer == "same"
    assert "Rate 1 more day," in better(days(30, 0, 22), TODAY).words


def test_days_to_come_do_not_count() -> None:
    assert better(days(30, 0, 23) | {TODAY + timedelta(days=1): 100}, TODAY).last == 30


PAINS = st.dictionaries(st.integers(0, 90).map(lambda back: TODAY - timedelta(days=back)), st.integers(0, 100))


@given(PAINS)
def test_rating_every_missing_day_gives_an_answer_and_one_day_fewer_does_not(pains: dict[date, int]) -> None:
    missing = better(pains, TODAY).missing
    rated, day = dict(pains), TODAY
    for place in range(missing):
        assert better(rated, day).answer == "unknown", place
        day += timedelta(days=1) if day in rated else timedelta(0)
        rated[day] = 50
    assert better(rated, day).answer != "unknown"


@given(PAINS, st.integers(0, 13), st.integers(0, 100))
def test_more_pain_of_late_never_makes_it_better(pains: dict[date, int], back: int, more: int) -> None:
    order = {"lower": 0, "same": 1, "higher": 2}
    day = TODAY - timedelta(days=back)
    if day not in pains:
        return
    found, worse = better(pains, TODAY), better(pains | {day: min(pains[day] + more, 100)}, TODAY)
    assert (found.answer == "unknown") == (worse.answer == "unknown")
    if found.answer != "unknown" and worse.answer != "unknown":
        assert order[worse.answer] >= order[found.answer]


def test_a_days_pain_is_the_mean_of_what_was_rated_on_it() -> None:
    at = datetime(2025, 6, 30, 8, tzinfo=UTC)
    readings = (
        Reading("a", at, 0, "pelvic-tilt", before=20, after=30, worst=90),
        Reading("a", at, 1, "prayer-pose", before=30, before_source="carried", after=40),
        Reading("a", at, 2, "horse-back", before=80),  # not rated after it
    )
    found = daily_pain(History(readings, (Morning(TODAY, 50), Morning(TODAY - timedelta(days=1), 25))))
    assert found == {TODAY: Fraction(140, 4), TODAY - timedelta(days=1): Fraction(25)}

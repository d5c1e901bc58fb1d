"""The offer of upkeep: when it comes, what it holds, and when it keeps away."""

from datetime import UTC, date, datetime, timedelta

from backcare.catalogue import catalogue
from backcare.safety.history import History
from backcare.safety.verdict import Finding, Level, Verdict
from backcare.training.plan import PlanItem, items
from backcare.training.upkeep import quiet, upkeep
from backcare.training.wishes import PlanChoice, Wishes

NOW = datetime(2025, 6, 30, 20, tzinfo=UTC)
TODAY = NOW.date()
SLUGS = [exercise.slug for exercise in catalogue().exercises]


def days(pain: int, first: int, last: int) -> dict[date, int]:
    return {TODAY - timedelta(days=back): pain for back in range(first, last + 1)}


QUIET = days(10, 0, 40)


def every(**stopped: Level) -> tuple[PlanItem, ...]:
    found = {
        slug: Verdict(slug, (Finding("hurts", stopped[slug.replace("-", "_")], "exercise", NOW),))
        if slug.replace("-", "_") in stopped
        else Verdict(slug)
        for slug in SLUGS
    }
    return items(catalogue(), History(), found, TODAY)


def offered(pains: dict[date, int] = QUIET, wishes: Wishes | None = None, **stopped: Level) -> list[str]:
    return [item.exercise.slug for item in upkeep(every(**stopped), pains, wishes or Wishes(), NOW)]


def test_four_quiet_weeks_bring_the_offer_of_the_first_three() -> None:
    assert offered() == SLUGS[:3]


def test_mostly_quiet_is_three_quarters_of_the_rated_days() -> None:
    old = days(50, 30, 30)
    assert quiet(old | days(10, 0, 8) | days(40, 9, 11), TODAY)
    assert not quiet(old | days(10, 0, 7) | days(40, 8, 11), TODAY)


def test_ten_days_must_be_rated_and_the_first_one_must_lie_further_back() -> None:
    assert not quiet(days(50, 30, 30) | days(0, 0, 8), TODAY)
    assert quiet(days(50, 30, 30) | days(0, 0, 9), TODAY)
    assert not quiet(days(0, 0, 27), TODAY)
    assert quiet(days(0, 0, 28), TODAY)


def test_a_mean_just_above_one_is_not_quiet() -> None:
    assert offered(days(11, 0, 40)) == []


def test_what_is_paused_is_not_offered() -> None:
    assert offered(pelvic_tilt=Level.STOP) == SLUGS[1:4]


def test_the_offer_holds_what_the_person_chose() -> None:
    chosen = Wishes((PlanChoice(NOW, tuple(SLUGS[2:]), 7),))
    assert offered(wishes=chosen) == SLUGS[2:5]


def test_who_does_as_little_already_is_not_asked() -> None:
    assert offered(wishes=Wishes((PlanChoice(NOW, tuple(SLUGS[:3]), 3),))) == []
    assert offered(wishes=Wishes((PlanChoice(NOW, tuple(SLUGS[:3]), 4),))) == SLUGS[:3]


def test_once_declined_it_is_offered_again_after_28_days_and_not_before() -> None:
    assert offered(wishes=Wishes(declined=NOW - timedelta(days=27, hours=23))) == []
    assert offered(wishes=Wishes(declined=NOW - timedelta(days=28))) == SLUGS[:3]

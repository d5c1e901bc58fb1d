"""How the plan is sorted for Today: paused, done and left."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from backcare.catalogue import catalogue
from backcare.notebook.reads import StoredLog
from backcare.safety.history import Said
from backcare.safety.verdict import Finding, Level, Verdict
from backcare.training.plan import PlanItem
from backcare.training.targets import Target
from backcare.ui.today import today_state

SHELF = catalogue()
TODAY = date(2026, 1, 5)
SLUGS = [one.slug for one in SHELF.exercises]


def plan(**levels: Level) -> tuple[PlanItem, ...]:
    """Every exercise, fine to go on unless said otherwise (horse_back=Level.STOP)."""
    return tuple(
        PlanItem(one, Target(50, 3, "", ""), verdict(one.slug, levels.get(one.slug.replace("-", "_"), Level.OK)))
        for one in SHELF.exercises
    )


def verdict(slug: str, level: Level) -> Verdict:
    return Verdict(slug, (Finding("any", level, "exercise", None),) if level else ())


def a_log(slug: str, *, ago: int = 0) -> StoredLog:
    at = datetime(2026, 1, 5, 7, tzinfo=UTC) - timedelta(days=ago)
    some = UUID(int=1)
    return StoredLog(
        some, some, at, "UTC", slug, "", 0, 20, None, 30, "asked", stopped=False, note="", holds=(), version=1
    )


def names(items: tuple[PlanItem, ...]) -> list[str]:
    return [item.exercise.slug for item in items]


def test_with_nothing_logged_everything_is_left_and_the_first_is_next() -> None:
    state = today_state(plan(), [], TODAY)
    assert (names(state.paused), names(state.done), names(state.left)) == ([], [], SLUGS)
    assert state.next is not None
    assert state.next.exercise.slug == "pelvic-tilt"


def test_what_was_logged_today_is_done_and_the_first_of_the_rest_is_next() -> None:
    state = today_state(plan(), [a_log("pelvic-tilt"), a_log("side-knee-drop"), a_log("side-knee-drop")], TODAY)
    assert names(state.done) == ["pelvic-tilt", "side-knee-drop"]
    assert names(state.left) == ["knees-to-chest", "hamstring-stretch", "prayer-pose", "horse-back"]
    assert state.next is not None
    assert state.next.exercise.slug == "knees-to-chest"


def test_what_was_logged_yesterday_is_not_done_today() -> None:
    assert today_state(plan(), [a_log("pelvic-tilt", ago=1)], TODAY).done == ()


@pytest.mark.parametrize("level", [Level.STOP_TODAY, Level.STOP])
def test_a_paused_exercise_is_neither_next_nor_done_though_it_was_logged(level: Level) -> None:
    state = today_state(plan(pelvic_tilt=level), [a_log("pelvic-tilt")], TODAY)
    assert names(state.paused) == ["pelvic-tilt"]
    assert state.done == ()
    assert names(state.left) == SLUGS[1:]


@pytest.mark.parametrize("level", [Level.UNKNOWN, Level.CAUTION])
def test_an_exercise_that_asks_for_care_or_was_not_rated_stays_in_the_plan(level: Level) -> None:
    state = today_state(plan(pelvic_tilt=level), [], TODAY)
    assert state.paused == ()
    assert names(state.left) == SLUGS


def test_what_is_to_be_asked_about_first_is_neither_next_nor_done_nor_left() -> None:
    marked = tuple(replace(item, ask=("Ask.",)) if item.exercise.slug in SLUGS[:2] else item for item in plan())
    state = today_state(marked, [a_log(SLUGS[1]), a_log(SLUGS[2])], TODAY)
    assert names(state.ask) == SLUGS[:2]
    assert names(state.done) == SLUGS[2:3]
    assert names(state.left) == SLUGS[3:]
    assert state.next is not None
    assert state.next.exercise.slug == SLUGS[3]


def test_what_is_paused_and_to_be_asked_about_stands_among_the_paused_alone() -> None:
    marked = tuple(replace(item, ask=("Ask.",)) for item in plan(horse_back=Level.STOP))
    state = today_state(marked, [], TODAY)
    assert names(state.paused) == ["horse-back"]
    assert names(state.ask) == SLUGS[:5]
    assert state.next is None


def test_what_a_clinician_switched_off_is_neither_next_nor_done_nor_left_nor_among_the_paused() -> None:
    word = Said("Anna Weiss", TODAY)
    marked = tuple(
        replace(one, off=word) if one.exercise.slug in SLUGS[:2] else one for one in plan(pelvic_tilt=Level.STOP)
    )
    marked = (replace(marked[0], ask=("Ask.",)), *marked[1:])
    state = today_state(marked, [a_log(SLUGS[1])], TODAY)
    assert names(state.off) == SLUGS[:2]
    assert (state.paused, state.ask, state.done) == ((), (), ())
    assert names(state.left) == SLUGS[2:]


def test_with_all_done_or_paused_nothing_is_next() -> None:
    logs = [a_log(slug) for slug in SLUGS if slug != "hamstring-stretch"]
    state = today_state(plan(hamstring_stretch=Level.STOP), logs, TODAY)
    assert state.next is None
    assert state.left == ()
    assert len(state.done) == 5


def test_a_plan_is_bare_only_where_nothing_is_done_nor_left() -> None:
    every = {slug.replace("-", "_"): Level.STOP for slug in SLUGS}
    assert today_state(plan(**every), [], TODAY).bare
    assert not today_state(plan(**every | {"horse_back": Level.OK}), [], TODAY).bare
    assert not today_state(plan(**every | {"horse_back": Level.OK}), [a_log("horse-back")], TODAY).bare

"""What the person chose is kept with its time, and read for the plan."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from backcare.notebook import journal, reads
from backcare.notebook.opening import Open
from backcare.notebook.wishes import choose_plan, chosen, set_target
from backcare.training.wishes import Wishes
from tests.notebook.drafted import a_plan, a_setup, a_target


def told(book: Open, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reads.everything(book.engine, book.person)[name]
    return rows


def test_nothing_is_chosen_in_a_new_notebook(book: Open) -> None:
    assert chosen(book.engine, book.person) == Wishes()
    assert chosen(book.engine, book.person).plan is None


def test_the_latest_choice_counts_and_older_ones_stay(book: Open) -> None:
    for draft in (a_plan("prayer-pose", hour=9), a_plan(days=3, hour=10), a_plan("horse-back", days=5, hour=8)):
        choose_plan(book.engine, book.person, draft)
    found = chosen(book.engine, book.person)
    assert [(one.exercises, one.days) for one in found.plans] == [(("horse-back",), 5), (("prayer-pose",), 4), ((), 3)]
    assert found.plan == found.plans[-1]
    assert found.plans[0].at.isoformat() == "2026-01-06T09:00:00+01:00"


def test_a_choice_stands_in_the_export_as_it_was_made_and_once(book: Open) -> None:
    draft = a_plan("prayer-pose", "horse-back", id=UUID(int=7))
    for _ in range(2):
        choose_plan(book.engine, book.person, draft)
    assert told(book, "plans") == [
        {
            "id": str(UUID(int=7)),
            "zone": "Europe/Berlin",
            "local_date": "2026-01-06",
            "exercises": "prayer-pose horse-back",
            "days": 4,
            "chosen_at": "2026-01-06T08:00:00+00:00",
        }
    ]


def test_targets_by_hand_are_read_in_the_order_of_their_times(book: Open) -> None:
    first, back = a_target(variant="towel", exercise="hamstring-stretch"), a_target(None, None, hour=9)
    for draft in (back, first, first):
        set_target(book.engine, book.person, draft)
    found = chosen(book.engine, book.person).targets
    assert [(one.exercise, one.variant, one.hold, one.reps) for one in found] == [
        ("hamstring-stretch", "towel", 120, 2),
        ("prayer-pose", "", None, None),
    ]
    assert found[0].at.isoformat() == "2026-01-06T09:00:00+01:00"


def test_the_last_no_to_upkeep_is_when_it_was_declined(book: Open) -> None:
    for draft in (a_setup("upkeep", "no", hour=9), a_setup("upkeep", "no", hour=8), a_setup("knee", "no", hour=10)):
        journal.answer_setup(book.engine, book.person, draft)
    declined = chosen(book.engine, book.person).declined
    assert declined is not None
    assert declined.isoformat() == "2026-01-06T10:00:00+01:00"


def test_what_another_person_chose_is_theirs(book: Open) -> None:
    choose_plan(book.engine, book.person, a_plan())
    set_target(book.engine, book.person, a_target())
    assert chosen(book.engine, uuid4()) == Wishes()


@pytest.mark.parametrize(
    "given", [{"days": 2}, {"days": 8}, {"exercises": ("Prayer Pose",)}, {"exercises": ("a",) * 16}]
)
def test_a_choice_that_is_none_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_plan(**given)


@pytest.mark.parametrize("given", [(9, 2), (3_001, 2), (120, 0), (120, 51), (None, 2), (120, None)])
def test_a_target_that_is_none_is_refused(given: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValidationError):
        a_target(*given)

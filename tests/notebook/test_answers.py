from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from backcare.errors import NotSaved
from backcare.notebook import guided, reads
from backcare.notebook.check import check
from backcare.notebook.opening import Open
from backcare.settings import Settings
from tests.notebook.drafted import an_answer


def answers(book: Open) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reads.everything(book.engine, book.person)["red_flags"]
    return found


def test_an_answer_is_kept_with_its_time_and_the_persons_own_day(book: Open) -> None:
    guided.answer(book.engine, book.person, an_answer())
    assert answers(book) == [
        {
            "id": str(UUID(int=5)),
            "questions": "leg",
            "item": "pain",
            "answer": "yes",
            "answered_at": "2026-01-05T23:30:00+00:00",
            "zone": "Europe/Berlin",
            "local_date": "2026-01-06",
            "exercise": "prayer-pose",
        }
    ]


def test_an_answer_that_was_changed_takes_the_place_of_the_first(book: Open) -> None:
    guided.answer(book.engine, book.person, an_answer(answer="no", item=None, exercise=None))
    for _ in range(2):
        guided.answer(book.engine, book.person, an_answer(answer="yes", item="numbness"))
    assert [(one["item"], one["answer"], one["exercise"]) for one in answers(book)] == [
        ("numbness", "yes", "prayer-pose")
    ]


def test_answers_with_other_ids_stand_beside_it(book: Open) -> None:
    for item in ("pain", "numbness"):
        guided.answer(book.engine, book.person, an_answer(id=uuid4(), item=item))
    assert sorted(one["item"] for one in answers(book)) == ["numbness", "pain"]


def test_an_answer_for_nobody_is_refused(book: Open) -> None:
    with pytest.raises(NotSaved):
        guided.answer(book.engine, uuid4(), an_answer())
    assert answers(book) == []


def test_the_answer_of_one_person_is_not_changed_by_another(book: Open) -> None:
    other = uuid4()
    with book.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO person (id, name) VALUES (?, 'Other')", (other.hex,))
    guided.answer(book.engine, book.person, an_answer())
    with pytest.raises(NotSaved):
        guided.answer(book.engine, other, an_answer(answer="no"))
    assert [one["answer"] for one in answers(book)] == ["yes"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("answer", "maybe"),
        ("questions", ""),
        ("item", "x" * 65),
        ("exercise", "Prayer Pose"),
        ("zone", "Mars"),
        ("at", datetime(2026, 1, 5)),  # noqa: DTZ001 - the point
    ],
)
def test_an_answer_that_is_none_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        an_answer(**{field: value})
    assert caught.value.errors()[0]["loc"][0] == field


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE red_flag_answer SET exercise = 'Prayer Pose'", "exercise: String should match"),
        ("UPDATE red_flag_answer SET local_date = '2026-01-05'", "is not the day of"),
        ("UPDATE red_flag_answer SET zone = 'Nowhere'", "is not the name of a time zone"),
    ],
)
def test_the_check_looks_at_answers_too(book: Open, settings: Settings, statement: str, words: str) -> None:
    guided.answer(book.engine, book.person, an_answer())
    assert check(settings) == ()
    with book.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    (problem,) = check(settings)
    assert problem.startswith(f"The answer {UUID(int=5)}")
    assert words in problem

from uuid import uuid4

from backcare.notebook import journal
from backcare.notebook.bests import bests
from backcare.notebook.drafts import HoldDraft
from backcare.notebook.opening import Open
from tests.notebook.drafted import a_log, a_morning, a_session, holds


def two_sided(left: int, right: int) -> tuple[HoldDraft, ...]:
    return HoldDraft(side="left", seconds=left), HoldDraft(side="right", seconds=right)


def test_a_new_notebook_has_no_bests(book: Open) -> None:
    journal.save_morning(book.engine, book.person, a_morning())
    journal.save_log(book.engine, book.person, a_session(), a_log(holds=()))
    assert bests(book.engine, book.person) == {}


def test_the_longest_hold_counts_by_exercise_form_and_side(book: Open) -> None:
    for exercise, variant, held in (
        ("prayer-pose", "", holds(150, 155)),
        ("prayer-pose", "", holds(140)),
        ("hamstring-stretch", "", two_sided(90, 110)),
        ("hamstring-stretch", "", two_sided(120, 80)),
        ("hamstring-stretch", "towel", two_sided(300, 310)),
    ):
        log = a_log(exercise, variant=variant, holds=held)
        journal.save_log(book.engine, book.person, a_session(), log)
    assert bests(book.engine, book.person) == {
        ("prayer-pose", "", "both"): 155,
        ("hamstring-stretch", "", "left"): 120,
        ("hamstring-stretch", "", "right"): 110,
        ("hamstring-stretch", "towel", "left"): 300,
        ("hamstring-stretch", "towel", "right"): 310,
    }


def test_interrupted_holds_and_sessions_in_the_bin_and_other_persons_are_left_out(book: Open) -> None:
    slept = HoldDraft(side="both", seconds=900, interrupted=True)
    journal.save_log(book.engine, book.person, a_session(), a_log(holds=(*holds(100), slept)))
    binned = a_session()
    journal.save_log(book.engine, book.person, binned, a_log(holds=holds(800)))
    other = uuid4()
    with book.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE practice_session SET deleted_at = '2026-01-08 00:00:00.000000' WHERE id = ?", (binned.id.hex,)
        )
        connection.exec_driver_sql("INSERT INTO person (id, name) VALUES (?, 'Other')", (other.hex,))
    journal.save_log(book.engine, other, a_session(), a_log(holds=holds(700)))
    assert bests(book.engine, book.person) == {("prayer-pose", "", "both"): 100}

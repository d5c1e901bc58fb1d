from contextlib import closing
from pathlib import Path

import pytest

from backcare.notebook import clinician, journal
from backcare.notebook.check import check
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open
from backcare.notebook.wishes import choose_plan, set_target
from backcare.settings import Settings
from tests.notebook.drafted import a_check, a_flare, a_log, a_morning, a_plan, a_session, a_setup, a_target, a_word

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(book: Open, settings: Settings) -> Settings:
    journal.save_log(book.engine, book.person, a_session(), a_log())
    journal.save_morning(book.engine, book.person, a_morning())
    journal.decide(book.engine, book.person, a_log().id, "prayer-pose", "resume", "rise", a_session().started_at, "UTC")
    journal.enter_check(book.engine, book.person, a_check())
    journal.mark_flare(book.engine, book.person, a_flare())
    journal.answer_setup(book.engine, book.person, a_setup())
    choose_plan(book.engine, book.person, a_plan("prayer-pose", "horse-back"))
    set_target(book.engine, book.person, a_target())
    set_target(book.engine, book.person, a_target(None, None))
    for kind in ("dose", "lift"):
        clinician.enter(book.engine, book.person, a_word(kind))
    return settings


def damaged(file: Path, statement: str) -> None:
    with closing(connect(file, foreign_keys=False)) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        assert raw.execute(statement).rowcount > 0


def test_a_whole_notebook_has_no_problems_and_is_not_written(filled: Settings, file: Path) -> None:
    content = file.read_bytes()
    assert check(filled) == ()
    assert file.read_bytes() == content


def test_no_notebook_is_said_and_none_is_made(settings: Settings, file: Path) -> None:
    assert check(settings) == (f"There is no notebook yet at {file}.",)
    assert not file.exists()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE exercise_log SET after = 101", "after: Input should be less than or equal to 100"),
        ("UPDATE exercise_log SET after = 7.5", "after"),
        ("UPDATE exercise_log SET note = 'a' || char(0)", "note"),
        ("UPDATE exercise_log SET exercise = 'Prayer Pose'", "exercise"),
        ("UPDATE hold SET seconds = 0", "seconds"),
        ("DELETE FROM hold WHERE position = 0", "a hold is missing"),
        ("DELETE FROM hold WHERE position = 1", "as the sum of its holds is not their sum"),
        ("DELETE FROM hold", "as the sum of its holds is not their sum"),
        ("UPDATE exercise_log SET held = held + 1", "as the sum of its holds is not their sum"),
        ("UPDATE exercise_log SET times = 3", "as the sum of its holds is not their sum"),
        ("UPDATE practice_session SET readings = '[]'", "for the rules is not what its logs say"),
        ("UPDATE exercise_log SET before = before + 1", "for the rules is not what its logs say"),
        ("UPDATE practice_session SET changed = 1000", "was changed by a write that is still to come"),
        ("UPDATE notebook_state SET mornings = 1000", "A morning was changed by a write that is still to come"),
        ("DELETE FROM practice_session", "A row of exercise_log belongs to no practice_session"),
        ("UPDATE practice_session SET local_date = '2026-01-06'", "is not the day of"),
        ("UPDATE practice_session SET started_at = 'yesterday'", "cannot be read"),
        ("UPDATE practice_session SET zone = 'Nowhere'", "is not the name of a time zone"),
        ("UPDATE morning_rating SET pain = 'high'", "pain"),
        ("UPDATE resume_decision SET local_date = '2026-01-09'", "is not the day of"),
        ("UPDATE medical_check SET day = '2026-01-08'", "was still to come on 2026-01-07"),
        ("UPDATE medical_check SET local_date = '2026-01-06'", "is not the day of"),
        ("UPDATE medical_check SET questions = 'gut'", "questions: Input should be"),
        ("UPDATE medical_check SET day = 'soon'", "A medical check holds something that cannot be read"),
        ("UPDATE flare_day SET local_date = '2026-01-07'", "was still to come on 2026-01-06"),
        ("UPDATE flare_day SET zone = 'Nowhere'", "is not the name of a time zone"),
        ("UPDATE setup_answer SET question = 'Hip?'", "question: String should match"),
        ("UPDATE setup_answer SET answer = 'maybe'", "answer: Input should be"),
        ("UPDATE setup_answer SET local_date = '2026-01-09'", "is not the day of"),
        ("UPDATE plan_choice SET days = 2", "days: Input should be greater than or equal to 3"),
        ("UPDATE plan_choice SET exercises = 'prayer-pose Cat!'", "exercises.1: String should match"),
        ("UPDATE plan_choice SET local_date = '2026-01-09'", "is not the day of"),
        ("UPDATE hand_target SET hold = NULL", "a target by hand has a hold and repeats, or neither"),
        ("UPDATE hand_target SET hold = 9", "hold: Input should be greater"),
        ("UPDATE hand_target SET set_at = 'soon'", "A target by hand holds something that cannot be read"),
        ("UPDATE hand_target SET local_date = '2026-01-09'", "is not the day of"),
        ("UPDATE clinician_word SET clinician = ' '", "clinician: String should have at least 1 character"),
        ("UPDATE clinician_word SET clinician = 'a' || char(10)  || 'b'", "a name stands in one line"),
        ("UPDATE clinician_word SET said_on = '2026-01-07'", "was still to come on 2026-01-06"),
        ("UPDATE clinician_word SET reps = NULL", "a dose has a hold and repeats"),
        ("UPDATE clinician_word SET code = 'red-flag' WHERE kind = 'lift'", "a lift names the rule that stopped"),
        ("UPDATE clinician_word SET local_date = '2026-01-09'", "is not the day of"),
        ("UPDATE clinician_word SET taken_back_at = 'soon'", "A clinician's word holds something that cannot be read"),
        ("DELETE FROM notebook_state", "does not say which one it is"),
        ("UPDATE alembic_version SET version_num = '0000'", "has schema 0000"),
    ],
)
def test_a_damaged_notebook_is_told_in_words(filled: Settings, file: Path, statement: str, words: str) -> None:
    damaged(file, statement)
    content = file.read_bytes()
    problems = check(filled)
    assert any(words in problem for problem in problems), problems
    assert file.read_bytes() == content


def test_a_file_that_is_no_notebook_is_told(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"")
    assert check(settings) == (f"The notebook file {file} is empty, so what it held is gone.",)

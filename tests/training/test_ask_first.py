"""Which exercises to ask a clinician about first, by the answers to the set-up."""

from backcare.catalogue.questions import questions
from backcare.training.ask_first import ask_first, asked

REASONS = {one.slug: one.reason for one in questions().setup}
KNEELING = {"prayer-pose", "horse-back"}
ALL = {"pelvic-tilt", "knees-to-chest", "side-knee-drop", "hamstring-stretch", "prayer-pose", "horse-back"}


def test_without_an_answer_nothing_is_to_be_asked_about() -> None:
    assert ask_first({}) == {}


def test_a_no_marks_nothing() -> None:
    assert ask_first(dict.fromkeys(REASONS, False)) == {}


def test_trouble_with_the_knees_marks_the_exercises_on_the_knees_with_the_reason() -> None:
    assert ask_first({"knee": True}) == dict.fromkeys(KNEELING, (REASONS["knee"],))


def test_osteoporosis_leaves_the_pelvic_tilt_alone() -> None:
    assert set(ask_first({"osteoporosis": True})) == ALL - {"pelvic-tilt"}


def test_several_reasons_stand_in_the_order_of_the_questions_whatever_the_order_of_the_answers() -> None:
    found = ask_first({"leg-pain": True, "knee": True, "osteoporosis": True})
    assert found["prayer-pose"] == (REASONS["osteoporosis"], REASONS["knee"], REASONS["leg-pain"])
    assert found["pelvic-tilt"] == (REASONS["leg-pain"],)


def test_what_a_clinician_was_asked_about_is_left_out_and_the_others_stay() -> None:
    found = ask_first({"knee": True, asked("knee"): True, "osteoporosis": True})
    assert found["prayer-pose"] == (REASONS["osteoporosis"],)
    assert ask_first({"knee": True, asked("knee"): True}) == {}


def test_having_asked_taken_back_marks_them_again() -> None:
    assert set(ask_first({"knee": True, asked("knee"): False})) == KNEELING


def test_an_answer_to_a_question_that_is_gone_is_no_fault() -> None:
    assert ask_first({"left-handed": True}) == {}

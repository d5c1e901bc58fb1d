"""The lists of warning signs and the set-up: what stands in them, and that a wrong file is named as such."""

import copy
import re
import tomllib
from importlib.resources import files

import pytest

from backcare.catalogue import CatalogueError, catalogue
from backcare.catalogue.questions import questions, read_questions
from tests.catalogue.test_catalogue_load import toml

TEXT = files("backcare.catalogue").joinpath("questions.toml").read_text(encoding="utf-8")
ALL = tuple(one.slug for one in catalogue().exercises)


def fault(path: tuple[str | int, ...], value: object) -> CatalogueError:
    """What is said of the file with one value put in; None takes the field out."""
    whole = copy.deepcopy(tomllib.loads(TEXT))
    inner = whole
    for step in path[:-1]:
        inner = inner[step]  # type: ignore[index]  # plain TOML data, walked by a path that each test gives
    if value is None:
        del inner[path[-1]]  # type: ignore[arg-type]  # likewise
    else:
        inner[path[-1]] = value  # type: ignore[index]  # likewise
    text = "\n".join(f"{key} = {toml(entries)}" for key, entries in whole.items())
    with pytest.raises(CatalogueError) as caught:
        read_questions(text, "mine.toml")
    return caught.value


def test_nine_signs_stand_in_each_list_and_five_questions_in_the_setup() -> None:
    known = questions()
    assert [one.slug for one in known.emergency] == [
        "both-legs", "one-leg", "seat", "peeing", "control", "sex", "chest", "accident", "sudden",
    ]  # fmt: skip
    assert [one.slug for one in known.doctor] == [
        "fever", "weight", "lump", "night", "upper-back", "coughing", "cancer", "immune", "fall",
    ]  # fmt: skip
    assert [one.slug for one in known.setup] == ["osteoporosis", "hip-replacement", "knee", "pregnancy", "leg-pain"]


def test_each_question_of_the_setup_marks_its_exercises() -> None:
    marked = {one.slug: set(one.exercises) for one in questions().setup}
    assert marked == {
        "osteoporosis": set(ALL) - {"pelvic-tilt"},
        "hip-replacement": {"knees-to-chest", "prayer-pose", "hamstring-stretch", "side-knee-drop"},
        "knee": {"prayer-pose", "horse-back"},
        "pregnancy": {"pelvic-tilt", "knees-to-chest", "side-knee-drop", "hamstring-stretch"},
        "leg-pain": set(ALL),
    }


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("osteoporosis", "osteoporosis"),
        ("hip-replacement", "hip replacement"),
        ("knee", "knee trouble"),
        ("pregnancy", "pregnancy"),
        ("leg-pain", "moves into your buttock or leg"),
    ],
)
def test_the_setup_marks_what_the_exercises_own_words_warn_of(question: str, word: str) -> None:
    warned = {one.slug for one in catalogue().exercises if any(word in line for line in one.leave_out)}
    assert {slug for one in questions().setup if one.slug == question for slug in one.exercises} == warned


def test_the_words_promise_nothing_and_name_no_finding() -> None:
    known = questions()
    words = [one.text for one in (*known.emergency, *known.doctor)]
    words += [text for one in known.setup for text in (one.text, one.reason)]
    forbidden = r"\b(treat|reliev|alleviat|diagnos|safe|proven|cauda|fracture|infection|tumou?r|aneurysm|metasta)"
    assert [text for text in words if re.search(forbidden, text, re.IGNORECASE)] == []
    assert all(one.text.endswith("?") and one.reason.endswith(".") for one in known.setup)


@pytest.mark.parametrize(
    ("path", "value", "field", "said"),
    [
        (("doctor",), None, "doctor", "it is missing"),
        (("extra",), "x", "extra", "it is not known"),
        (("emergency", 0, "text"), None, "emergency.0.text", "it is missing"),
        (("emergency", 0, "text"), "", "emergency.0.text", "it must be a text, not empty, without blanks at its ends"),
        (("emergency", 0, "why"), "x", "emergency.0.why", "it is not known"),
        (("setup", 1, "exercises"), "all", "setup.1.exercises", "it must be a list of the right length"),
        (("emergency", 0, "slug"), "Both legs", "emergency.slug", "'Both legs' must be small letters a to z"),
        (("doctor", 0, "slug"), "chest", "emergency.slug", "'chest' stands there twice"),
        (("setup", 1, "slug"), "knee", "setup.slug", "'knee' stands there twice"),
        (("setup", 1, "exercises"), ["plank"], "setup hip-replacement.exercises", "'plank' is no exercise"),
    ],
)
def test_a_fault_names_the_file_and_the_field(
    path: tuple[str | int, ...], value: object, field: str, said: str
) -> None:
    found = fault(path, value)
    assert (found.source, found.field) == ("mine.toml", field)
    assert said in str(found)


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(CatalogueError, match="it is not valid TOML"):
        read_questions("[[", "mine.toml")

"""Reading exercises.toml: every fault names the file, the exercise and the field."""

import copy
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.catalogue import Catalogue, CatalogueError, catalogue, read_catalogue

TEXT = files("backcare.catalogue").joinpath("exercises.toml").read_text(encoding="utf-8")
WHOLE = tomllib.loads(TEXT)
GENTLE = [place for place, one in enumerate(WHOLE["exercise"]) if "gentler" in one]


def toml(value: object) -> str:
    """One value as TOML; enough for what this file holds."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'"{escaped}"'
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
        case _:
            return str(value)


def read(whole: dict[str, object]) -> Catalogue:
    return read_catalogue("\n".join(f"{key} = {toml(value)}" for key, value in whole.items()), "mine.toml")


def changed(path: tuple[str | int, ...], value: object) -> dict[str, object]:
    """The whole file with one value put in; None takes the field out."""
    whole: dict[str, object] = copy.deepcopy(WHOLE)
    inner: object = whole
    for step in path[:-1]:
        inner = inner[step]  # type: ignore[index]  # plain TOML data, walked by a path that each test gives
    assert isinstance(inner, dict)
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return whole


def fault(path: tuple[str | int, ...], value: object) -> CatalogueError:
    with pytest.raises(CatalogueError) as caught:
        read(changed(path, value))
    return caught.value


def required() -> list[tuple[str | int, ...]]:
    paths: list[tuple[str | int, ...]] = []
    for place, one in enumerate(WHOLE["exercise"]):
        paths += [("exercise", place, field) for field in one if field != "gentler"]
        paths += [("exercise", place, dose, field) for dose in ("begin", "goal") for field in ("hold", "reps")]
        paths += [("exercise", place, "gentler", field) for field in one.get("gentler", {})]
    return paths


def test_the_written_file_reads_the_same_through_the_tests_own_writer() -> None:
    assert read(copy.deepcopy(WHOLE)) == catalogue()


@given(st.sampled_from(required()))
def test_any_required_field_that_is_missing_is_named(path: tuple[str | int, ...]) -> None:
    place = path[1]
    assert isinstance(place, int)
    error = fault(path, None)
    slug = f"number {place + 1}" if path[2:] == ("slug",) else WHOLE["exercise"][place]["slug"]
    field = ".".join(map(str, path[2:]))
    assert error.reason == f"mine.toml, exercise {slug}, field {field}: it is missing."


@given(st.sampled_from(required()), st.sampled_from([0, -1, "", " a ", [], {}, 1.5]))
def test_any_required_field_of_the_wrong_kind_is_named(path: tuple[str | int, ...], value: object) -> None:
    error = fault(path, value)
    assert error.source == "mine.toml"
    assert error.exercise.startswith("exercise ")
    assert error.field.startswith(".".join(map(str, path[2:])))


@given(st.text())
def test_any_text_gives_a_catalogue_error_and_nothing_else(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"any\.toml"):
        read_catalogue(text, "any.toml")


@pytest.mark.parametrize(
    ("path", "value", "field", "words"),
    [
        (("exercise", 0, "colour"), "red", "colour", "it is not known"),
        (("exercise", 0, "goal", "sets"), 2, "goal.sets", "it is not known"),
        (("exercise", 1, "gentler", "slug"), "Single Knee", "gentler.slug", "small letters"),
        (("exercise", 0, "begin", "hold"), True, "begin.hold", "a whole number above 0"),
        (("exercise", 0, "two_sided"), 1, "two_sided", "true or false"),
        (("exercise", 0, "steps"), ["fine", 3], "steps", "it must be a text"),
        (("exercise", 2, "goal", "hold_most"), 30, "goal.hold_most", "above its lower end"),
        (("exercise", 0, "ladder"), [3, 7, 5, 20], "ladder", "must rise"),
        (("exercise", 0, "ladder"), [3, 5, 5, 20], "ladder", "must rise"),
        (("exercise", 0, "ladder"), [3, 5, 19], "ladder", "from the hold of begin to the hold of goal"),
        (("exercise", 0, "begin", "reps"), 6, "goal.reps", "must not be below"),
        (("exercise", 0, "begins_gentle"), True, "begins_gentle", "needs a gentler form"),
        (("exercise", 1, "gentler", "dose", "reps"), 4, "begins_gentle", "with the dose of begin"),
        (("exercise", 1, "slug"), "pelvic-tilt", "slug", "another exercise has it"),
        (("exercise", 1, "name"), "PELVIC tilt", "name", "another exercise has it"),
        (("tips",), "one", "tips", "a list of texts"),
        (("extra",), 1, "extra", "it is not known"),
        (("exercise",), 3, "exercise", "a list of tables"),
        (("exercise",), ["three"], "exercise", "entry 1 must be a table"),
    ],
)
def test_a_fault_names_its_field_and_says_what_is_wrong(
    path: tuple[str | int, ...], value: object, field: str, words: str
) -> None:
    error = fault(path, value)
    assert error.field == field
    assert words in error.reason


def test_a_file_that_is_no_toml_is_named_with_the_line() -> None:
    with pytest.raises(CatalogueError, match=r"mine\.toml, field \(whole file\): it is not valid TOML.*line 1"):
        read_catalogue("= 3", "mine.toml")


def test_a_gentler_form_may_be_left_out_where_the_exercise_does_not_begin_with_it() -> None:
    place = GENTLE[0]
    whole = changed(("exercise", place, "begins_gentle"), value=False)
    del whole["exercise"][place]["gentler"]  # type: ignore[index]  # plain TOML data
    assert read(whole).exercises[place].gentler is None

"""What typed holds mean: read, asked about, or named as wrong; never guessed and never raised."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backcare.ui.holds import Holds, Unclear, answered, parse_holds, typed

NOT_A_NUMBER = "“{}” is not a number of seconds, such as 10 or 9.5."
TOO_FINE = "“{}” is finer than a tenth of a second. One decimal is enough."
OUT_OF_RANGE = "“{}” seconds cannot be kept. A hold is longer than 0 and at most 3600 seconds."


@pytest.mark.parametrize(
    "text", ["10 12 9.5", "10, 12, 9.5", "10;12;9.5", "10; 12 ;9.5", " 10,  12\t9.5, ", "10\n12,\n9.50", ";10;;12 9.5;"]
)
def test_spaces_semicolons_and_commas_with_a_space_part_the_holds(text: str) -> None:
    assert parse_holds(text) == Holds((100, 120, 95))


@pytest.mark.parametrize("text", ["", " ", ",", ", ; ,", "\n\t"])
def test_nothing_typed_is_no_hold_and_no_fault(text: str) -> None:
    assert parse_holds(text) == Holds()


def test_nine_comma_five_is_asked_about_with_both_readings() -> None:
    assert parse_holds("9,5") == Holds(unclear=Unclear("9,5", "9 5", "9.5"))


def test_what_would_be_finer_than_a_tenth_as_one_hold_is_two() -> None:
    assert parse_holds("10,12") == Holds((100, 120))
    assert parse_holds("9,50") == Holds(unclear=Unclear("9,50", "9 50", "9.50"))


def test_an_unclear_piece_among_clear_ones_leaves_no_hold_read_until_it_is_answered() -> None:
    found = parse_holds("10, 9,5, 8")
    assert found == Holds(unclear=Unclear("9,5", "9 5", "9.5"))


def test_of_two_unclear_pieces_the_first_is_asked_about_first() -> None:
    first = parse_holds("8,5 9,5").unclear
    assert first == Unclear("8,5", "8 5", "8.5")
    second = parse_holds(answered("8,5 9,5", first, first.decimal)).unclear
    assert second == Unclear("9,5", "9 5", "9.5")


def test_three_numbers_with_commas_alone_are_three_holds() -> None:
    assert parse_holds("9,5,7") == Holds((90, 50, 70))
    assert parse_holds("10 9,5,7; 8") == Holds((100, 90, 50, 70, 80))


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("10 ten 9", "ten"),
        ("-3", "-3"),
        ("+3", "+3"),
        ("1e3", "1e3"),
        ("10.", "10."),
        (".5", ".5"),
        ("9.5,7", "9.5,7"),
        ("9,,5", "9,,5"),
        ("10s", "10s"),
        ("nan", "nan"),
        ("1000000000", "1000000000"),
        ("²", "²"),
    ],
)
def test_what_is_no_number_is_named(text: str, piece: str) -> None:
    assert parse_holds(text) == Holds(problem=NOT_A_NUMBER.format(piece))


def test_a_long_piece_is_named_by_its_beginning() -> None:
    assert parse_holds("x" * 18) == Holds(problem=NOT_A_NUMBER.format("x" * 18))
    assert parse_holds("x" * 19) == Holds(problem=NOT_A_NUMBER.format("x" * 18 + "…"))


def test_a_hold_finer_than_a_tenth_is_named() -> None:
    assert parse_holds("10 9.55") == Holds(problem=TOO_FINE.format("9.55"))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0", Holds(problem=OUT_OF_RANGE.format("0"))),
        ("0.0", Holds(problem=OUT_OF_RANGE.format("0.0"))),
        ("0.1", Holds((1,))),
        ("3600", Holds((36_000,))),
        ("3600.1", Holds(problem=OUT_OF_RANGE.format("3600.1"))),
        ("7,0,7", Holds(problem=OUT_OF_RANGE.format("0"))),
    ],
)
def test_a_hold_is_longer_than_nothing_and_at_most_an_hour(text: str, answer: Holds) -> None:
    assert parse_holds(text) == answer


def test_two_hundred_holds_are_kept_and_one_more_is_not() -> None:
    assert parse_holds("7 " * 200) == Holds((70,) * 200)
    assert parse_holds("7 " * 201) == Holds(problem="That is 201 holds; one log keeps up to 200.")


@pytest.mark.parametrize(
    ("text", "meant", "after"),
    [
        ("10, 9,5, 8", "9.5", "10, 9.5, 8"),
        ("10, 9,5, 8", "9 5", "10, 9 5, 8"),
        ("9,5", "9.5", "9.5"),
        ("9,5;9,5", "9.5", "9.5;9,5"),
        ("19,5x; 9,5", "9.5", "19,5x; 9.5"),
        ("9,55 9,5 ", "9 5", "9,55 9 5 "),
        ("1,9,5 9,5", "9.5", "1,9,5 9.5"),
    ],
)
def test_an_answer_replaces_its_piece_alone(text: str, meant: str, after: str) -> None:
    assert answered(text, Unclear("9,5", "9 5", "9.5"), meant) == after


def test_an_answer_leaves_a_longer_piece_that_begins_alike_as_it_was_typed() -> None:
    unclear = parse_holds("9,5,7 9,5").unclear
    assert unclear == Unclear("9,5", "9 5", "9.5")
    assert answered("9,5,7 9,5", unclear, unclear.decimal) == "9,5,7 9.5"


def test_holds_are_shown_as_they_would_be_typed() -> None:
    assert typed(()) == ""
    assert typed((100, 95, 1)) == "10, 9.5, 0.1"
    assert typed((36_000,)) == "3600"


@given(st.lists(st.integers(1, 36_000), max_size=200))
def test_what_is_shown_is_read_back_as_the_same_holds(seconds: list[int]) -> None:
    assert parse_holds(typed(tuple(seconds))) == Holds(tuple(seconds))


ALIKE = st.text(alphabet="0123456789٣.,; \n-x", max_size=60)


@given(ALIKE | st.text(max_size=60))
@example("٣,٣")
@example("9" * 40 + "," + "9" * 40)
def test_any_text_is_read_or_asked_about_or_named(text: str) -> None:
    found = parse_holds(text)
    assert all(1 <= tenths <= 36_000 for tenths in found.seconds)
    assert len(found.seconds) <= 200
    assert sum([bool(found.seconds), bool(found.problem), found.unclear is not None]) <= 1


@given(ALIKE)
def test_what_is_said_to_hold_nothing_has_no_digit(text: str) -> None:
    assert parse_holds(text) != Holds() or not any(letter.isdigit() for letter in text)


@given(st.lists(st.integers(1, 3600).map(str) | st.sampled_from(["9,5", "10,5"]), max_size=8))
def test_answering_every_question_as_one_hold_ends_with_as_many_holds_as_pieces(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for _ in pieces:
        unclear = parse_holds(text).unclear
        if unclear is None:
            break
        text = answered(text, unclear, unclear.decimal)
    wanted = tuple(round(float(piece.replace(",", ".")) * 10) for piece in pieces)
    assert parse_holds(text) == Holds(wanted)

"""How a typed name stands within a sentence."""

import pytest

from backcare.words import name_within


@pytest.mark.parametrize("name", ["Anna Weiss", "Dr. Müller-Łoś", "<b>A</b>", "\U0001f642", "山田", "Αλέξης"])
def test_a_name_from_left_to_right_stands_as_it_is(name: str) -> None:
    assert name_within(name) == name


@pytest.mark.parametrize("name", ["ד״ר כהן", "د. علي", "Anna \u202eWeiss", "\u202bA\u202a"])
def test_one_that_turns_the_direction_is_kept_apart_from_what_stands_around_it(name: str) -> None:
    assert name_within(name) == f"\u2068{name}\u2069"


def test_none_ends_its_own_isolation() -> None:
    assert name_within("A\u2069\u202eB") == "\u2068A\u202eB\u2069"
    assert name_within("\u2067A\u2066\u2068B") == "AB"

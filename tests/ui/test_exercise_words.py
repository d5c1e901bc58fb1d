"""A target in words, for what is next, and in few letters, for a line of the plan."""

import pytest

from backcare.catalogue import catalogue
from backcare.training.targets import Target
from backcare.ui.exercise_words import dose_words, short_dose


@pytest.mark.parametrize(
    ("slug", "target", "words", "letters"),
    [
        ("pelvic-tilt", Target(30, 5, "", ""), "3 seconds, 5 times", "3 s × 5"),
        ("pelvic-tilt", Target(15, 1, "", ""), "1.5 seconds, once", "1.5 s × 1"),
        ("pelvic-tilt", Target(10, 2, "", ""), "1 second, 2 times", "1 s × 2"),
        ("pelvic-tilt", Target(200, 5, "", ""), "20 seconds, 5 times", "20 s × 5"),
        ("side-knee-drop", Target(50, 3, "", ""), "5 seconds, 3 times each side", "5 s × 3 each side"),
        ("knees-to-chest", Target(50, 3, "", ""), "5 seconds, 3 times", "5 s × 3"),
        (
            "knees-to-chest",
            Target(50, 3, "single-knee", ""),
            "Single knee: 5 seconds, 3 times each side",
            "Single knee: 5 s × 3 each side",
        ),
    ],
)
def test_a_target_in_words_and_in_few_letters(slug: str, target: Target, words: str, letters: str) -> None:
    assert dose_words(catalogue()[slug], target) == words
    assert short_dose(catalogue()[slug], target) == letters

"""A target in few letters, for a line of the plan."""

import pytest

from backcare.catalogue import catalogue
from backcare.training.targets import Target
from backcare.ui.exercise_words import short_dose


@pytest.mark.parametrize(
    ("slug", "target", "words"),
    [
        ("pelvic-tilt", Target(15, 1, "", ""), "1.5 s × 1"),
        ("pelvic-tilt", Target(200, 5, "", ""), "20 s × 5"),
        ("side-knee-drop", Target(50, 3, "", ""), "5 s × 3 each side"),
        ("knees-to-chest", Target(50, 3, "single-knee", ""), "Single knee: 5 s × 3 each side"),
    ],
)
def test_a_target_in_few_letters(slug: str, target: Target, words: str) -> None:
    assert short_dose(catalogue()[slug], target) == words

import tomllib
from itertools import pairwise

import pytest

from backcare.charts.palette import DARK, LIGHT, Palette, palette
from backcare.settings import ROOT


def test_the_pages_of_the_palette_are_those_of_the_theme() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert (theme["light"]["backgroundColor"], theme["dark"]["backgroundColor"]) == (LIGHT.page, DARK.page)
    assert (theme["light"]["textColor"], theme["dark"]["textColor"]) == (LIGHT.text, DARK.text)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_marks_stand_out_from_the_page_in_either_theme(colours: Palette) -> None:
    for text in (colours.text, colours.muted, colours.stop, colours.resume):
        assert contrast(text, colours.page) >= 4.5
    assert contrast(colours.text, colours.raised) >= 4.5
    marks = (colours.left, colours.right, colours.target, colours.pain, colours.rise, colours.stop, colours.resume)
    assert min(contrast(colour, colours.page) for colour in marks) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_shades_of_a_calendar_are_told_apart_without_their_colour(colours: Palette) -> None:
    steps = [contrast(colour, colours.page) for colour in colours.cells]
    assert steps == sorted(steps)
    assert all(more / less >= 1.25 for less, more in pairwise(steps))


def test_the_palette_follows_the_theme_and_is_light_when_nobody_knows() -> None:
    assert (palette("dark"), palette("light"), palette(None)) == (DARK, LIGHT, LIGHT)

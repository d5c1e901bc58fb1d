"""The colours of the figures, in both themes: contrast, near and far, and none that reads as pain."""

from itertools import product

from backcare.catalogue.figure_css import COLOURS

# what the figures stand on: the page, a raised ground, the session's own ground, and the mat
GROUNDS = (("#fcfcfb", "#111718"), ("#eef4f2", "#1b2425"), ("#ffffff", "#0e1117"), COLOURS["mat"])


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_words_reach_the_contrast_for_text_on_all_they_may_stand_on() -> None:
    for name, theme in product(("ink", "quiet", "feel"), (0, 1)):
        for ground in GROUNDS:
            assert contrast(COLOURS[name][theme], ground[theme]) >= 4.5, f"{name} {theme} on {ground[theme]}"
    for chip, theme in product(("start", "hold"), (0, 1)):
        assert contrast(COLOURS["chip"][theme], COLOURS[chip][theme]) >= 4.5, chip


def test_limbs_arrows_and_lines_stand_out_from_all_they_may_lie_on() -> None:
    body = ("skin", "far-skin", "hair", "shirt", "far-shirt", "trousers", "far-trousers", "towel", "far-towel")
    for name, theme in product((*body, "arrow", "tip", "lead", "dots", "ring"), (0, 1)):
        for ground in GROUNDS:
            assert contrast(COLOURS[name][theme], ground[theme]) >= 3, f"{name} {theme} on {ground[theme]}"
    for theme in (0, 1):
        assert contrast(COLOURS["pupil"][theme], COLOURS["skin"][theme]) >= 3
        assert contrast(COLOURS["line"][theme], COLOURS["skin"][theme]) >= 3


def test_far_limbs_are_darker_than_near_ones_in_both_themes() -> None:
    for name, theme in product(("skin", "shirt", "trousers", "towel"), (0, 1)):
        assert luminance(COLOURS[f"far-{name}"][theme]) < 0.8 * luminance(COLOURS[name][theme]), name


def test_what_says_feel_it_here_is_golden_and_not_the_red_of_pain() -> None:
    for name, theme in product(("feel", "glow", "lead"), (0, 1)):
        red, green, blue = (int(COLOURS[name][theme][place : place + 2], 16) for place in (1, 3, 5))
        assert green > 0.7 * red > blue, "yellow, neither red nor orange"

import unicodedata
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from backcare.report.drawable import drawable

LATIN = frozenset(range(32, 0x180))
FONT = frozenset(TTFont(str(files("backcare.report").joinpath("fonts", "DejaVuSansCondensed.ttf"))).getBestCmap())


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Garden work.", "Garden work."),
        ("a🙂b", "a[slightly smiling face]b"),
        ("one\r\n\r\ntwo\u2028three", "one / two / three"),
        ("tab\there\x07", "tab here"),
        ("\u202eturned\u202c", "turned"),
        ("❤\ufe0f", "[heavy black heart]"),
        ("\ue000", "[sign e000]"),
        ("", ""),
    ],
)
def test_what_the_font_lacks_is_named_and_nothing_breaks_the_line(typed: str, drawn: str) -> None:
    assert drawable(typed, LATIN) == drawn


def test_hebrew_and_arabic_stay_as_they_are_in_the_font_that_comes_along() -> None:
    for typed in ("כאב קל בגב", "ألم خفيف", "Grüße, “so” · 20 µm ≥ ½"):
        assert drawable(typed, FONT) == typed


@given(st.text())
def test_whatever_is_typed_comes_out_on_one_line_in_signs_of_the_font_and_nothing_that_draws_is_lost(
    typed: str,
) -> None:
    drawn = drawable(typed, FONT)
    assert all(ord(one) in FONT for one in drawn)
    assert not {"\n", "\r", "\u2028"} & set(drawn)
    visible = [one for one in typed if unicodedata.category(one)[0] in "LNPS" or unicodedata.category(one) == "Mn"]
    steering = [one for one in visible if unicodedata.name(one, "").startswith("VARIATION SELECTOR")]
    for one in set(visible) - set(steering):
        assert one in drawn or f"[{unicodedata.name(one, f'sign {ord(one):04X}').lower()}]" in drawn

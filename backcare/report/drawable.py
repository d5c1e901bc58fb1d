"""Typed text as a font can draw it: what it has no sign for is named, so that nothing is lost without a word."""

import unicodedata
from collections.abc import Container
from typing import Final

_STEERS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def drawable(text: str, glyphs: Container[int]) -> str:
    """The text on one line, in signs that a font has.

    What has no sign is named in brackets. What draws nothing by itself is left out: joiners that the font does not
    know, variants of a sign, and what steers the direction of other text. Writing from right to left needs none.
    Example: for a font without faces and with no sign of its own for a joiner, "a🙂b" gives "a[slightly smiling
    face]b", and two lines are parted by " / ".

    Args:
        text: as it was typed.
        glyphs: the code points that the font has.
    """
    lines = "".join("\n" if one in _BREAKS else one for one in text).split("\n")
    return " / ".join(line for line in ("".join(_sign(one, glyphs) for one in line).strip() for line in lines) if line)


def _sign(one: str, glyphs: Container[int]) -> str:
    kind = unicodedata.category(one)
    if kind == "Cc":
        return " "
    if one in _STEERS or unicodedata.name(one, "").startswith("VARIATION SELECTOR"):
        return ""
    if ord(one) in glyphs:
        return one
    return "" if kind == "Cf" else f"[{unicodedata.name(one, f'sign {ord(one):04X}').lower()}]"

"""Typed holds: "10, 12, 9" becomes tenths of a second, and what could mean two things is asked about."""

import re
from decimal import Decimal
from typing import NamedTuple

from backcare.notebook.drafts import MOST_HOLDS, MOST_SECONDS

_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_ONE_COMMA = re.compile(r"(\d+),(\d0*)")  # a second decimal would be finer than a hold is kept
_COMMAS = re.compile(r"\d+(?:,\d+)+")
MOST_DIGITS = 9  # longer than any hold, short enough for exact arithmetic


class Unclear(NamedTuple):
    """One piece with two meanings: `split` reads it as two holds, `decimal` as one."""

    piece: str
    split: str
    decimal: str


class Holds(NamedTuple):
    """What a field means: `seconds` in tenths in the order typed. With a problem or a question there are none."""

    seconds: tuple[int, ...] = ()
    problem: str = ""
    unclear: Unclear | None = None


def parse_holds(text: str) -> Holds:
    """Split at spaces, semicolons, and commas that a space follows; each piece is one hold in seconds.

    Example: "10, 12 9.5" is 10, 12 and 9.5 s. "9,5" is asked about: it may be two holds or 9.5 s. "9,5,7" and "10,12"
    cannot be one decimal, so they are three holds and two.
    """
    found: list[int] = []
    for piece in re.split(r"[\s;]+", re.sub(r",(?=\s|$)", " ", text)):
        if not piece:
            continue
        comma = _ONE_COMMA.fullmatch(piece)
        if comma:
            return Holds(unclear=Unclear(piece, f"{comma[1]} {comma[2]}", f"{comma[1]}.{comma[2]}"))
        for part in piece.split(",") if _COMMAS.fullmatch(piece) else [piece]:
            tenths = _tenths(part)
            if isinstance(tenths, str):
                return Holds(problem=tenths)
            found.append(tenths)
    if len(found) > MOST_HOLDS:
        return Holds(problem=f"That is {len(found)} holds; one log keeps up to {MOST_HOLDS}.")
    return Holds(tuple(found))


def answered(text: str, unclear: Unclear, meant: str) -> str:
    """The field's text once the person said what the piece meant; the rest stays as typed."""
    return re.sub(rf"(?<![^\s;]){re.escape(unclear.piece)}(?=,?(?:[\s;]|$))", meant, text, count=1)


def typed(seconds: tuple[int, ...]) -> str:
    """Holds as a field shows them: (100, 95) is "10, 9.5"."""
    return ", ".join(f"{tenths / 10:g}" for tenths in seconds)


def _tenths(part: str) -> int | str:
    if not _DECIMAL.fullmatch(part) or len(part) > MOST_DIGITS:
        shown = part if len(part) <= 2 * MOST_DIGITS else f"{part[: 2 * MOST_DIGITS]}…"
        return f"“{shown}” is not a number of seconds, such as 10 or 9.5."
    tenths = Decimal(part) * 10
    if tenths != int(tenths):
        return f"“{part}” is finer than a tenth of a second. One decimal is enough."
    if not 1 <= tenths <= MOST_SECONDS:
        return f"“{part}” seconds cannot be kept. A hold is longer than 0 and at most {MOST_SECONDS // 10} seconds."
    return int(tenths)

"""How counts, days and names are written, wherever they stand: on a page, above a chart, in a terminal."""

from datetime import date
from typing import Final
from unicodedata import bidirectional

_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))  # a name that holds their end would end its own
_TURNING: Final = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO"}


def counted(many: int, one: str, more: str = "") -> str:
    """How many of something: "1 day", "12 days"; `more` where an s at the end does not make the plural."""
    return f"{many} {one if many == 1 else more or f'{one}s'}"


def full_day(day: date) -> str:
    """A day with its year: "3 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def name_within(name: str) -> str:
    """A typed name to stand within a sentence: what is written from right to left in it turns nothing around it."""
    bare = name.translate(_ISOLATES)
    return f"\u2068{bare}\u2069" if any(bidirectional(one) in _TURNING for one in bare) else bare

"""How counts and days are written, wherever they stand: on a page, above a chart, in a terminal."""

from datetime import date


def counted(many: int, one: str, more: str = "") -> str:
    """How many of something: "1 day", "12 days"; `more` where an s at the end does not make the plural."""
    return f"{many} {one if many == 1 else more or f'{one}s'}"


def full_day(day: date) -> str:
    """A day with its year: "3 May 2026"."""
    return f"{day.day} {day:%B %Y}"

"""How numbers and days are said, in the sentences above the charts and for those who hear the page.

Every number is computed from what is drawn. A sentence tells what was logged; it neither praises nor blames, and
promises nothing.
"""

from datetime import date, timedelta

from backcare.words import full_day

WINDOW = timedelta(days=28)
RECENT = timedelta(days=7)  # a log this young still belongs to "the last 4 weeks"


def when(last: date, today: date) -> str:
    """The four weeks up to a day: "In the last 4 weeks", or "In the 4 weeks up to 3 March"."""
    return "In the last 4 weeks" if today - last < RECENT else f"In the 4 weeks up to {day_of(last, today)}"


def day_of(day: date, today: date) -> str:
    """A day, with its year where that is another one: "3 March", "3 March 2024"."""
    return f"{day.day} {day:%B}" if day.year == today.year else full_day(day)


def span(first: date, last: date) -> str:
    """From one day to another: "3 March 2024 to 5 April 2025"; one day alone where they are the same."""
    return full_day(first) if first == last else f"{full_day(first)} to {full_day(last)}"


def number(value: float | None) -> str:
    """One decimal where there is one: 4, 4.5."""
    return "not rated" if value is None else f"{round(value, 1):g}"

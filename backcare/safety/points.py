"""Tenths as a person would write them."""

from backcare.safety.verdict import Value


def number(tenths: Value) -> str:
    """A rating in points: 70 is "7", 75 is "7.5"."""
    return f"{round(_tenths(tenths)) / 10:g}"


def points(tenths: Value) -> str:
    """A difference in points: 10 is "1 point", 18 is "1.8 points"."""
    shown = number(tenths)
    return f"{shown} point" if shown == "1" else f"{shown} points"


def _tenths(value: Value) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"no number: {value!r}")
    return value

"""What is printed: a figure with its spread, its bar, and what the ordinary build gets."""

from collections.abc import Sequence
from statistics import quantiles
from typing import NamedTuple

HEAD = "| what | figure | bar | met | ordinary build |\n|---|---|---|---|---|"
FEWEST = 2  # of fewer values no quartile can be told


class Spread(NamedTuple):
    """Lower quartile, median, upper quartile, all in one unit."""

    low: float
    mid: float
    high: float

    def over(self, base: float) -> "Spread":
        """The same as multiples of `base`."""
        return Spread(self.low / base, self.mid / base, self.high / base)


def spread(values: Sequence[float]) -> Spread:
    """The quartiles of one or more values."""
    if len(values) < FEWEST:
        return Spread(values[0], values[0], values[0])
    return Spread(*quantiles(values, n=4, method="inclusive"))


class Line(NamedTuple):
    """One line of the table; `bar` is the most that is allowed, None where the line is for reading alone."""

    what: str
    unit: str
    figure: Spread
    bar: float | None = None
    ordinary: Spread | None = None

    @property
    def met(self) -> bool | None:
        """Whether the median keeps within the bar; None without one."""
        return None if self.bar is None else self.figure.mid <= self.bar

    def row(self) -> str:
        """The line as Markdown."""
        bar = "" if self.bar is None else f"<= {self.bar:g} {self.unit}".rstrip()
        met = {None: "", True: "yes", False: "NO"}[self.met]
        other = "-" if self.ordinary is None else _written(self.ordinary, self.unit)
        return f"| {self.what} | {_written(self.figure, self.unit)} | {bar} | {met} | {other} |"


def _written(found: Spread, unit: str) -> str:
    digits = 0 if found.mid == int(found.mid) else max(0, min(3, 3 - len(str(int(abs(found.mid)))))) + (found.mid < 1)
    mid, low, high = (f"{value:.{digits}f}" for value in (found.mid, found.low, found.high))
    ends = "" if low == high == mid else f" [{low}-{high}]"
    return f"{mid} {unit}".rstrip() + ends

"""A whole walk up an exercise's steps, and how it goes on from one that was made earlier."""

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from backcare.training.walk import Path, Stride, walk


class Walked(NamedTuple):
    """A path and the whole walk along it."""

    path: Path
    strides: tuple[Stride, ...]


def walked(path: Path, earlier: Walked | None = None) -> Walked:
    """The whole walk. Where most of the path was walked earlier, only what lies behind the first change is walked anew.

    Example: of ten years and one more day, that day alone.
    """
    begun = _shared(path, earlier) if earlier else ()
    return Walked(path, (*begun, *walk(path, begun=begun)))


def _shared(path: Path, earlier: Walked) -> tuple[Stride, ...]:
    """The strides that were walked earlier and stay: those before the first day that is another one now."""
    if replace(path, days={}) != replace(earlier.path, days={}):
        return ()
    new, old = path.days, earlier.path.days
    others = [day for day in new.keys() | old.keys() if new.get(day) != old.get(day)]
    times = [one.at for day in others for one in (*new.get(day, ()), *old.get(day, ()))]
    places = bisect_left(earlier.strides, min(times), key=_when) if times else len(earlier.strides)
    return earlier.strides[:places]


def _when(stride: Stride) -> datetime:
    return stride.at

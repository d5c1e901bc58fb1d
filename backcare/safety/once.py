"""What is worked out when it is first asked for, and kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - a decorator
    """As functools.cached_property, without the lock that it takes before Python 3.12: that costs more than the work.

    Two threads at once may both work it out; they find the same.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, of: object, owner: type) -> T:
        """What it comes to; from then on the object holds it and this is not asked any more."""
        value: T = self.work(of)
        vars(of)[self.name] = value
        return value

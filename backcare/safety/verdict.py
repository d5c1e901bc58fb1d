"""The answer of the rules: a level, why, and what ends it."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal, TypeAlias

from backcare.safety.codes import BY_CHECK

Scope: TypeAlias = Literal["exercise", "session", "all"]
Value: TypeAlias = int | float | str | None


class Level(IntEnum):
    """Rising: the highest one wins."""

    OK = 0
    UNKNOWN = 1
    CAUTION = 2
    STOP_TODAY = 3
    STOP = 4

    @property
    def code(self) -> str:
        """As files and the command line write it: ok, unknown, caution, stop-today, stop."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that spoke.

    `scope` says what it is about: this exercise, the session that is going on, or all of them. The last two stand in
    the verdict of every exercise. `since` is the time of the reading from which it holds (for `worsening`: the first
    session of the change). `evidence` holds the numbers that the sentence is made of, ratings in tenths.
    """

    code: str
    level: Level
    scope: Scope
    since: datetime | None
    evidence: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> Value:
        """One number of the evidence."""
        return dict(self.evidence)[name]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds for one exercise: the findings, the weightiest first. No finding is `ok`."""

    exercise: str
    findings: tuple[Finding, ...] = ()

    @property
    def level(self) -> Level:
        """The highest level among the findings."""
        return self.findings[0].level if self.findings else Level.OK

    @property
    def code(self) -> str:
        """The code of the weightiest finding, or `ok`."""
        return self.findings[0].code if self.findings else "ok"

    @property
    def closing(self) -> Finding | None:
        """The warning sign that closes all practice, the weightiest one; None where none does."""
        return next((one for one in self.findings if one.code in BY_CHECK), None)

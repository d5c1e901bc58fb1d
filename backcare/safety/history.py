"""What the rules look at: readings, mornings and decisions, as plain frozen values.

Ratings are integer tenths of a point (7.5 is 75), so that differences are exact. A rating that was not given is None,
never 0.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Tenths: TypeAlias = int
BeforeSource: TypeAlias = Literal["asked", "carried", "imported"]
DecisionKind: TypeAlias = Literal["resume", "overrule"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One exercise log as the rules see it.

    `session` is shared by the logs of one sitting. `at` is the start of the sitting, aware, in the zone it was done in,
    so that `at.date()` is the person's own day. `place` orders the logs of one sitting. `hold` is the mean hold in
    tenths of a second, None where no hold was noted. `before_source` says where `before` came from: tapped for this
    exercise, carried over from the last rating, or read from a file.
    """

    session: str
    at: datetime
    place: int
    exercise: str
    variant: str = ""
    before: Tenths | None = None
    before_source: BeforeSource = "asked"
    worst: Tenths | None = None
    after: Tenths | None = None
    stopped: bool = False
    hold: int | None = None

    @property
    def day(self) -> date:
        """The person's own calendar day."""
        return self.at.date()

    @property
    def rise(self) -> Tenths | None:
        """After minus before, in tenths; None where either was not given."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Morning:
    """The rating of one morning, in tenths."""

    day: date
    pain: Tenths


@dataclass(frozen=True, slots=True)
class Decision:
    """The person takes a stopped exercise up again: `resume` after the rest, `overrule` before it was over."""

    at: datetime
    exercise: str
    kind: DecisionKind


@dataclass(frozen=True, slots=True)
class History:
    """Everything a verdict is made from. The order of the tuples does not matter."""

    readings: tuple[Reading, ...] = ()
    mornings: tuple[Morning, ...] = ()
    decisions: tuple[Decision, ...] = ()

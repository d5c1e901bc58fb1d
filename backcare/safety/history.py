"""What the rules look at: readings, mornings, decisions, answers and checks, as plain frozen values.

Ratings are integer tenths of a point (7.5 is 75), so that differences are exact. A rating that was not given is None,
never 0.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

Tenths: TypeAlias = int
BeforeSource: TypeAlias = Literal["asked", "carried", "imported"]
DecisionKind: TypeAlias = Literal["resume", "overrule"]
Questions: TypeAlias = Literal["emergency", "doctor", "leg"]


class Reading(NamedTuple):
    """One exercise log as the rules see it. A tuple, since a page may read thousands of them at once.

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


class Morning(NamedTuple):
    """The rating of one morning, in tenths."""

    day: date
    pain: Tenths


class Said(NamedTuple):
    """Whose word it was, by the name as it was typed, and the day on which it was said."""

    clinician: str
    day: date


@dataclass(frozen=True, slots=True)
class Decision:
    """The person takes a stopped exercise up again: `resume` after the rest, `overrule` before it was over.

    `said` is the word of a clinician who lifted the stop, which is a `resume`, however long it has rested. No rule
    looks at it.
    """

    at: datetime
    exercise: str
    kind: DecisionKind
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One tap on a list of warning signs, or on the question about the legs.

    `at` is aware, in the zone of the person. `item` says which sign it was where that was asked: for `leg` it is "pain"
    or "numbness" (with tingling and weakness). `exercise` is the one it came with, None where it was asked about a
    whole session or outside one.
    """

    at: datetime
    questions: Questions
    yes: bool
    item: str | None = None
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The person enters that a clinician looked at it on `day` (emergency, leg), or that a doctor knows of it (doctor).

    `at` is when it was entered: aware, in the zone of the person.
    """

    at: datetime
    questions: Questions
    day: date


@dataclass(frozen=True, slots=True)
class History:
    """Everything a verdict is made from. The order of the tuples does not matter.

    `flares` are the days that the person marked as a flare-up: shown beside the ratings, no rule looks at them.
    """

    readings: tuple[Reading, ...] = ()
    mornings: tuple[Morning, ...] = ()
    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answer, ...] = ()
    checks: tuple[Check, ...] = ()
    flares: tuple[date, ...] = ()

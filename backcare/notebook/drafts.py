"""What may be written: drafts are checked here, before a row is made of them.

A draft carries the UUID that its row will have, so that saving it twice is one row. Ratings and seconds are integer
tenths; a rating that was not given is None.
"""

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from backcare.safety.history import BeforeSource, DecisionKind, Questions
from backcare.training.wishes import EVERY_DAY, FEWEST_DAYS

Side: TypeAlias = Literal["left", "right", "both"]
Source: TypeAlias = Literal["logged", "imported", "demo"]
Answer: TypeAlias = Literal["yes", "no"]

MOST_RATING = 100
MOST_SECONDS = 36_000  # an hour; a longer hold is a slip of the finger
MOST_HOLDS = 200
MOST_NOTE = 4_000
LEAST_TARGET, MOST_TARGET = 10, 3_000  # 1 s to 5 minutes
MOST_REPS = 50
MOST_EXERCISES = 15
FIRST_YEAR, LAST_YEAR = 1900, 2200


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not the name of a time zone, such as Europe/Berlin") from None
    return name


def without_nul(words: str) -> str:
    """Text that any database can keep."""
    if "\0" in words:
        raise ValueError("the text holds a NUL character, which cannot be kept")
    return words


def _year(moment: date) -> date:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"the year {moment.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def see_come(day: date, at: datetime) -> None:
    """A day that is still to come holds no fact: an appointment opens nothing."""
    if day > at.date():
        raise ValueError(f"the day {day} was still to come on {at.date()}")


Rating: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=MOST_RATING)]
Slug: TypeAlias = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Zone: TypeAlias = Annotated[str, Field(max_length=64), AfterValidator(_zone)]
Note: TypeAlias = Annotated[str, Field(max_length=MOST_NOTE), AfterValidator(without_nul)]
Moment: TypeAlias = Annotated[AwareDatetime, AfterValidator(_year)]
Day: TypeAlias = Annotated[date, AfterValidator(_year)]


class Draft(BaseModel):
    """Frozen, and no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class HoldDraft(Draft):
    """One timed hold; `seconds` in tenths (10 s is 100).

    `interrupted`: the device slept or the page was closed during it, so that its seconds are those that were seen.
    """

    side: Side
    seconds: Annotated[int, Field(strict=True, ge=1, le=MOST_SECONDS)]
    interrupted: Annotated[bool, Field(strict=True)] = False


class LogDraft(Draft):
    """One exercise within a session; `place` orders the exercises of one session, `holds` stand as they were held."""

    id: UUID
    exercise: Slug
    variant: Slug | Literal[""] = ""
    place: Annotated[int, Field(strict=True, ge=0, le=10_000)] = 0
    before: Rating | None = None
    worst: Rating | None = None
    after: Rating | None = None
    before_source: BeforeSource = "asked"
    stopped: Annotated[bool, Field(strict=True)] = False
    note: Note = ""
    holds: Annotated[tuple[HoldDraft, ...], Field(max_length=MOST_HOLDS)] = ()


class InZone(Draft):
    """A moment and the zone it was lived in; the moment is shown in that zone."""

    zone: Zone

    @staticmethod
    def _moved(values: "InZone", name: str) -> None:
        moment: datetime = getattr(values, name)
        object.__setattr__(values, name, moment.astimezone(ZoneInfo(values.zone)))


class SessionDraft(InZone):
    """One sitting. `started_at` may come with any offset and is kept in `zone`."""

    id: UUID
    started_at: Moment
    source: Source = "logged"

    @model_validator(mode="after")
    def _in_zone(self) -> "SessionDraft":
        self._moved(self, "started_at")
        return self

    @property
    def local_date(self) -> date:
        """The person's own calendar day."""
        return self.started_at.date()


class MorningDraft(Draft):
    """The rating of one morning."""

    id: UUID
    day: Day
    pain: Rating
    zone: Zone


class DecisionDraft(InZone):
    """A stopped exercise is taken up again; `code` names the rule that had stopped it."""

    id: UUID
    exercise: Slug
    kind: DecisionKind
    code: Slug
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "DecisionDraft":
        self._moved(self, "at")
        return self


class AnswerDraft(InZone):
    """An answer to a list of warning signs.

    `item` is None where the whole list was answered at once, `exercise` is the one after which it was asked, if any.
    """

    id: UUID
    questions: Questions
    item: Slug | None
    answer: Answer
    exercise: Slug | None
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "AnswerDraft":
        self._moved(self, "at")
        return self


class CheckDraft(InZone):
    """A clinician looked at it on `day`, or was told on it; `at` is when the person entered that."""

    id: UUID
    questions: Questions
    day: Day
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "CheckDraft":
        self._moved(self, "at")
        see_come(self.day, self.at)
        return self


class FlareDraft(InZone):
    """The day was one of a flare-up; `at` is when the person marked it."""

    id: UUID
    day: Day
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "FlareDraft":
        self._moved(self, "at")
        see_come(self.day, self.at)
        return self


class SetupDraft(InZone):
    """An answer to a question of the set-up."""

    id: UUID
    question: Slug
    answer: Answer
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "SetupDraft":
        self._moved(self, "at")
        return self


class PlanDraft(InZone):
    """Which exercises, on how many days of seven; no exercises are all there are."""

    id: UUID
    exercises: Annotated[tuple[Slug, ...], Field(max_length=MOST_EXERCISES)]
    days: Annotated[int, Field(strict=True, ge=FEWEST_DAYS, le=EVERY_DAY)]
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "PlanDraft":
        self._moved(self, "at")
        return self


class TargetDraft(InZone):
    """A target by hand; without `hold` and `reps` BackCare sets it again. `hold` in tenths of a second."""

    id: UUID
    exercise: Slug
    variant: Slug | Literal[""]
    hold: Annotated[int, Field(strict=True, ge=LEAST_TARGET, le=MOST_TARGET)] | None
    reps: Annotated[int, Field(strict=True, ge=1, le=MOST_REPS)] | None
    at: Moment

    @model_validator(mode="after")
    def _in_zone(self) -> "TargetDraft":
        self._moved(self, "at")
        if (self.hold is None) != (self.reps is None):
            raise ValueError("a target by hand has a hold and repeats, or neither")
        return self

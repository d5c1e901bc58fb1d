"""What a report holds, before it is put into words.

Pain is in points from 0 to 10, holds are in seconds, and None is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from backcare.charts.pain import PainDay
from backcare.notebook.clinician import ClinicianWord
from backcare.notebook.reported import Done, Note
from backcare.report.asked import Asked
from backcare.safety.history import History, Questions, Said
from backcare.safety.verdict import Verdict
from backcare.training.practice import PracticeDay
from backcare.training.wishes import Wishes

ChangeKind: TypeAlias = Literal["pause", "pause-day", "up", "overrule", "lift", "dose", "off", "on"]


class Known(NamedTuple):
    """What is known of the person's exercising: the whole history, what they chose, and what clinicians said."""

    history: History
    wishes: Wishes
    words: Sequence[ClinicianWord]


class Mean(NamedTuple):
    """The mean of what was rated, on how many of how many days."""

    value: float | None
    rated: int
    days: int


class Glance(NamedTuple):
    """Pain and practice in few numbers.

    `pain` is of the days asked for, `before` of as many days before them, `week` of their last seven. `usual` is the
    middle one of three months, as on the Progress page. `held` is in tenths of a second. `since` is the notebook's
    first day.
    """

    pain: Mean
    before: Mean
    week: Mean
    mornings: Mean
    usual: float | None
    flares: int
    practised: int
    held: int
    since: date | None


class SideHold(NamedTuple):
    """How long one side is usually held: the middle one of the days' means, with the number of days."""

    side: str
    seconds: float
    days: int


class Row(NamedTuple):
    """One exercise. `rise` is the middle one of the days' after minus before, None of fewer than three days.

    `off` is the word of the clinician who switched it off, `set_by` that of the one who set its dose.
    """

    slug: str
    name: str
    done: Done
    sides: tuple[SideHold, ...]
    target: float | None
    rise: float | None
    rises: int
    verdict: Verdict
    off: Said | None = None
    set_by: Said | None = None


class Dose(NamedTuple):
    """A dose that was set: seconds, and how often; `sided` where that is on each side."""

    hold: float
    times: int
    sided: bool


class Change(NamedTuple):
    """A pause, a decision, or what a clinician said, on its day.

    `reason` and `ended` are of a pause; `by` is the clinician's name as it was typed, and `dose` what they set.
    """

    day: date
    exercise: str
    kind: ChangeKind
    reason: str = ""
    ended: date | None = None
    by: str = ""
    dose: Dose | None = None


class Sign(NamedTuple):
    """A yes to a warning sign or about the legs: on its day, in words, and the day of the check that followed."""

    day: date
    questions: Questions
    text: str
    checked: date | None


class Signs(NamedTuple):
    """How often each list was answered, the last day it was, every yes, and what was told about oneself."""

    asked: tuple[tuple[Questions, int, date], ...]
    yes: tuple[Sign, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report can say; the parts that were not asked for are empty.

    `days` and `practice` are those of the notebook up to the last day asked for, since means reach back.
    """

    asked: Asked
    made: datetime
    sample: bool
    glance: Glance
    days: Sequence[PainDay]
    practice: Sequence[PracticeDay]
    rows: Sequence[Row] = ()
    changes: Sequence[Change] = ()
    signs: Signs | None = None
    notes: Sequence[Note] = ()

"""What the app would have said after each row of a file: the rules can be checked on any history."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backcare.exchange.notebook_csv import CsvRow
from backcare.notebook.drafts import MorningDraft
from backcare.notebook.readings import reading_of
from backcare.safety import verdicts
from backcare.safety.history import History, Morning, Reading
from backcare.safety.reasons import headline, reason
from backcare.safety.verdict import Verdict


class ReplayLine(NamedTuple):
    """The verdict on the row's exercise as it stood right after the row.

    `started_at` is as the file has it, so that both can be laid side by side; `rule` is `ok` where no rule spoke.
    """

    started_at: str
    exercise: str
    level: str
    rule: str
    reason: str


def replay(rows: Sequence[CsvRow], mornings: Sequence[MorningDraft]) -> Iterator[ReplayLine]:
    """Judge again after each row, in file order.

    The present is the row's own time in its zone; the mornings up to that day are known by then.
    """
    known = [Morning(draft.day, draft.pain) for draft in mornings]
    readings: list[Reading] = []
    for row in rows:
        readings.append(_reading(row))
        now, exercise = row.session.started_at, row.log.exercise
        past = tuple(one for one in known if one.day <= now.date())
        verdict = verdicts(History(tuple(readings), past), now, (exercise,))[exercise]
        yield _line(row, verdict)


def _reading(row: CsvRow) -> Reading:
    log = row.log
    return reading_of(
        session=str(row.session.id),
        at=row.session.started_at,
        place=log.place,
        exercise=log.exercise,
        variant=log.variant,
        before=log.before,
        before_source=log.before_source,
        worst=log.worst,
        after=log.after,
        stopped=log.stopped,
        holds=[hold.seconds for hold in log.holds],
    )


def _line(row: CsvRow, verdict: Verdict) -> ReplayLine:
    why = reason(verdict.findings[0]) if verdict.findings else headline(verdict.level)
    return ReplayLine(row.started_at, row.log.exercise, verdict.level.code, verdict.code, why)

"""The report: read from the notebook as of one moment."""

from datetime import datetime

from backcare.catalogue.load import catalogue
from backcare.charts.pain import PainDay, pain_days
from backcare.notebook import reported, sums
from backcare.notebook.opening import Open
from backcare.notebook.told import setup_answers
from backcare.report.asked import Asked, moment_of
from backcare.report.changes import changes
from backcare.report.glance import glance
from backcare.report.model import Known, Report
from backcare.report.rows import rows
from backcare.report.signs import signs
from backcare.safety import verdicts
from backcare.safety.history import History
from backcare.training.pauses import Look, look_back
from backcare.training.practice import PracticeDay


def report(book: Open, known: Known, asked: Asked, made: datetime, look: Look = look_back) -> Report:
    """Read what was asked for. What is later than the last day asked for is passed over.

    Args:
        book: the open notebook.
        known: of its person.
        asked: days and parts.
        made: the present, aware, in the zone of the person.
        look: as backcare.training.pauses.pauses has it.
    """
    engine, person, now, parts = book.engine, book.person, moment_of(asked, made), asked.parts
    days, practice = _pain(book, known.history, asked), _practice(book, asked)
    judged = verdicts(known.history, now, [one.slug for one in catalogue().exercises])
    return Report(
        asked,
        made,
        book.sample,
        glance(days, practice, asked, reported.first_day(engine, person)),
        days,
        practice,
        rows(book, known, judged, asked, now) if "exercises" in parts else (),
        changes(known, judged, asked, now, look) if "changes" in parts else (),
        signs(known.history, setup_answers(engine, person), asked, now) if "signs" in parts else None,
        reported.notes(engine, person, asked.first, asked.last) if "notes" in parts else (),
    )


def _pain(book: Open, history: History, asked: Asked) -> tuple[PainDay, ...]:
    means = sums.day_pain(book.engine, book.person).days
    mornings = sums.day_mornings(book.engine, book.person)
    every = pain_days(means, mornings, history.flares)
    return tuple(one for one in every if one.day <= asked.last)


def _practice(book: Open, asked: Asked) -> tuple[PracticeDay, ...]:
    return tuple(one for day, one in sums.practice_days(book.engine, book.person).days.items() if day <= asked.last)

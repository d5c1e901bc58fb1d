"""What happened to the exercises: pauses, what the person decided about them, and what a clinician said."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from backcare.catalogue.load import catalogue
from backcare.notebook.clinician import ClinicianWord
from backcare.report.asked import Asked
from backcare.report.model import Change, ChangeKind, Dose, Known
from backcare.safety.codes import BY_DAY
from backcare.safety.history import Decision, History
from backcare.safety.standing import Stop, closings
from backcare.safety.verdict import Verdict
from backcare.training.pauses import Look, look_back, pauses

_DECIDED: Final[Mapping[str, ChangeKind]] = {"resume": "up", "overrule": "overrule"}


def changes(
    known: Known, verdicts: Mapping[str, Verdict], asked: Asked, now: datetime, look: Look = look_back
) -> tuple[Change, ...]:
    """The changes from the first day asked for to the last, the oldest first.

    Args:
        known: of the person.
        verdicts: by exercise, at the moment `now`.
        asked: which days.
        now: the moment that the report speaks of.
        look: as backcare.training.pauses.pauses has it.
    """
    history = known.history
    found = [*_closed(history, asked, now), *_decided(history.decisions, asked), *_said(known.words, asked)]
    for slug, verdict in verdicts.items():
        own = [one for one in history.readings if one.exercise == slug]
        stops = pauses(history, own, verdict, asked.first, now, look=look)
        found += [_change(slug, stop) for stop in stops]
    return tuple(sorted(found, key=lambda one: (one.day, one.exercise)))


def _said(words: Iterable[ClinicianWord], asked: Asked) -> Iterator[Change]:
    for one in words:
        if not one.taken_back and asked.first <= one.said_on <= asked.last:
            yield Change(one.said_on, one.exercise, one.kind, by=one.clinician, dose=_dose(one))


def _dose(word: ClinicianWord) -> Dose | None:
    if word.hold is None or word.reps is None:
        return None
    exercise = catalogue().find(word.exercise)
    return Dose(word.hold / 10, word.reps, exercise is not None and len(exercise.sides_of(word.variant)) > 1)


def _change(slug: str, stop: Stop) -> Change:
    day = stop.code in BY_DAY
    ended = None if day or stop.ended is None else stop.ended.date()
    return Change(stop.at.date(), slug, "pause-day" if day else "pause", stop.reason, ended)


def _closed(history: History, asked: Asked, now: datetime) -> Iterator[Change]:
    for stop in closings(history, now):
        if stop.ended is None or stop.ended.date() >= asked.first:
            yield _change("", stop)


def _decided(decisions: Iterable[Decision], asked: Asked) -> Iterator[Change]:
    for one in decisions:
        if one.said is None and asked.first <= one.at.date() <= asked.last:
            yield Change(one.at.date(), one.exercise, _DECIDED[one.kind])

"""What the pages read: the open notebook, its history and today's verdicts, kept until the notebook changes."""

from datetime import date, datetime
from fractions import Fraction

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.notebook import reads
from backcare.notebook.bests import Bests, Form, kept_bests
from backcare.notebook.for_rules import Kept, changed_session_days, kept_history
from backcare.notebook.opening import Open
from backcare.notebook.recent import Recent, recent_history
from backcare.notebook.wishes import chosen
from backcare.safety import verdicts
from backcare.safety.asking import Due, due
from backcare.safety.history import History, Tenths
from backcare.safety.judge import too_sore_from
from backcare.safety.sight import days_in_sight
from backcare.safety.verdict import Finding, Verdict
from backcare.training.ask_first import ask_first
from backcare.training.better import daily_pain
from backcare.training.days import ByDay, by_day, by_day_anew
from backcare.training.known import known_in_sight, known_of
from backcare.training.plan import Day, PlanItem, items, plan
from backcare.training.wishes import Wishes
from backcare.ui.moment import Moment, moment, notebook, now, zone

__all__ = ["notebook", "now", "zone"]


# Each of these takes one key for all that it reads: with two, a write in between would leave an old answer under the
# new key, and a verdict would stay behind the notebook until the next write.


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, Kept]:
    """The history that was read last, by notebook. A reader puts a newer one in its place; none is ever changed."""
    return {}


@st.cache_resource(show_spinner=False)
def _recents() -> dict[str, Recent]:
    """Likewise, as much of it as verdicts look at."""
    return {}


def _kept_at(key: Moment) -> Kept:
    """The history as it is now; of the one that was read last, only what has changed since is read again."""
    book, shelf = notebook(), _shelf()
    kept = shelf.get(key.url)
    if kept is None or kept.version != key.version:
        recent = _recents().get(key.url)
        kept = shelf[key.url] = kept_history(book.engine, book.person, kept or (recent and recent.kept))
    return kept


def _history_at(key: Moment) -> History:
    return _kept_at(key).history


@st.cache_resource(show_spinner=False, max_entries=2)
def _in_sight(_now: datetime, key: Moment) -> History:
    """As much of the history as verdicts look at; all of it, where no less will do or all was read already."""
    book, recents = notebook(), _recents()
    if key.url not in _shelf():
        found = recent_history(book.engine, book.person, _now, recents.get(key.url))
        if found:
            recents[key.url] = found
            return found.history
    recents.pop(key.url, None)
    return _history_at(key)


def history() -> History:
    """All readings and mornings and all that was told, read again only after a write."""
    return _history_at(moment())


def in_sight() -> History:
    """Of a long history the readings and mornings alone that verdicts look at, and all that was told."""
    return _in_sight(now(), moment())


@st.cache_resource(show_spinner=False, max_entries=2)
def _verdicts(_now: datetime, key: Moment) -> dict[str, Verdict]:
    return verdicts(_in_sight(_now, key), _now, [exercise.slug for exercise in catalogue().exercises])


@st.cache_resource(show_spinner=False, max_entries=2)
def _too_sore(_now: datetime, key: Moment) -> Tenths:
    return too_sore_from(_in_sight(_now, key), _now)


def too_sore() -> Tenths:
    """The lowest rating before an exercise, in tenths, from which on today is a day too sore to go on."""
    return _too_sore(now(), moment())


@st.cache_resource(show_spinner=False)
def _best() -> dict[str, Bests]:
    """Likewise, the longest holds."""
    return {}


def longest_holds() -> dict[Form, int]:
    """The longest hold in tenths by (exercise, variant, side)."""
    key, book, shelf = moment(), notebook(), _best()
    kept = shelf.get(key.url)
    if kept is None or kept.version != key.version:
        kept = shelf[key.url] = kept_bests(book.engine, book.person, kept)
    return {form: one.seconds for form, one in kept.longest.items()}


def closing() -> Finding | None:
    """The warning sign that closes all practice now; None where practice is open."""
    return next((one.closing for one in verdicts_now().values()), None)


@st.cache_resource(show_spinner=False, max_entries=2)
def _due(_now: datetime, key: Moment) -> Due | None:
    return due(_in_sight(_now, key), _now)


def lists_due() -> Due | None:
    """Why the lists of warning signs are to be asked before the next hold; None where they are not."""
    return _due(now(), moment())


@st.cache_resource(show_spinner=False, max_entries=2)
def _about(_book: Open, url: str, version: int) -> dict[str, bool]:  # noqa: ARG001 - key of the cache
    return reads.setup_answers(_book.engine, _book.person)


def about_you() -> dict[str, bool]:
    """The latest answer to each question of the set-up that was answered; True for yes."""
    key = moment()
    return _about(notebook(), key.url, key.version)


@st.cache_resource(show_spinner=False, max_entries=2)
def _wishes(_book: Open, url: str, version: int) -> Wishes:  # noqa: ARG001 - key of the cache
    return chosen(_book.engine, _book.person)


def wishes() -> Wishes:
    """What the person chose about their practice."""
    key = moment()
    return _wishes(notebook(), key.url, key.version)


@st.cache_resource(show_spinner=False, max_entries=2)
def _pains(_now: datetime, key: Moment) -> dict[date, Fraction]:
    return daily_pain(days_in_sight(_in_sight(_now, key), _now))


def daily_pains() -> dict[date, Fraction]:
    """The pain of each rated day of the first 30 sessions and of the last 365, in tenths."""
    return _pains(now(), moment())


def verdicts_now() -> dict[str, Verdict]:
    """Today's verdict for each exercise of the catalogue, by slug."""
    return _verdicts(now(), moment())


@st.cache_resource(show_spinner=False)
def _days() -> dict[str, tuple[Kept, ByDay]]:
    """The readings by exercise and day, with the history that they were made of."""
    return {}


def _by_day_at(key: Moment) -> ByDay:
    new, shelf = _kept_at(key), _days()
    old, days = shelf.get(key.url, (None, {}))
    changed = changed_session_days(old, new) if old else None
    if changed is None:
        days = by_day(new.history.readings)
    elif changed:
        own = (
            one for sitting in new.sittings.values() if sitting and sitting.day in changed for one in sitting.readings
        )
        days = by_day_anew(days, changed, own)
    shelf[key.url] = new, days
    return days


def readings_by_day() -> ByDay:
    """All readings by exercise and by the person's own day."""
    return _by_day_at(moment())


@st.cache_resource(show_spinner=False, max_entries=2)
def _items(_now: datetime, key: Moment) -> tuple[PlanItem, ...]:
    about = _about(notebook(), key.url, key.version)
    wishes = _wishes(notebook(), key.url, key.version)
    judged = _verdicts(_now, key)
    history, shelf, today = _in_sight(_now, key), catalogue(), _now.date()
    known = known_in_sight(shelf, history, judged, wishes, today)
    if known is None:
        known = known_of(shelf, _history_at(key), _by_day_at(key), wishes, today)
    return items(shelf, history, judged, today, ask=ask_first(about), wishes=wishes, known=known)


def items_now() -> tuple[PlanItem, ...]:
    """Every exercise with its target and verdict, in the catalogue's order."""
    return _items(now(), moment())


def plan_now() -> tuple[PlanItem, ...]:
    """Today's plan out of them."""
    return day_now().items


@st.cache_resource(show_spinner=False, max_entries=2)
def _day(_now: datetime, key: Moment) -> Day:
    return plan(_items(_now, key), _in_sight(_now, key), _now.date(), _wishes(notebook(), key.url, key.version).plan)


def day_now() -> Day:
    """What kind of day it is, and its plan."""
    return _day(now(), moment())

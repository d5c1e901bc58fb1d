"""The open notebook and the moment at which a page is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import streamlit as st

from backcare.notebook import reads
from backcare.notebook.opening import Open, Refused
from backcare.settings import machine_zone
from backcare.ui.opened import opened


class Moment(NamedTuple):
    """What was read or judged at one moment holds as long as the moment is the same.

    `today` is the person's own day as text.
    """

    url: str
    version: int
    today: str
    zone: str


@dataclass(slots=True)
class _Run:
    """What a run of a page asked for first, and is told from then on."""

    book: Open | None = None
    moment: Moment | None = None


_run: ContextVar[_Run | None] = ContextVar("run", default=None)


def notebook() -> Open:
    """The open notebook. The router has drawn a refusal before any page runs."""
    run = _run.get()
    if run and run.book:
        return run.book
    answer = opened()
    if isinstance(answer, Refused):
        st.error(str(answer))
        st.stop()
    if run:
        run.book = answer
    return answer


def zone() -> str:
    """The IANA zone of the person's browser; of this machine where the browser does not tell."""
    return st.context.timezone or machine_zone()


def now() -> datetime:
    """The present, aware, in the person's zone."""
    return datetime.now(ZoneInfo(zone()))


def moment() -> Moment:
    """The moment that is drawn, else the present one."""
    run = _run.get()
    if run and run.moment:
        return run.moment
    book = notebook()
    found = Moment(book.settings.database_url, reads.version(book.engine), f"{now().date()}", zone())
    if run:
        run.moment = found
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is drawn within is of one moment: the notebook is asked once which it is. Nothing is written within."""
    token = _run.set(_Run())
    try:
        yield
    finally:
        _run.reset(token)

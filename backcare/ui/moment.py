"""The open notebook and the moment at which a page is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


class _Look(NamedTuple):
    book: Open
    moment: Moment


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


def notebook() -> Open:
    """The open notebook. The router has drawn a refusal before any page runs."""
    if look := _look.get():
        return look.book
    answer = opened()
    if isinstance(answer, Refused):
        st.error(f"{answer.reason} {answer.remedy}")
        st.stop()
    return answer


def zone() -> str:
    """The IANA zone of the person's browser; of this machine where the browser does not tell."""
    return st.context.timezone or machine_zone()


def now() -> datetime:
    """The present, aware, in the person's zone."""
    return datetime.now(ZoneInfo(zone()))


def moment() -> Moment:
    """The moment that is drawn, else the present one."""
    if look := _look.get():
        return look.moment
    book = notebook()
    return Moment(book.settings.database_url, reads.version(book.engine), f"{now().date()}", zone())


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is drawn within is of one moment: the notebook is asked once which it is. Nothing is written within."""
    token = _look.set(_Look(notebook(), moment()))
    try:
        yield
    finally:
        _look.reset(token)

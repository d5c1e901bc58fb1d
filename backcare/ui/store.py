"""What the pages read: the open notebook, its history and today's verdicts, kept until the notebook changes."""

import os
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st
from sqlalchemy import Engine

from backcare.catalogue.load import catalogue
from backcare.notebook import reads
from backcare.notebook.opening import Open, Refused, open_notebook
from backcare.safety import verdicts
from backcare.safety.history import History
from backcare.safety.verdict import Verdict
from backcare.settings import machine_zone, read_settings
from backcare.training.plan import PlanItem, plan


@st.cache_resource(show_spinner=False)
def _opened(data_dir: str, url: str) -> Open | Refused:  # noqa: ARG001 - the arguments are the cache's key
    return open_notebook(read_settings(os.environ))


def opened() -> Open | Refused:
    """The notebook, opened once a server; a refusal is tried again at the next run."""
    settings = read_settings(os.environ)
    answer = _opened(str(settings.data_dir), settings.database_url)
    if isinstance(answer, Refused):
        _opened.clear()
    return answer


def notebook() -> Open:
    """The open notebook. The router has drawn a refusal before any page runs."""
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


@st.cache_resource(show_spinner=False, max_entries=2)
def _history(_engine: Engine, url: str, person: UUID, version: int) -> History:  # noqa: ARG001 - key of the cache
    return reads.history(_engine, person)


def history() -> History:
    """Everything the rules look at, read again only after a write."""
    book = notebook()
    return _history(book.engine, book.settings.database_url, book.person, reads.version(book.engine))


@st.cache_resource(show_spinner=False, max_entries=2)
def _verdicts(_history: History, _now: datetime, url: str, version: int, day: str) -> dict[str, Verdict]:  # noqa: ARG001 - key of the cache
    slugs = [exercise.slug for exercise in catalogue().exercises]
    return verdicts(_history, _now, slugs)


def verdicts_now() -> dict[str, Verdict]:
    """Today's verdict for each exercise of the catalogue, by slug."""
    book, moment = notebook(), now()
    day = f"{moment.date()} {zone()}"
    return _verdicts(history(), moment, book.settings.database_url, reads.version(book.engine), day)


def plan_now() -> tuple[PlanItem, ...]:
    """Today's plan: each exercise with its target and verdict."""
    return plan(catalogue(), history(), verdicts_now(), now().date())

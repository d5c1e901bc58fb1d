"""The report page: which days and parts, the sheet on the screen, and the same as a PDF."""

from datetime import date, datetime
from functools import partial
from importlib.resources import files
from typing import Final

import streamlit as st

from backcare.notebook.clinician import words
from backcare.notebook.opening import Open
from backcare.report.asked import FOUR_WEEKS, MOST_NAME, PARTS, USUAL_PARTS, Asked, Part, fault, last_days
from backcare.report.model import Known
from backcare.report.report import report
from backcare.report.sheet import Sheet, sheet
from backcare.report.sheet_html import html
from backcare.ui import store
from backcare.ui.moment import Moment, moment
from backcare.ui.progress_data import link_to_session
from backcare.ui.progress_pauses import look_once

SPANS: Final = {"Last 4 weeks": FOUR_WEEKS, "Last 3 months": 92, "Last year": 365}
OTHER: Final = "Other days"
NAMES: Final[dict[Part, str]] = {
    "chart": "Chart",
    "exercises": "Exercises",
    "changes": "Pauses and decisions",
    "signs": "Warning signs",
    "notes": "Your notes",
}
BY_HAND: Final = "Leave it empty to fill it in by hand"
FIRST_DAY: Final = date(1990, 1, 1)


def draw() -> None:
    """The choices, the way to keep it, and the sheet."""
    st.html(f"<style>{files('backcare.ui').joinpath('report.css').read_text(encoding='utf-8')}</style>")
    with st.container(key="report-asked"):
        asked = _asked(store.now().date())
        if asked is None:
            return
        found = _sheet(store.notebook(), asked, moment())
        with st.container(horizontal=True, vertical_alignment="center"):
            _offer(found, asked)
        if not (store.history().readings or store.history().mornings):
            st.write("This sheet fills with what you log: your pain, your exercises and their pauses.")
            link_to_session("Start your first session")
    st.markdown(html(found), unsafe_allow_html=True)


def _offer(found: Sheet, asked: Asked) -> None:
    st.download_button(
        "Download as PDF",
        partial(_pdf, found, store.now()),
        file_name(asked),
        "application/pdf",
        type="primary",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )
    st.caption("Or print this page from your browser: the sheet below comes out alone. Nothing is sent anywhere.")


def file_name(asked: Asked) -> str:
    """The name that the file is offered with; it names nobody."""
    return f"backcare-{asked.first}-{asked.last}.pdf"


def _asked(today: date) -> Asked | None:
    """What is asked for; None, with words, while that cannot be."""
    days, kept = st.columns(2, gap="medium")
    with days:
        first, last = _days(today)
    with kept:
        name = st.text_input("Name on the sheet", max_chars=MOST_NAME, placeholder=BY_HAND, key="report-name")
    chosen = st.pills(
        "What it shows",
        PARTS,
        selection_mode="multi",
        default=[one for one in PARTS if one in USUAL_PARTS],
        format_func=NAMES.__getitem__,
        key="report-parts",
    )
    if words := fault(first, last, today):
        st.error(words, icon=":material/error:")
        return None
    return Asked(first, last, tuple(chosen), name.strip())


def _days(today: date) -> tuple[date, date]:
    """One of the usual spans, or any two days."""
    span = st.pills("Days", [*SPANS, OTHER], default=next(iter(SPANS)), required=True, key="report-span")
    first, last = last_days(today, SPANS.get(span or "", FOUR_WEEKS))
    if span != OTHER:
        return first, last
    one, two = st.columns(2)
    first = one.date_input("First day", first, FIRST_DAY, today, key="report-first")
    return first, two.date_input("Last day", last, FIRST_DAY, today, key="report-last")


@st.cache_resource(show_spinner=False, max_entries=4)
def _sheet(_book: Open, asked: Asked, key: Moment) -> Sheet:
    known = Known(store.history(), store.wishes(), words(_book.engine, _book.person))
    return sheet(report(_book, known, asked, store.now(), look=partial(look_once, key.url)))


def _pdf(found: Sheet, made: datetime) -> bytes:
    from backcare.report.pdf import pdf  # noqa: PLC0415 - no other page waits for its library

    return pdf(found, made)

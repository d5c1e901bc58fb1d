"""The application: `streamlit run app.py` finds `app` by itself.

What happens once a server stands here: the notebook is opened before the first visit, every answer carries the security
headers, and a fault in a page ends in plain words and a line in data/backcare.log.
"""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from threading import Timer
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from backcare.errors import BackCareError
from backcare.notebook.opening import Open, Refused
from backcare.settings import ROOT, read_settings
from backcare.ui.headers import OwnPagesOnly, SecurityHeaders
from backcare.ui.lean import start_lean
from backcare.ui.opened import opened
from backcare.ui.pictures import routes
from backcare.ui.rubbish import look_seldom
from backcare.ui.wordless import hush_loggers

FIRST_PAGE = 5.0  # seconds


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open, and where needed make or migrate, the notebook before anyone asks for a page."""
    gc.disable()
    answer = opened()
    look_seldom()
    gc.enable()
    with looking_after(answer):
        yield {}


@contextmanager
def looking_after(answer: Open | Refused) -> Iterator[None]:
    """Make the backup of this start beside the visits, once the first page has had its time, and empty the bin."""
    if isinstance(answer, Refused):
        yield
        return
    soon = Timer(FIRST_PAGE, _look_after, (answer,))
    soon.start()
    yield
    soon.cancel()
    soon.join()  # a backup that is under way is a matter of a second


def _look_after(book: Open) -> None:
    from backcare.notebook.upkeep import empty_bin  # noqa: PLC0415 - the first page does not wait for it

    if book.automatic:
        book.automatic.at_start()
    with suppress(BackCareError):  # it waits until the next start
        empty_bin(book, datetime.now(UTC))


def said(error: Exception) -> bool:
    """Give a page that failed its words."""
    from backcare.ui.boundary import ErrorBoundary  # noqa: PLC0415 - it knows SQLAlchemy's errors

    return ErrorBoundary(read_settings(os.environ).data_dir / "backcare.log")(error)


start_lean()
hush_loggers()
app = st.App(
    ROOT / "backcare" / "dashboard.py",
    lifespan=lifespan,
    routes=routes(str(st.get_option("server.baseUrlPath"))),
    middleware=[Middleware(SecurityHeaders), Middleware(OwnPagesOnly)],
    on_script_error=said,
)

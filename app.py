"""The application: `streamlit run app.py` finds `app` by itself.

What happens once a server stands here: the notebook is opened before the first visit, every answer carries the security
headers, and a fault in a page ends in plain words and a line in data/backcare.log.
"""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from backcare.settings import ROOT, read_settings
from backcare.ui.headers import SecurityHeaders
from backcare.ui.lean import start_lean
from backcare.ui.opened import opened
from backcare.ui.pictures import routes
from backcare.ui.rubbish import look_seldom


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open, and where needed make or migrate, the notebook before anyone asks for a page."""
    gc.disable()
    opened()
    look_seldom()
    gc.enable()
    yield {}


def said(error: Exception) -> bool:
    """Give a page that failed its words."""
    from backcare.ui.boundary import ErrorBoundary  # noqa: PLC0415 - it knows SQLAlchemy's errors

    return ErrorBoundary(read_settings(os.environ).data_dir / "backcare.log")(error)


start_lean()
app = st.App(
    ROOT / "backcare" / "dashboard.py",
    lifespan=lifespan,
    routes=routes(str(st.get_option("server.baseUrlPath"))),
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=said,
)

import pytest
import streamlit as st
from streamlit.commands import page_config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from backcare.settings import ROOT
from backcare.ui import page_settings


class Run:
    """A run of the script, as far as it is told something."""

    def __init__(self) -> None:
        self.told: list[ForwardMsg] = []

    def enqueue(self, message: ForwardMsg) -> None:
        self.told.append(message)


def test_the_browser_is_told_what_streamlits_own_function_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    monkeypatch.setattr(page_settings, "get_script_run_ctx", lambda: run)
    monkeypatch.setattr(page_config, "get_script_run_ctx", lambda: run)
    page_settings.tell()
    icon = str(ROOT / "backcare" / "ui" / "icon.svg")
    st.set_page_config(page_title=page_settings.TITLE, page_icon=icon, layout="wide")
    ours, theirs = run.told
    assert ours.page_config_changed.favicon.startswith("data:image/svg+xml;base64,")
    assert ours == theirs

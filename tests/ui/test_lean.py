import importlib.metadata

import pytest
from streamlit import delta_generator, env_util
from streamlit.components.v2 import component_manager, manifest_scanner
from streamlit.testing.v1 import AppTest

from backcare.ui.lean import start_lean


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Streamlit asks at a start; before and after the test it is as Streamlit made it."""
    found: list[str] = []
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", manifest_scanner.scan_component_manifests)
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)

    def distributions() -> list[importlib.metadata.Distribution]:
        found.append("packages")
        return []

    def is_repl() -> bool:
        found.append("shell")
        return False

    monkeypatch.setattr(importlib.metadata, "distributions", distributions)
    monkeypatch.setattr(env_util, "is_repl", is_repl)
    return found


def start() -> None:
    component_manager.BidiComponentManager().discover_and_register_components(start_file_watching=False)
    app = AppTest.from_string("import streamlit as st; st.write('a page')").run()
    assert [one.value for one in app.markdown] == ["a page"]


def test_streamlit_asks_for_packages_and_for_a_shell_at_a_start(asked: list[str]) -> None:
    start()
    assert set(asked) == {"packages", "shell"}


def test_a_lean_start_asks_for_neither(asked: list[str]) -> None:
    start_lean()
    start()
    assert asked == []

import importlib.metadata
import subprocess
import sys
from asyncio import base_events

import pytest
from streamlit import delta_generator, env_util
from streamlit.components.v2 import component_manager, manifest_scanner
from streamlit.runtime import runtime
from streamlit.testing.v1 import AppTest

from backcare.settings import ROOT
from backcare.ui.lean import start_lean


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Streamlit asks at a start; before and after the test it is as Streamlit made it."""
    found: list[str] = []
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", manifest_scanner.scan_component_manifests)
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    monkeypatch.setattr(runtime, "MESSAGE_FLUSH_INTERVAL_SECS", 0.005)
    monkeypatch.setattr(base_events, "_set_nodelay", base_events._set_nodelay)  # type: ignore[attr-defined]  # noqa: SLF001 - the name that a lean start puts another in the place of

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


WAITS = """if True:
    import asyncio, socket
    from contextlib import suppress
    from streamlit.web.server.starlette import starlette_server
    from backcare.ui.lean import start_lean

    async def waits():
        taken = asyncio.get_running_loop().create_future()
        def take(_, writer):
            connection = writer.get_extra_info("socket")
            taken.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
            writer.close()
        bound = starlette_server._bind_socket("127.0.0.1", 0, 5)
        async with await asyncio.start_server(take, sock=bound):
            _, writer = await asyncio.open_connection(*bound.getsockname())
            found = await taken
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
        return found

    print(asyncio.run(waits()))
    start_lean()
    print(asyncio.run(waits()))
"""


def test_streamlits_connections_wait_before_they_send_and_those_of_a_lean_start_do_not() -> None:
    done = subprocess.run([sys.executable, "-c", WAITS], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]

"""What a server of BackCare does otherwise than Streamlit: two things less at a start, and no waiting to send.

It stands behind names of Streamlit's own and one of Python's. requirements.txt pins the version of Streamlit, and tests
fail where another one does any of it in another way.
"""

import socket
from asyncio import base_events
from pathlib import Path

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import runtime

SENT_EVERY = 0.001  # seconds


def _none(max_workers: int | None = None) -> list[tuple[manifest_scanner.ComponentManifest, Path]]:  # noqa: ARG001 - Streamlit's signature
    return []


def _send_at_once(connection: socket.socket) -> None:
    if connection.family in {socket.AF_INET, socket.AF_INET6}:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def start_lean() -> None:
    """Arrange all of it. Call it before the server takes its first visit."""
    # The description of every installed package is read, to find components in it; BackCare's own are in none.
    manifest_scanner.scan_component_manifests = _none
    # At the first element the sources of the whole call stack are looked up, to warn a person who types into a shell.
    delta_generator._use_warning_has_been_displayed = True  # noqa: SLF001 - there is no other way to say so
    # What a page draws is sent every 5 ms; a person waits for the last of it.
    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = SENT_EVERY
    # Python sends at once what is written to a connection that it knows to be TCP, and does not know it of those that
    # Streamlit takes: there the second message of a run waits 40 ms for the browser to have confirmed the first.
    base_events._set_nodelay = _send_at_once  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way in

"""One visit over Streamlit's own websocket, without a browser: what a run of the script takes, and what it sends."""

from collections import Counter
from contextlib import ExitStack
from time import perf_counter
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from backcare.settings import machine_zone

PATIENCE = 120.0  # seconds; an ordinary build takes many on ten years of data
WIDTH = 200  # characters of a fault's text that are worth repeating


class Faulty(Exception):
    """The page drew an error: its time says nothing."""


class Run(NamedTuple):
    """From the request to the script's end: seconds, bytes to the browser, and the bytes by kind of message."""

    seconds: float
    size: int
    kinds: Counter[str]


class Tab:
    """A browser's tab as far as the server can see. Like a browser it names the messages that it has kept."""

    def __init__(self, url: str) -> None:
        self._leaving = ExitStack()
        address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = self._leaving.enter_context(
            connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None)
        )
        self._url = url
        self._page = ""
        self._query = ""
        self._kept: set[str] = set()

    def close(self) -> None:
        """Leave."""
        self._leaving.close()

    def open(self, page: str = "", query: str = "") -> Run:
        """Come to a page by its address: "" is the first one; `query` without the question mark."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        self._query = query
        return self._run(asked)

    def again(self) -> Run:
        """Run the page once more, as a click does."""
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        return self._run(asked)

    def _run(self, asked: BackMsg) -> Run:
        state = asked.rerun_script
        state.query_string = self._query
        state.widget_states.SetInParent()
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = machine_zone()
        state.context_info.color_scheme = "light"
        state.context_info.url = self._url
        began, kinds = perf_counter(), Counter[str]()
        self._socket.send(asked.SerializeToString())
        while True:
            frame = self._socket.recv(timeout=PATIENCE)
            message = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
            kinds[_kind(message)] += len(frame)
            if _is_end(message):
                seconds = perf_counter() - began
                self._until_quiet()
                return Run(seconds, kinds.total(), kinds)
            self._heed(message)

    def _heed(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "new_session" and not self._page:
            self._page = message.new_session.page_script_hash
        elif kind == "delta" and message.delta.new_element.HasField("exception"):
            raise Faulty(message.delta.new_element.exception.message[:WIDTH])
        if message.metadata.cacheable:
            self._kept.add(message.hash)

    def _until_quiet(self) -> None:
        """The server says last that nothing runs; without waiting, that would count for the next run."""
        while True:
            frame = self._socket.recv(timeout=PATIENCE)
            message = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
            if message.HasField("session_status_changed"):
                return


def _is_end(message: ForwardMsg) -> bool:
    """A run that a page cut short to run again is not the end."""
    finished = message.WhichOneof("type") == "script_finished"
    return finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


def _kind(message: ForwardMsg) -> str:
    kind = message.WhichOneof("type") or "nothing"
    if kind != "delta":
        return kind
    return message.delta.new_element.WhichOneof("type") or message.delta.WhichOneof("type") or kind

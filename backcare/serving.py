"""The dashboard as a process: started once for a notebook, found again by the next call."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from backcare.errors import BackCareError
from backcare.settings import ROOT, Settings

HOST = "127.0.0.1"
FIRST_PORT = 8501
PORTS = range(FIRST_PORT, FIRST_PORT + 100)
NOTE_FILE = "dashboard.json"
_START_SECONDS = 60.0
_END_SECONDS = 5.0


class NotServed(BackCareError):
    """The dashboard could not be started."""


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Open the dashboard of this notebook in the browser; where it runs already, that one.

    Returns when the dashboard was there already, or has been ended with Ctrl-C or a polite kill.

    Args:
        settings: which notebook.
        say: told each line for the person.

    Raises:
        NotServed: no port is free, or the server ended by itself.
    """
    address = running(settings)
    if address is not None:
        say(f"BackCare is open already at {address}")
        webbrowser.open(address)
        return
    # A polite kill or a closed terminal ends the server as Ctrl-C does; without this it would be left behind.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _serve_until_ended(settings, _free_port(), say)


def _serve_until_ended(settings: Settings, port: int, say: Callable[[str], None]) -> None:
    with _start(port) as server:
        try:
            _wait_until_healthy(server, port)
            address = f"http://{HOST}:{port}"
            _leave_note(settings, port, server.pid)
            say(f"BackCare is open at {address}\nCtrl-C closes it.")
            webbrowser.open(address)
            raise _ended(server.wait())
        finally:
            _end(server)
            _take_note_away(settings, server.pid)


def running(settings: Settings) -> str | None:
    """The address of the dashboard that serves this notebook; None where there is none.

    A note that a killed dashboard left behind is not trusted: its process must live and its port answer.
    """
    try:
        note = json.loads(_note(settings).read_text(encoding="utf-8"))
        port, pid, notebook = int(note["port"]), int(note["pid"]), note["notebook"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if notebook == _mark(settings) and port in PORTS and _lives(pid) and _healthy(port):
        return f"http://{HOST}:{port}"
    return None


def _start(port: int) -> subprocess.Popen[bytes]:
    # Started from the folder of app.py, so that the same configuration holds wherever the person is.
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = [f"--server.address={HOST}", f"--server.port={port}", "--server.headless=true"]
    # A session of its own keeps Ctrl-C from it, which it would answer with words of its own: `_end` ends it.
    return subprocess.Popen(  # noqa: S603 - nothing in the command comes from outside
        [*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe, suppress(OSError):
            if os.name == "posix":  # a port that was just given back is free; on Windows this would share one in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return port
    raise NotServed(f"The ports {PORTS[0]} to {PORTS[-1]} are all in use.", "Close another program and try again.")


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _healthy(port):
        if server.poll() is not None:
            raise _ended(server.returncode)
        if time.monotonic() > deadline:
            raise NotServed("The dashboard did not answer in time.", "Nothing was changed. Try again.")
        time.sleep(0.1)


def _ended(status: int) -> NotServed:
    return NotServed(
        f"The dashboard ended by itself with status {status}.",
        "What you saved is kept. Start it again; the lines above say what went wrong.",
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)  # no proxy stands between: it is this machine
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _lives(pid: int) -> bool:
    if os.name != "posix":  # there signal 0 is no question but Ctrl-C
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _note(settings: Settings) -> Path:
    return settings.data_dir / NOTE_FILE


def _mark(settings: Settings) -> str:
    # A hash, since the address of a database server can hold a password.
    return sha256(settings.database_url.encode()).hexdigest()


def _leave_note(settings: Settings, port: int, pid: int) -> None:
    with suppress(OSError):  # a read-only folder: the next call starts a second dashboard, and nothing is lost
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps({"port": port, "pid": pid, "notebook": _mark(settings)})
        _note(settings).touch(mode=0o600)
        _note(settings).write_text(text, encoding="utf-8")


def _take_note_away(settings: Settings, pid: int) -> None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        if json.loads(_note(settings).read_text(encoding="utf-8"))["pid"] == pid:
            _note(settings).unlink()

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
from ipaddress import ip_address
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from backcare.errors import BackCareError
from backcare.settings import ROOT, Settings

HOST = "127.0.0.1"  # this machine alone
FIRST_PORT = 8501
PORTS = range(FIRST_PORT, FIRST_PORT + 100)
NOTE_FILE = "dashboard.json"
Place: TypeAlias = tuple[str, int]  # an address of this machine and a port
_START_SECONDS = 60.0
_END_SECONDS = 5.0


class NotServed(BackCareError):
    """The dashboard could not be started."""


def serve(settings: Settings, host: str, say: Callable[[str], None]) -> None:
    """Open the dashboard of this notebook in the browser; where it runs already, that one.

    Returns when the dashboard was there already, or has been ended with Ctrl-C or a polite kill.

    Args:
        settings: which notebook.
        host: the address of this machine to answer at, without brackets.
        say: told each line for the person.

    Raises:
        NotServed: the address is none of this machine's or is open to the world, no port is free, or the server ended.
    """
    address = running(settings)
    if address is not None:
        say(f"BackCare is open already at {address}")
        if host not in {HOST, urlsplit(address).hostname}:
            say(f"To have it answer at {host}, close it first: Ctrl-C where it was started.")
        webbrowser.open(address)
        return
    # A polite kill or a closed terminal ends the server as Ctrl-C does; without this it would be left behind.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _serve_until_ended(settings, (host, _free_port(host)), say)


def _serve_until_ended(settings: Settings, place: Place, say: Callable[[str], None]) -> None:
    with _start(place) as server:
        try:
            _wait_until_healthy(server, place)
            address = _url(place)
            _leave_note(settings, place, server.pid)
            say(f"BackCare is open at {address}")
            if place[0] != HOST:
                say("Whoever is in the same network can open it there, and what it sends is not encrypted.")
            say("Ctrl-C closes it.")
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
        place, pid, notebook = (str(note["host"]), int(note["port"])), int(note["pid"]), note["notebook"]
        near = not ip_address(place[0]).is_global
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if near and notebook == _mark(settings) and place[1] in PORTS and _lives(pid) and _healthy(place):
        return _url(place)
    return None


def _url(place: Place) -> str:
    host, port = place
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _start(place: Place) -> subprocess.Popen[bytes]:
    host, port = place
    # Started from the folder of app.py, so that the same configuration holds wherever the person is.
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = [f"--server.address={host}", f"--server.port={port}", "--server.headless=true"]
    if host != HOST:  # answered by its own name alone, as this machine's are
        options += [f"--server.allowedHosts={host}"]
    # A session of its own keeps Ctrl-C from it, which it would answer with words of its own: `_end` ends it.
    return subprocess.Popen(  # noqa: S603 - nothing in the command comes from outside
        [*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )


def _free_port(host: str) -> int:
    _see_own(host)
    for port in PORTS:
        with socket.socket(_family(host)) as probe, suppress(OSError):
            if os.name == "posix":  # a port that was just given back is free; on Windows this would share one in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return port
    raise NotServed(f"The ports {PORTS[0]} to {PORTS[-1]} are all in use.", "Close another program and try again.")


def _see_own(host: str) -> None:
    """Refuse an address that the world can reach, and one that this machine does not have."""
    try:
        address = ip_address(host)
    except ValueError:
        raise NotServed(f"{host} is no address in numbers.", "Name one such as 192.168.1.20.") from None
    if address.is_global or address.is_unspecified:
        raise NotServed(
            f"{host} is not an address of a home network, so your notebook is not opened there.",
            "Name this machine's own address in your home network, such as 192.168.1.20.",
        )
    try:
        with socket.socket(_family(host)) as probe:
            probe.bind((host, 0))
    except OSError:
        raise NotServed(
            f"This machine does not have the address {host}.", "Its network settings say which one it has."
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _wait_until_healthy(server: subprocess.Popen[bytes], place: Place) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _healthy(place):
        if server.poll() is not None:
            raise _ended(server.returncode)
        if time.monotonic() > deadline:
            raise NotServed("The dashboard did not answer in time.", "Nothing was changed. Try again.")
        time.sleep(0.1)


def _ended(status: int) -> NotServed:
    return NotServed(
        f"The dashboard ended by itself with status {status}.",
        "What you saved is kept. Start it again; the lines above say what happened.",
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


def _healthy(place: Place) -> bool:
    connection = http.client.HTTPConnection(*place, timeout=2)  # no proxy stands between: it is this machine
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


def _leave_note(settings: Settings, place: Place, pid: int) -> None:
    with suppress(OSError):  # a read-only folder: the next call starts a second dashboard, and nothing is lost
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps({"host": place[0], "port": place[1], "pid": pid, "notebook": _mark(settings)})
        _note(settings).touch(mode=0o600)
        _note(settings).write_text(text, encoding="utf-8")


def _take_note_away(settings: Settings, pid: int) -> None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        if json.loads(_note(settings).read_text(encoding="utf-8"))["pid"] == pid:
            _note(settings).unlink()

"""Which sockets the server's process holds, and that it needs no network."""

import contextlib
import os
import shutil
import subprocess
import sys
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.speed.wire import Tab
from tests.conftest import Server, Tally

LISTENS = "0A"  # in /proc/net/tcp
ALONE = """
import contextlib, fcntl, os, socket, struct, sys
from pathlib import Path
from benchmarks.speed.wire import Tab
from tests.conftest import Server
with socket.socket() as control:  # the one interface that there is, lo, is down at first
    fcntl.ioctl(control, 0x8914, struct.pack("16sh", b"lo", 1))
with contextlib.suppress(OSError), socket.create_connection(("192.0.2.1", 80), timeout=1):
    sys.exit("there is a way out")
with Server(Path("served").resolve(), Path("elsewhere").resolve()).running() as url:
    tab = Tab(url)
    print(tab.open().kinds["heading"])
    tab.close()
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="sockets are looked up in Linux's /proc"),
]


class Connection(NamedTuple):
    """One line of /proc/net/tcp: where it stands and whom it talks to."""

    here: IPv4Address | IPv6Address
    port: int
    there: IPv4Address | IPv6Address
    state: str


def address(text: str) -> IPv4Address | IPv6Address:
    """Words of four bytes each, the way this machine keeps numbers."""
    raw = b"".join(int(text[at : at + 8], 16).to_bytes(4, sys.byteorder) for at in range(0, len(text), 8))
    return IPv4Address(raw) if len(raw) == 4 else IPv6Address(raw)


def inodes(pid: int) -> set[str]:
    """The sockets that a process holds."""
    held = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            held.add(str(descriptor.readlink()))
    return {name.removeprefix("socket:[").rstrip("]") for name in held if name.startswith("socket:")}


def connections(pid: int) -> dict[str, list[Connection]]:
    """By protocol, those sockets of a process that have an address."""
    held, found = inodes(pid), {}
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        rows = [row.split() for row in Path(f"/proc/{pid}/net/{protocol}").read_text().splitlines()[1:]]
        found[protocol] = [_read(row) for row in rows if row[9] in held]
    return found


def _read(row: list[str]) -> Connection:
    (here, port), (there, _) = row[1].split(":"), row[2].split(":")
    return Connection(address(here), int(port, 16), address(there), row[3])


def pid_of(port: int) -> int:
    """The process that listens there."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    (inode,) = {row[9] for row in rows if row[3] == LISTENS and row[1].endswith(f":{port:04X}")}
    everyone = (int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit())
    return next(pid for pid in everyone if os.access(f"/proc/{pid}/fd", os.R_OK) and inode in inodes(pid))


@pytest.mark.fault(27)
def test_the_server_listens_to_this_machine_alone_and_talks_to_nobody_else(server: Server, tally: Tally) -> None:
    pages = ("", "session", "exercises", "progress", "notebook", "data", "signs", "you", "rules")
    with server.running() as url:
        pid = pid_of(server.port)
        tab = Tab(url)
        for page in pages:
            tab.open(page)
            found = connections(pid)
            tcp = found["tcp"] + found["tcp6"]
            assert [one for one in tcp if not one.here.is_loopback] == []
            assert [one for one in tcp if one.state != LISTENS and not one.there.is_loopback] == []
            assert [one.port for one in tcp if one.state == LISTENS] == [server.port]
            assert found["udp"] + found["udp6"] == []
            assert len(tcp) > 1  # the visit itself
        tab.close()
    tally.tries = len(pages)


@pytest.mark.fault(27)
def test_it_starts_and_draws_today_where_there_is_no_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-n", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this account may not make a network of its own")
    command = [unshare, "-n", sys.executable, "-c", ALONE]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(command, check=False, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 0

import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backcare.serving import NOTE_FILE, PORTS, NotServed, running, serve
from backcare.settings import ROOT, read_settings

pytestmark = pytest.mark.slow

WAIT = 60.0


def until(true: Callable[[], bool], why: str) -> None:
    deadline = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < deadline, why
        time.sleep(0.05)


class Machine:
    """Another folder than the project's, a notebook of its own, and a browser that notes what it was asked to open."""

    def __init__(self, folder: Path) -> None:
        self.data_dir = folder / "data"
        self.folder = folder
        self.opened_file = folder / "opened"
        self.opened_file.touch()
        browser = folder / "browser"
        browser.write_text(f'#!/bin/sh\necho "$1" >> "{self.opened_file}"\n')
        browser.chmod(0o700)
        self.env = {
            **os.environ,
            "BACKCARE_DATA_DIR": str(self.data_dir),
            "PYTHONPATH": str(ROOT),
            "BROWSER": str(browser),
        }
        self.env.pop("BACKCARE_DATABASE_URL", None)

    def opened(self) -> list[str]:
        return self.opened_file.read_text().split()

    @contextmanager
    def run(self, *options: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-m", "backcare", "run", *options]
        with subprocess.Popen(command, cwd=self.folder, env=self.env, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield process
            finally:
                process.terminate()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def answers(address: str, host: str = "") -> bool:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": host} if host else {})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_run_opens_the_dashboard_a_second_run_opens_the_same_and_ctrl_c_ends_it(machine: Machine) -> None:
    with machine.run() as first:
        assert first.stdout is not None
        address = first.stdout.readline().removeprefix("BackCare is open at ").strip()
        assert address.startswith("http://127.0.0.1:85")
        until(lambda: machine.opened() == [address], "the browser was not asked to open the dashboard")
        assert answers(address)
        assert (machine.data_dir / "backcare.db").exists()
        assert stat.S_IMODE((machine.data_dir / NOTE_FILE).stat().st_mode) == 0o600
        with machine.run() as second:
            assert second.communicate(timeout=WAIT)[0] == f"BackCare is open already at {address}\n"
        assert second.returncode == 0
        until(lambda: machine.opened() == [address, address], "the second run opened something else")
        with machine.run("--address", "127.0.0.2") as third:
            assert third.communicate(timeout=WAIT)[0] == (
                f"BackCare is open already at {address}\n"
                "To have it answer at 127.0.0.2, close it first: Ctrl-C where it was started.\n"
            )
        first.send_signal(signal.SIGINT)
        assert first.wait(WAIT) == 0
    assert not answers(address)
    assert not (machine.data_dir / NOTE_FILE).exists()


def test_a_polite_kill_or_a_closed_terminal_leaves_no_server_behind_and_another_run_starts_anew(
    machine: Machine,
) -> None:
    for ending in (signal.SIGTERM, signal.SIGHUP):
        with machine.run() as process:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            process.send_signal(ending)
            assert process.wait(WAIT) == 0
        assert not answers(address)


def test_with_an_address_it_answers_there_alone_and_under_that_name_alone(machine: Machine) -> None:
    with machine.run("--address", "127.0.0.2") as process:
        assert process.stdout is not None
        address = process.stdout.readline().removeprefix("BackCare is open at ").strip()
        assert address.startswith("http://127.0.0.2:85")
        assert "same network" in process.stdout.readline()
        assert answers(address)
        assert not answers(address.replace("127.0.0.2", "127.0.0.1"))
        assert not answers(address, host="localhost")
        assert running(read_settings({"BACKCARE_DATA_DIR": str(machine.data_dir)})) == address
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == 0


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("8.8.8.8", "8.8.8.8 is not an address of a home network"),
        ("0.0.0.0", "0.0.0.0 is not an address of a home network"),
        ("::", ":: is not an address of a home network"),
        ("my-computer", "my-computer is no address in numbers."),
        ("10.255.255.254", "This machine does not have the address 10.255.255.254."),
    ],
)
def test_an_address_of_the_world_of_all_networks_or_of_another_machine_is_refused(
    machine: Machine, address: str, why: str
) -> None:
    settings = read_settings({"BACKCARE_DATA_DIR": str(machine.data_dir)})
    with pytest.raises(NotServed) as refused:
        serve(settings, address, print)
    assert refused.value.reason.startswith(why)
    assert not machine.data_dir.exists()


@pytest.fixture
def listening() -> Iterator[int]:
    """A port in the range that something else listens at and never answers on."""
    with socket.socket() as taken:
        for port in reversed(PORTS):
            try:
                taken.bind(("127.0.0.1", port))
                break
            except OSError:
                continue
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"port": "x", "pid": 1, "notebook": ""}', "\0"])
def test_a_note_that_cannot_be_read_is_no_dashboard(tmp_path: Path, text: str) -> None:
    (tmp_path / NOTE_FILE).write_text(text)
    assert running(read_settings({"BACKCARE_DATA_DIR": str(tmp_path)})) is None


def test_a_note_is_trusted_only_for_its_notebook_a_living_process_and_a_port_that_answers(
    machine: Machine, listening: int
) -> None:
    settings = read_settings({"BACKCARE_DATA_DIR": str(machine.data_dir)})
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    with machine.run() as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        file = machine.data_dir / NOTE_FILE
        note = file.read_text()
        assert running(settings) == address
        for wrong in (
            {"pid": gone.pid},
            {"pid": 2**40},
            {"notebook": "another"},
            {"port": listening},
            {"host": "8.8.8.8"},
            {"host": "example.org"},
            {"port": 80},
        ):
            file.write_text(json.dumps(json.loads(note) | wrong))
            assert running(settings) is None
        file.write_text(note)
        assert running(settings) == address

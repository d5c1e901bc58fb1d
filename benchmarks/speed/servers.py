"""The three builds as real `streamlit run` processes."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from backcare.settings import NOTEBOOK_FILE, ROOT

HERE = Path(__file__).parent
PATIENCE = 120.0  # seconds
FLAGS = ("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false")


class Build(NamedTuple):
    """What is started; beside the script, or not, lies its configuration."""

    name: str
    script: Path


BLANK = Build("blank", HERE / "blank" / "app.py")
ORDINARY = Build("ordinary", HERE / "ordinary" / "app.py")
BACKCARE = Build("backcare", ROOT / "app.py")


class Server(NamedTuple):
    """A running one."""

    url: str
    pid: int

    def memory(self) -> float:
        """What it holds of the machine's memory, in MB."""
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, check=True, text=True)  # noqa: S603, S607 - our own child
        return int(told.stdout) / 1024


@contextmanager
def running(build: Build, folder: Path | None = None, *, healthy: bool = True) -> Iterator[Server]:
    """Start a build on the notebook of a folder, and end it.

    Args:
        build: which one.
        folder: of the notebook; the blank page needs none.
        healthy: wait until it answers; False gives the server back at once.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(build.script), f"--server.port={port}", *FLAGS]
    with subprocess.Popen(  # noqa: S603 - nothing in it comes from outside
        command, cwd=build.script.parent, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            server = Server(f"http://127.0.0.1:{port}", process.pid)
            if healthy:
                _wait(process, server.url)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _environment(folder: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "BACKCARE_"))}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    if folder is not None:
        kept |= {"BACKCARE_DATA_DIR": str(folder), "ORDINARY_FILE": str(folder / NOTEBOOK_FILE)}
    return kept


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} did not come up")

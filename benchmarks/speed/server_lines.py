"""How long a server takes to its first page, and whether it grows."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks.speed.bench import Bench, interleaved
from benchmarks.speed.figures import Line, spread
from benchmarks.speed.servers import BACKCARE, BLANK, ORDINARY, Build, running
from benchmarks.speed.wire import Tab

RERUNS, QUICK_RERUNS = 300, 90
WARM = 30  # runs before memory is looked at: what is kept on purpose is there by then
PATIENCE = 120.0  # seconds


def start(bench: Bench) -> Iterator[Line]:
    """From the command to the end of the first page's script."""
    ordinary = bench.copy(bench.long, "ordinary-long")
    found = interleaved(
        bench.times(2, 9),
        {
            "blank": lambda: _started(BLANK, None),
            "backcare": lambda: _started(BACKCARE, bench.long),
            "backcare 30 days": lambda: _started(BACKCARE, bench.short),
            "ordinary": lambda: _started(ORDINARY, ordinary),
        },
    )
    spreads = {name: spread(values) for name, values in found.items()}
    blank = spreads["blank"].mid
    what = "erver start to the first page's script done"
    yield Line(f"Blank page: s{what}", "s", spreads["blank"])
    own, month, other = (spreads[name].over(blank) for name in ("backcare", "backcare 30 days", "ordinary"))
    yield Line(f"S{what}, ten years", "x blank", own, 1.4, other)
    yield Line(f"S{what}, 30 days", "x blank", month, 1.4)


def _started(build: Build, folder: Path | None) -> float:
    began = time.perf_counter()
    with running(build, folder, healthy=False) as server, closing(_first_tab(server.url)) as tab:
        tab.open()
        return time.perf_counter() - began


def _first_tab(url: str) -> Tab:
    """A tab as soon as the server takes one."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return Tab(url)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def memory(bench: Bench) -> Iterator[Line]:
    """Reruns of Today, Session and Progress in turn."""
    reruns = bench.times(QUICK_RERUNS, RERUNS)
    with ExitStack() as stack:
        server = bench.backcare
        tabs = [stack.enter_context(closing(Tab(server.url))) for _ in range(3)]
        for tab, page in zip(tabs, ("", "session", "progress"), strict=True):
            tab.open(page)
        for turn in range(WARM):
            tabs[turn % len(tabs)].again()
        before = server.memory()
        for turn in range(reruns):
            tabs[turn % len(tabs)].again()
        yield Line(f"Memory growth over {reruns} reruns", "MB", spread([server.memory() - before]), 5)

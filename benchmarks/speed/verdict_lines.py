"""What the verdicts for all six exercises cost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from backcare.settings import ROOT
from benchmarks.speed.bench import Bench, interleaved
from benchmarks.speed.figures import Line, spread
from benchmarks.speed.notebooks import Saver
from benchmarks.speed.wire import Tab


def lines(bench: Bench) -> Iterator[Line]:
    """From nothing, after a save, and with nothing new, beside a run of the blank page."""
    saver = Saver(bench.long)
    bench.stack.callback(saver.take_back)
    tab = bench.stack.enter_context(closing(Tab(bench.blank.url)))
    tab.open()
    with _probe(bench.long) as ask:

        def after_save() -> float:
            saver.take_back()
            ask("again")
            saver.save()
            return ask("again")

        ask("cold")
        found = interleaved(
            bench.times(7, 21),
            {
                "blank": lambda: tab.again().seconds,
                "cold": lambda: ask("cold"),
                "saved": after_save,
                "again": lambda: ask("again"),
            },
        )
    spreads = {name: spread(values) for name, values in found.items()}
    blank, what = spreads["blank"].mid, "Verdicts for all six exercises, ten years"
    yield Line(f"{what}, from nothing (reading included)", "x blank", spreads["cold"].over(blank), 0.5)
    yield Line(f"{what}, first after a save", "x blank", spreads["saved"].over(blank), 0.5)
    yield Line(f"{what}, nothing new", "x blank", spreads["again"].over(blank), 0.03)


@contextmanager
def _probe(folder: Path) -> Iterator[Callable[[str], float]]:
    """The process that judges, on the notebook of that folder: takes an order and gives seconds."""
    place = {"PYTHONPATH": str(ROOT), "BACKCARE_DATA_DIR": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.speed.verdict_probe"],
        env={**os.environ, **place},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:

        def ask(order: str) -> float:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(order + "\n")
            process.stdin.flush()
            return float(process.stdout.readline())

        try:
            yield ask
        finally:
            process.terminate()

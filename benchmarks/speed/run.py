"""Print the table: figure with its quartiles, bar, met or not, and what the ordinary build gets, all of one run.

python -m benchmarks.speed.run --quick
python -m benchmarks.speed.run --only browser --out table.md
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from time import monotonic

import streamlit as st

from benchmarks.speed import scripts, server_lines, verdict_lines, visit_lines, writer_lines
from benchmarks.speed.bench import Bench, tell
from benchmarks.speed.figures import HEAD, Line

PARTS: Mapping[str, Callable[[Bench], Iterator[Line]]] = {
    "memory": server_lines.memory,
    "scripts": scripts.lines,
    "verdicts": verdict_lines.lines,
    "browser": visit_lines.lines,
    "start": server_lines.start,
    "writers": writer_lines.lines,
}


def main() -> None:
    """Measure and print; write to a file only where one is named. Ends with 1 where a bar is missed."""
    asked = _asked()
    found: list[str] = []
    missed = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        bench = Bench(Path(folder), stack, quick=asked.quick)
        _say(found, _machine(quick=asked.quick), "", HEAD)
        for line in _lines(bench, asked.only):
            _say(found, line.row())
            missed += line.met is False
        _say(found, "", f"{missed} bars missed.", f"The machine's load over the last minute was {getloadavg()[0]:.1f}.")
    if asked.out:
        asked.out.write_text("\n".join(found) + "\n", encoding="utf-8")
    sys.exit(missed > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a look, not a table to keep")
    parser.add_argument("--only", default="", help=f"a word in the name of a part: {', '.join(PARTS)}")
    parser.add_argument("--out", type=Path, help="also write the table to this file")
    return parser.parse_args()


def _lines(bench: Bench, only: str) -> Iterator[Line]:
    for name, part in PARTS.items():
        if only.lower() in name:
            began = monotonic()
            yield from part(bench)
            tell(f"{monotonic() - began:6.1f} s  {name}")


def _machine(*, quick: bool) -> str:
    when, rounds = datetime.now(UTC).date(), "quick: few rounds" if quick else "all rounds"
    return f"{when}, {rounds}; Python {platform.python_version()}, Streamlit {st.__version__}, {cpu_count()} cores."


def _say(found: list[str], *lines: str) -> None:
    found.extend(lines)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main()

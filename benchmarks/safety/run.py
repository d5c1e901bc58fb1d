"""Print the table: figure, value with its standard error, bar, met or not.

    python -m benchmarks.safety.run --persons 2000 --seed 4000 --out table.md

Seeds below 1000 are for looking and tuning; the tables that are published come from seeds of 4000 and above.
"""

import argparse
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

from benchmarks.safety.bench import Bench
from benchmarks.safety.figures import SECTIONS, Figure

SCALE = {"%": 100, "per 1,000": 1000, "times": 1, "sessions": 1}
DECIMALS = {"%": 1, "per 1,000": 1, "times": 2, "sessions": 1}


def main() -> None:
    """Measure and print; write to a file only where one is named."""
    asked = _asked()
    with Pool(asked.jobs) as pool:
        bench = Bench(pool, asked.persons, max(asked.persons // 5, 50), asked.seed, _progress)
        lines = [f"Seed {asked.seed}; {bench.persons:,} healthy and {bench.harmed:,} harmed persons a scenario.", ""]
        sys.stdout.write("\n".join(lines) + "\n")
        for line in _table(bench, asked.only):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
            lines.append(line)
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.safety.run", description=__doc__)
    parser.add_argument("--persons", type=int, default=200, help="healthy persons a group; harmed ones are a fifth")
    parser.add_argument("--seed", type=int, default=1, help="below 1000 for looking, 4000 and above to report")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--only", default="", help="a word of the section's title")
    parser.add_argument("--out", type=Path, help="also write the table to this file")
    return parser.parse_args()


def _table(bench: Bench, only: str) -> Iterator[str]:
    for title, section in SECTIONS.items():
        if only.lower() in title.lower():
            yield from (f"### {title}", "", "| figure | value | bar | aim | met |", "|---|---|---|---|---|")
            yield from (_line(figure) for figure in section(bench))
            yield ""


def _line(figure: Figure) -> str:
    scale, decimals = SCALE[figure.unit], DECIMALS[figure.unit]
    found = f"{figure.found.value * scale:.{decimals}f} ± {figure.found.error * scale:.{decimals}f} {figure.unit}"
    side = ">=" if figure.at_least else "<="
    bar, aim = ("" if limit is None else f"{side} {limit * scale:g}" for limit in (figure.bar, figure.aim))
    met = {None: "", True: "yes", False: "NO"}[figure.met]
    return f"| {figure.text} | {found} (n={figure.found.n:,}) | {bar} | {aim} | {met} |"


def _progress(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()

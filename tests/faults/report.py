"""Run every test of a fault and write docs/reliability.md: `python -m tests.faults.report`.

The figures are those of the run itself.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from backcare.settings import ROOT

TABLE: Final = ROOT / "docs" / "reliability.md"
FAULTS: Final = {
    1: ("The program is killed at any step of a save", "all that was confirmed is there, and no half of the rest"),
    2: ("The power goes; writes that were not synced are lost or torn", "no damage; all that was confirmed is there"),
    3: ("The disk is full while saving", "it is said; what was typed and stored stays"),
    4: ("The disk is full while a backup is made", "nothing half-made is left; older backups stay"),
    5: ("The file or its folder allows no writing", "the notebook can be read, and says what cannot be done"),
    6: ("Another program holds the notebook", "some seconds of patience, then words; what was typed stays"),
    7: ("Two tabs, a double click or a message sent again save the same", "it is there once"),
    8: ("Two tabs change the same", "the second is told, and keeps its text"),
    9: ("The notebook's file is damaged, or no notebook", "it is left as it is; a backup is offered"),
    10: ("The notebook's file is empty", "it is never taken for a new notebook"),
    11: ("A bit of a backup has flipped", "the backup is refused"),
    12: ("A newer version wrote the notebook", "refused in plain words, and not written to"),
    13: (
        "The program is killed while it brings an old notebook up to date",
        "the old one or the new one, and all in it",
    ),
    14: ("The program is killed while it restores a backup", "the old notebook or the restored one"),
    15: ("A database of another program, or one with hidden instructions", "refused, or only what is known is copied"),
    16: ("A name that leads elsewhere", "backups are chosen from a list; no path is followed"),
    17: (
        "The clock goes back, daylight saving, other zones, leap days, week 53",
        "times, days and rows of days are right",
    ),
    18: ("Numbers that cannot be, or are none", "a message at the field; the tables refuse them too"),
    19: ("Text that cannot be stored, or is very long", "refused, or kept exactly"),
    20: ("A script or an address in a note", "it is shown as text; nothing runs and nothing is fetched"),
    21: ("A cell that a spreadsheet would run", "made harmless in CSV, and read back exactly"),
    22: ("A huge or a hostile file", "refused before it is read"),
    23: ("Separators, decimals, dates and encodings of any spreadsheet", "shown, and asked where a file does not say"),
    24: ("One bad row among many", "nothing is taken in; every bad row is listed"),
    25: ("The same file twice", "nothing is added"),
    26: ("Another site asks the dashboard", "refused"),
    27: ("Connections beyond this machine", "none are made, and none is listened for"),
    28: ("A start from another folder, or at the address of a page", "the same notebook and the same page"),
}
_HEAD: Final = """# What can go wrong, and what was lost

Each row was made to happen by the tests named in it. `make reliability` runs them all and writes this table anew:
tries and losses are those of that run. A loss is something that had been confirmed and was not there afterwards.

| # | what happens | what is expected | tests | tries | lost |
|---|---|---|---|---|---|
"""


class Seen(NamedTuple):
    """What came of one test."""

    name: str
    passed: bool
    tries: int
    lost: int


class Watcher:
    """Listens to a run of pytest."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}
        self.passed: dict[str, bool] = {}
        self.seen: defaultdict[int, list[Seen]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Which faults each test is about."""
        for item in items:
            self.rows[item.nodeid] = [int(mark.args[0]) for mark in item.iter_markers("fault")]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has ended, and told how often it tried."""
        if report.when == "call" or report.outcome != "passed":
            self.passed[report.nodeid] = report.outcome == "passed"
        if report.when != "teardown":
            return
        told = dict(report.user_properties)
        passed = self.passed[report.nodeid]
        found = Seen(_name(report.nodeid), passed, int(str(told.get("tries", 1))), int(str(told.get("lost", 0))))
        for row in self.rows[report.nodeid]:
            self.seen[row].append(found)


def _name(node: str) -> str:
    path, _, test = node.partition("::")
    return f"{Path(path).stem}::{test.partition('[')[0]}"


def table(seen: dict[int, list[Seen]]) -> str:
    """The document."""
    rows = []
    for number, (fault, expected) in FAULTS.items():
        own = [one for one in seen.get(number, []) if one.passed]
        names = "<br>".join(f"`{name}`" for name in dict.fromkeys(one.name for one in own)) or "none yet"
        lost = sum(one.lost for one in own)
        tries = sum(one.tries for one in own)
        rows.append(f"| {number} | {fault} | {expected} | {names} | {tries} | {lost or 'nothing'} |")
    return _HEAD + "\n".join(rows) + "\n"


def named() -> dict[int, set[str]]:
    """The tests that the document names, by row."""
    rows = re.findall(r"^\| (\d+) \|(.*)$", TABLE.read_text(), re.MULTILINE)
    return {int(number): set(re.findall(r"`(test_\w+::test_\w+)`", row)) for number, row in rows}


def main() -> int:
    watcher = Watcher()
    status = pytest.main(["-n0", "-m", "fault", "-q", "-p", "no:cacheprovider"], plugins=[watcher])
    failed = [one for own in watcher.seen.values() for one in own if not one.passed]
    TABLE.write_text(table(watcher.seen))
    for one in failed:
        sys.stderr.write(f"{one.name} did not pass, and is left out of the table.\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())

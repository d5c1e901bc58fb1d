"""What the parts of the benchmark share: the servers, their notebooks, and how often things are measured."""

import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from backcare.settings import NOTEBOOK_FILE
from benchmarks.speed import notebooks, servers
from benchmarks.speed.servers import BACKCARE, BLANK, ORDINARY, Server

T = TypeVar("T")


class Bench:
    """Servers and notebooks are made when they are first asked for, and go with the stack."""

    def __init__(self, folder: Path, stack: ExitStack, *, quick: bool) -> None:
        self.stack = stack
        self.quick = quick
        self._folder = folder

    @cached_property
    def long(self) -> Path:
        """The folder of the notebook of ten years."""
        return notebooks.ten_years(self._folder / "long")

    @cached_property
    def short(self) -> Path:
        """The folder of the notebook of thirty days."""
        return notebooks.thirty_days(self._folder / "short")

    def copy(self, folder: Path, name: str) -> Path:
        """The same notebook in a folder of its own."""
        to = self._folder / name
        if not to.exists():
            to.mkdir()
            shutil.copyfile(folder / NOTEBOOK_FILE, to / NOTEBOOK_FILE)
        return to

    @cached_property
    def blank(self) -> Server:
        """The blank page."""
        return self.stack.enter_context(servers.running(BLANK))

    @cached_property
    def backcare(self) -> Server:
        """BackCare on ten years."""
        return self.stack.enter_context(servers.running(BACKCARE, self.long))

    @cached_property
    def backcare_short(self) -> Server:
        """BackCare on thirty days."""
        return self.stack.enter_context(servers.running(BACKCARE, self.short))

    @cached_property
    def ordinary(self) -> Server:
        """The ordinary build on a copy of the ten years."""
        return self.stack.enter_context(servers.running(ORDINARY, self.copy(self.long, "ordinary-long")))

    @cached_property
    def ordinary_short(self) -> Server:
        """The ordinary build on a copy of the thirty days."""
        return self.stack.enter_context(servers.running(ORDINARY, self.copy(self.short, "ordinary-short")))

    def times(self, quick: int, full: int) -> int:
        """How often something is done."""
        return quick if self.quick else full


def interleaved(
    times: int, runs: Mapping[str, Callable[[], T]], seldom: Mapping[str, tuple[int, Callable[[], T]]] | None = None
) -> dict[str, list[T]]:
    """Run all of them in turn, `times` over, so that a slow minute of the machine touches all alike.

    Args:
        times: rounds.
        runs: what is run in each round, by name.
        seldom: what takes long: how often, spread over the rounds, and what.

    Returns:
        What each gave, by name, in order.
    """
    found: dict[str, list[T]] = defaultdict(list)
    for turn in range(times):
        for name, run in runs.items():
            found[name].append(run())
        for name, (often, run) in (seldom or {}).items():
            if (turn + 1) * often // times > turn * often // times:
                found[name].append(run())
    return found


def tell(words: str) -> None:
    """A word on how far it is, apart from the table."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()

"""Trials run over both cores, each group of them once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.pool import Pool
from time import monotonic
from typing import TypeVar

import numpy as np

from benchmarks.safety import clairvoyant, trials
from benchmarks.safety.kinds import Harm
from benchmarks.safety.numbers import Measured, ratio
from benchmarks.safety.persons import Kind
from benchmarks.safety.trials import HORIZON, TOLD, Harmful, Healthy

T = TypeVar("T")
LEAST_SHARE = 0.005  # a threshold needs somebody above it: where fewer healthy persons are stopped, so many count


@dataclass(frozen=True)
class Bench:
    """How many healthy and harmed persons are measured in each group, from which seed, by which processes."""

    pool: Pool
    persons: int
    harmed: int
    seed: int
    tell: Callable[[str], object]
    _healthy: dict[str, list[Healthy]] = field(default_factory=dict)
    _harmful: dict[tuple[str, str], list[Harmful]] = field(default_factory=dict)

    def healthy(self, kind: Kind) -> list[Healthy]:
        """The trials of persons of one kind whom nothing harms."""
        if kind.name not in self._healthy:
            self._healthy[kind.name] = self.each(partial(trials.healthy, kind, self.seed), self.persons)
        return self._healthy[kind.name]

    def harmful(self, kind: Kind, harm: Harm) -> list[Harmful]:
        """The trials of persons of one kind whom something harms, those stopped before it left out."""
        key = (kind.name, harm.name)
        if key not in self._harmful:
            n = self.persons if harm.everywhere else self.harmed  # a median of few sessions needs many to be settled
            found = self.each(partial(trials.harmful, kind, harm, self.seed), n)
            self._harmful[key] = [one for one in found if one is not None]
        return self._harmful[key]

    def each(self, trial: Callable[[int], T], n: int) -> list[T]:
        """The first `n` persons' trials."""
        began = monotonic()
        found = self.pool.map(trial, range(n), chunksize=max(1, n // 40))
        self.tell(f"{monotonic() - began:6.1f} s  {getattr(trial, 'func', trial).__name__} x {n}")
        return found

    def stop_share(self, kind: Kind) -> float:
        """The share of healthy persons of a kind who are ever stopped."""
        found = self.healthy(kind)
        return max(sum(one.stop is not None for one in found) / len(found), LEAST_SHARE)

    def clairvoyant(self, kind: Kind, harm: Harm) -> tuple[list[float], list[float]]:
        """The delays of the rules and of the clairvoyant, at most 40 sessions, for the same persons.

        The clairvoyant's threshold is the one that as many healthy persons of this kind ever reach as the rules stop.
        """
        peaks = np.array([one.peaks[TOLD.index(harm)] for one in self.healthy(kind)])
        limit = clairvoyant.threshold(peaks, self.stop_share(kind))
        rules, bound = [], []
        for one in self.harmful(kind, harm):
            if one.known_before < limit:
                at = clairvoyant.first_at(np.array(one.known), limit, 0)
                rules.append(float(one.first.get("stop", HORIZON)))
                bound.append(float(min(at or HORIZON, HORIZON)))
        return rules, bound

    def to_clairvoyant(self, kind: Kind, harm: Harm) -> Measured:
        """The ratio of the mean delays."""
        return ratio(*self.clairvoyant(kind, harm))

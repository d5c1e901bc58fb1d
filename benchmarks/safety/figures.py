"""Every figure of the table: what was measured, and the bar that it must meet."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Literal, TypeAlias

from benchmarks.safety import common, kinds, moments, retries, trials
from benchmarks.safety.bench import Bench
from benchmarks.safety.kinds import Harm
from benchmarks.safety.numbers import Measured, median, ratio, share
from benchmarks.safety.persons import Kind
from benchmarks.safety.trials import BY_TREND, HORIZON, Harmful

Unit: TypeAlias = Literal["%", "per 1,000", "times", "sessions"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `bar` is what must not be passed, `aim` what would be better still; None where it is only reported."""

    text: str
    found: Measured
    unit: Unit = "%"
    bar: float | None = None
    aim: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the measured value itself is within the bar; None where there is no bar."""
        if self.bar is None:
            return None
        return self.found.value >= self.bar if self.at_least else self.found.value <= self.bar


def false_stops(bench: Bench) -> Iterator[Figure]:
    """How many healthy persons are ever stopped in 90 sessions."""
    yield _stopped(bench, kinds.EVERYBODY, 0.05)
    for kind in kinds.SUBGROUPS:
        yield _stopped(bench, kind, 0.10)
    yield _stopped(bench, kinds.NOISY, 0.14, 0.10)
    found = bench.healthy(kinds.EVERYBODY)
    for code, hits in sorted(Counter(one.stop for one in found if one.stop).items()):
        yield Figure(f"everybody: first stopped by {code}", share(hits, len(found)))
    cautions, sessions = [float(one.cautions) for one in found], [float(one.sessions) for one in found]
    yield Figure("everybody: sessions with a trend's caution", ratio(cautions, sessions))


def _stopped(bench: Bench, kind: Kind, bar: float | None = None, aim: float | None = None) -> Figure:
    found = bench.healthy(kind)
    return Figure(
        f"{kind.name}: ever a lasting stop",
        share(sum(one.stop is not None for one in found), len(found)),
        "%",
        bar,
        aim,
    )


def delays(bench: Bench) -> Iterator[Figure]:
    """How soon harm is stopped, as a ratio to the clairvoyant, and in sessions."""
    for kind, harm, bar, aim in (
        (kinds.FULL, kinds.STEP_2, 2.1, 1.8),
        (kinds.FULL, kinds.STEP_1, 2.7, 2.3),
        (kinds.FULL, kinds.DRIFT, 1.5, 1.4),
        (kinds.AFTER_ONLY, kinds.STEP_2, 2.9, 2.3),
        (kinds.SPARSE, kinds.STEP_2, 2.9, 2.3),
        (kinds.FLOOR, kinds.STEP_2, 2.9, 2.3),
    ):
        yield Figure(f"{harm.name}, {kind.name}: to clairvoyant", bench.to_clairvoyant(kind, harm), "times", bar, aim)
    yield _median(bench, kinds.STEP_2, "stop", 5)
    yield _median(bench, kinds.STEP_2, BY_TREND, 3)
    yield _median(bench, kinds.STEP_1, BY_TREND, 10)
    for harm in (kinds.STEP_1, kinds.DRIFT):
        yield _median(bench, harm, "stop")
    for harm in trials.TOLD:
        text = f"{harm.name}: the clairvoyant, median"
        yield Figure(text, median(bench.clairvoyant(kinds.FULL, harm)[1]), "sessions")


def _median(bench: Bench, harm: Harm, code: str, bar: float | None = None) -> Figure:
    found = [float(one.first.get(code, HORIZON)) for one in bench.harmful(kinds.FULL, harm)]
    said = "caution" if code == BY_TREND else code
    return Figure(f"{harm.name}: {said}, median", median(found), "sessions", bar)


def blame(bench: Bench) -> Iterator[Figure]:
    """Who is blamed for a flare, or for another exercise."""
    flares = bench.each(partial(trials.flared, kinds.EVERYBODY, bench.seed), bench.persons)
    told = [one for one in flares if one is not None]
    yield Figure("a general flare: stopped within 30 sessions", share(sum(told), len(told)), "%", 0.05)
    for harm in trials.TOLD:
        found = bench.harmful(kinds.FULL, harm)
        yield Figure(
            f"{harm.name}: wrong exercise blamed", share(sum(one.blamed for one in found), len(found)), "%", 0.02
        )


def everything(bench: Bench) -> Iterator[Figure]:
    """All exercises harm at once."""
    yield _median(bench, kinds.ALL_1, "session-rise", 7)
    yield _median(bench, kinds.ALL_2, "session-rise", 3)
    found = bench.healthy(kinds.EVERYBODY)
    yield Figure("everybody: ever session-rise", share(sum(one.spoke for one in found), len(found)), "%", 0.09)


def resumed(bench: Bench) -> Iterator[Figure]:
    """Exercises that are taken up again and stopped again: those that do no harm (any more), and those that still do.

    The bars are for exercises that did harm. Who was stopped by chance has, by chance, too low a usual: that is
    harder, and has no bar.
    """
    for kind, bar in ((kinds.FULL, 0.06), (kinds.NOISY, 0.14)):
        again = bench.each(partial(retries.after_harm, kind, bench.seed), bench.persons)
        told = [one for one in again if one is not None]
        yield Figure(f"{kind.name}: stopped again after harm that is over", share(sum(told), len(told)), "%", bar)
    for left in (2.0, 1.0):
        again = bench.each(partial(retries.after_harm, kinds.FULL, bench.seed, left=left), bench.harmed)
        told = [one for one in again if one is not None]
        yield Figure(f"full: stopped again in six retries, +{left:.0f} goes on", share(sum(told), len(told)))
    usual = (kinds.EVERYBODY, *kinds.SUBGROUPS)
    for text, group in (("all but noisy raters", usual), ("noisy raters", (kinds.NOISY,))):
        told = [one.again for kind in group for one in bench.healthy(kind) if one.again is not None]
        yield Figure(f"{text}: stopped again after a false stop", share(sum(told), len(told)))


def moment(bench: Bench) -> Iterator[Figure]:
    """The rules about one reading and one session. Errors are over persons: the logs of one resemble each other."""
    counts = bench.each(partial(moments.harmless, kinds.EVERYBODY, bench.seed), bench.persons)
    sharp = ratio([one.sharp for one in counts], [one.logs for one in counts])
    yield Figure("sharp-rise in harmless logs", sharp, "per 1,000", 0.020)
    hurts = ratio([one.hurts for one in counts], [one.worst_logs for one in counts])
    yield Figure("hurts by the worst in harmless logs", hurts, "per 1,000", 0.020)
    creeping = ratio([one.creeping for one in counts], [one.sessions for one in counts])
    yield Figure("creeping in healthy sessions", creeping, "%", 0.04)
    apart = bench.each(partial(moments.harmless, kinds.AREAS_APART, bench.seed), bench.persons)
    crept = ratio([one.creeping for one in apart], [one.sessions for one in apart])
    yield Figure(f"creeping in healthy sessions, {kinds.AREAS_APART.name}", crept)
    acute = [one for one in bench.harmful(kinds.FULL, kinds.ACUTE) if one.rated]
    hits = sum(one.first.get("sharp-rise") == 1 for one in acute)
    yield Figure("+4 once: sharp-rise", share(hits, len(acute)), "%", 0.85, at_least=True)


def others(bench: Bench) -> Iterator[Figure]:
    """Harm without a bar: what is found within forty sessions."""
    for harm in (kinds.FIRST_2, kinds.FIRST_1, kinds.MORNING_2):
        yield _within(f"{harm.name}: stopped within 40", bench.harmful(kinds.FULL, harm), "stop")
        yield _median(bench, harm, "stop")
    mixed = bench.harmful(kinds.MIXED_HOLDS, kinds.LONG_HOLDS)
    for code, said in (("long-holds", "long-holds"), ("stop", "stopped")):
        yield _within(f"{kinds.LONG_HOLDS.name}: {said} within 40", mixed, code)
    yield Figure(
        f"{kinds.LONG_HOLDS.name}: long-holds or stop, median",
        median([float(min(one.first.get("long-holds", HORIZON), one.first.get("stop", HORIZON))) for one in mixed]),
        "sessions",
    )


def _within(text: str, found: list[Harmful], code: str) -> Figure:
    return Figure(text, share(sum(code in one.first for one in found), len(found)))


def sensitivity(bench: Bench) -> Iterator[Figure]:
    """Persons who are not as the rules suppose: reported as it is."""
    for kind in kinds.SENSITIVITY:
        yield _stopped(bench, kind)
        found = bench.harmful(kind, kinds.STEP_2)
        yield _within(f"{kind.name}: +2 stopped within 40", found, "stop")
        stop = [float(one.first.get("stop", HORIZON)) for one in found]
        yield Figure(f"{kind.name}: +2 stop, median", median(stop), "sessions")


def comparison(bench: Bench) -> Iterator[Figure]:
    """The common rules on the same healthy persons."""
    found = bench.each(partial(trials.compared, kinds.FULL, bench.seed), min(bench.persons, 500))
    for text, hits in zip(common.RULES, zip(*found, strict=True), strict=True):
        yield Figure(f"{text}: ever a stop", share(sum(hits), len(hits)))


SECTIONS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "Healthy persons, 90 sessions": false_stops,
    "Harm of one exercise": delays,
    "Who is blamed": blame,
    "Everything hurts": everything,
    "Taken up again": resumed,
    "One reading, one session": moment,
    "Harm without a bar": others,
    "Persons unlike those that the rules were made for": sensitivity,
    "Common rules, for comparison": comparison,
}


def figures(bench: Bench) -> Iterator[Figure]:
    """All of them, in the order of the table."""
    return chain.from_iterable(section(bench) for section in SECTIONS.values())

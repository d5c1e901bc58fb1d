"""A log judged session by session, as the app would have judged it: each time from what was known then."""

from collections.abc import Collection, Iterator

from backcare.safety import Decision, Level, Verdict, verdicts
from backcare.safety.history import History
from benchmarks.safety.logs import ENDED, Log
from benchmarks.safety.persons import SESSIONS

Found = dict[str, Verdict]


def judged(
    log: Log, first: int = 0, last: int = SESSIONS, decisions: tuple[Decision, ...] = ()
) -> Iterator[tuple[int, Found]]:
    """The verdicts after each session that has readings, from session `first` up to, not including, `last`."""
    for n in range(first, last):
        if log.of(n):
            yield n, at_end(log, n, decisions)


def at_end(log: Log, session: int, decisions: tuple[Decision, ...] = ()) -> Found:
    """The verdicts when a session was over."""
    return verdicts(*log.after(session, decisions))


def within(log: Log, session: int) -> Iterator[Found]:
    """The verdicts after each log of one session, by nothing but that session's readings."""
    readings, now = log.of(session), log.starts[session] + ENDED
    for n in range(1, len(readings) + 1):
        yield verdicts(History(readings[:n]), now)


def stopped(found: Found) -> set[str]:
    """The exercises with a lasting stop."""
    return {name for name, verdict in found.items() if verdict.level is Level.STOP}


def codes(verdicts_of: Collection[Verdict]) -> set[str]:
    """Every rule that spoke."""
    return {finding.code for verdict in verdicts_of for finding in verdict.findings}

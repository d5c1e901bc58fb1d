"""The rules about one reading or one session, on logs that did no harm."""

from dataclasses import dataclass, replace

from benchmarks.safety.judging import codes, within
from benchmarks.safety.kinds import NOTHING, harmed
from benchmarks.safety.logs import written
from benchmarks.safety.persons import SESSIONS, Kind, person, stream


@dataclass(frozen=True, slots=True)
class Moments:
    """Counts: logs with a rating before and after, those of them with a worst, sessions; and which rules spoke."""

    logs: int
    worst_logs: int
    sessions: int
    sharp: int
    hurts: int
    creeping: int


def harmless(kind: Kind, seed: int, index: int) -> Moments:
    """What spoke over a healthy person's sessions. Nobody presses Stop, so that `hurts` is by the worst alone."""
    who = person(kind, stream(seed, f"{kind.name}, moments", index))
    log = written(replace(who, temper=who.temper + 1), harmed(NOTHING, who, 0, 0))
    steps = [found for n in range(SESSIONS) if (found := list(within(log, n)))]
    said = [codes([verdict]) for found in steps for verdict in found[-1].values()]
    rated = [reading for reading in log.readings if reading.rise is not None and reading.before_source == "asked"]
    return Moments(
        logs=len(rated),
        worst_logs=sum(reading.worst is not None for reading in rated),
        sessions=len(steps),
        sharp=sum("sharp-rise" in one for one in said),
        hurts=sum("hurts" in one for one in said),
        creeping=sum(any("creeping" in codes(one.values()) for one in found) for found in steps),
    )

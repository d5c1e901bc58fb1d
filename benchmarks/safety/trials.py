"""One person's trial: drawn, written down and judged. Every trial is a function of a seed and a number."""

from dataclasses import dataclass

import numpy as np

from backcare.safety import Level, Verdict
from benchmarks.safety import clairvoyant, common
from benchmarks.safety.judging import at_end, codes, judged, stopped
from benchmarks.safety.kinds import DRIFT, NOTHING, STEP_1, STEP_2, Harm, harmed
from benchmarks.safety.logs import Log, rated, written
from benchmarks.safety.persons import EXERCISES, SESSIONS, Kind, person, stream
from benchmarks.safety.retries import taken_up_again

HORIZON = 40  # sessions: a delay counts as at most this
AFTER_FLARE = 30  # sessions in which a flare must stop nothing
TOLD = (STEP_2, STEP_1, DRIFT)  # what the clairvoyant looks for
TREND = frozenset({"drifting", "worsening", "long-holds"})
BY_TREND = "trend"  # beside the codes: any of TREND spoke


@dataclass(frozen=True, slots=True)
class Healthy:
    """Nothing harmed this person.

    `stop` is the code of the first lasting stop; `again` whether the exercise, taken up again, was stopped again (None:
    never stopped, or too late for retries). Up to that stop: `sessions` judged, `cautions` of them with the trend's
    caution, and whether session-rise `spoke`. `peaks` are the clairvoyant's highest values, one for each of TOLD.
    """

    stop: str | None
    again: bool | None
    sessions: int
    cautions: int
    spoke: bool
    peaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Harmful:
    """One exercise harmed this person, or all did.

    `first` says by code (of a finding or of a level) in which session since the onset it spoke first, 1 to 40.
    `blamed` is whether another exercise was stopped before the right one or with it. `known` is the clairvoyant's
    statistic after each session since the onset, `known_before` that before it. `rated` is whether the first session
    has a rating before and after the exercise.
    """

    first: dict[str, int]
    blamed: bool
    known: tuple[float, ...]
    known_before: float
    rated: bool


def healthy(kind: Kind, seed: int, index: int) -> Healthy:
    """Judge after every session until the first lasting stop, then take that exercise up again."""
    rng = stream(seed, kind.name, index)
    who, watched = person(kind, rng), int(rng.integers(len(EXERCISES)))
    peaks = tuple(float(clairvoyant.evidence(who, who.rise[:, watched], told, watched).max()) for told in TOLD)
    spoke, cautions, sessions = False, 0, 0
    for n, found in judged(written(who, harmed(NOTHING, who, 0, 0))):
        said = codes(found.values())
        sessions, cautions, spoke = sessions + 1, cautions + bool(said & TREND), spoke or "session-rise" in said
        hit = sorted(stopped(found))
        if hit:
            again = taken_up_again(who, harmed(NOTHING, who, 0, 0), n, EXERCISES.index(hit[0]))
            return Healthy(found[hit[0]].code, again, sessions, cautions, spoke, peaks)
    return Healthy(None, None, sessions, cautions, spoke, peaks)


def harmful(kind: Kind, harm: Harm, seed: int, index: int) -> Harmful | None:
    """Judge the forty sessions from the onset on; None where the exercise is stopped before it."""
    rng = stream(seed, f"{kind.name}, {harm.name}", index)
    who = person(kind, rng)
    onset, exercise = int(rng.integers(harm.onset[0], harm.onset[1] + 1)), int(rng.integers(len(EXERCISES)))
    harms = harmed(harm, who, onset, exercise)
    log = written(who, harms)
    before = stopped(at_end(log, onset - 1)) if onset else set()
    if EXERCISES[exercise] in before:
        return None
    first, blamed = _followed(log, onset, EXERCISES[exercise], before, "session-rise" if harm.everywhere else "stop")
    known = clairvoyant.evidence(who, (who.rise + harms.rise)[:, exercise], harm, exercise)
    rated_first = any(r.exercise == EXERCISES[exercise] and r.rise is not None for r in log.of(onset))
    known_before = float(known[onset - 1]) if onset else 0.0
    return Harmful(first, blamed, tuple(known[onset:].tolist()), known_before, rated_first)


def _followed(log: Log, onset: int, name: str, before: set[str], until: str) -> tuple[dict[str, int], bool]:
    first: dict[str, int] = {}
    blamed = False
    for n, found in judged(log, onset, min(onset + HORIZON, SESSIONS)):
        for said in _said(found.get(name, Verdict(name))):
            first.setdefault(said, n - onset + 1)
        blamed = blamed or bool(stopped(found) - before - {name})
        if until in first:
            break
    return first, blamed


def _said(own: Verdict) -> set[str]:
    said = codes([own])
    levels = {level.code for level in (Level.STOP_TODAY, Level.STOP) if own.level >= level}
    return said | levels | ({BY_TREND} if said & TREND or own.level is Level.STOP else set())


def flared(kind: Kind, seed: int, index: int) -> bool | None:
    """Whether a general flare stops anything within thirty sessions; None where something is stopped before it."""
    rng = stream(seed, f"{kind.name}, a flare", index)
    onset = int(rng.integers(20, SESSIONS - AFTER_FLARE + 1))
    who = person(kind, rng, flare_at=onset)
    log = written(who, harmed(NOTHING, who, 0, 0))
    if stopped(at_end(log, onset - 1)):
        return None
    return any(stopped(found) for _, found in judged(log, onset, onset + AFTER_FLARE))


def compared(kind: Kind, seed: int, index: int) -> tuple[bool, ...]:
    """Which of the common rules would have stopped an exercise of this healthy person, in the order of RULES."""
    who = person(kind, stream(seed, kind.name, index))
    before, after = rated(who.before, who.unit), rated(who.before + who.rise, who.unit)
    seen = who.done & who.after_rated
    series = [(before[seen[:, k], k], after[seen[:, k], k]) for k in range(len(EXERCISES))]
    return tuple(any(bool(np.any(rule(*one))) for one in series) for rule in common.RULES.values())

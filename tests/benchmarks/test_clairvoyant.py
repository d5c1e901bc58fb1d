from functools import partial

import numpy as np
import pytest

from benchmarks.safety import clairvoyant, kinds
from benchmarks.safety.kinds import DRIFT, STEP_1, STEP_2, Harm, harmed
from benchmarks.safety.persons import Points, person, stream

SHARE = 0.1


def peaks(harm: Harm, seed: int, n: int) -> Points:
    people = (person(kinds.FULL, stream(seed, "healthy", index)) for index in range(n))
    return np.array([clairvoyant.evidence(who, who.rise[:, 0], harm, 0).max() for who in people])


def delay(harm: Harm, limit: float, index: int) -> int:
    who = person(kinds.FULL, stream(23, "harmed", index))
    rise = (who.rise + harmed(harm, who, 40, 0).rise)[:, 0]
    return clairvoyant.first_at(clairvoyant.evidence(who, rise, harm, 0), limit, 40) or 50


@pytest.mark.parametrize("harm", [STEP_2, STEP_1])
def test_at_its_threshold_it_stops_as_many_healthy_persons_as_it_was_asked_to(harm: Harm) -> None:
    limit = clairvoyant.threshold(peaks(harm, 121, 300), SHARE)
    fresh = peaks(harm, 122, 300)
    error = np.sqrt(2 * SHARE * (1 - SHARE) / 300)  # of the threshold's persons and of the fresh ones
    assert (fresh >= limit).mean() == pytest.approx(SHARE, abs=3 * error)


def test_it_finds_two_points_sooner_than_one_and_one_sooner_than_a_drift() -> None:
    limits = {harm.name: clairvoyant.threshold(peaks(harm, 121, 150), SHARE) for harm in (STEP_2, STEP_1, DRIFT)}
    delays = [
        np.mean([delay(harm, limits[harm.name], index) for index in range(60)]) for harm in (STEP_2, STEP_1, DRIFT)
    ]
    assert delays[0] < 4 < delays[1] < 12 < delays[2]


def test_sessions_without_a_rating_add_nothing() -> None:
    who = person(kinds.SPARSE, stream(1, "sparse", 0))
    statistic = clairvoyant.evidence(who, who.rise[:, 0] + 2, STEP_2, 0)
    unrated = ~(who.done & who.after_rated)[:, 0]
    moved = np.diff(statistic, prepend=0.0)
    assert unrated.any()
    assert (moved[unrated] <= 0).all()


def test_a_step_and_a_growing_harm_are_summed_over_all_starts() -> None:
    ratios = np.array([[-1.0, 9, 9], [2.0, 0.5, 9], [-3.0, 4.0, 1.0]])
    assert clairvoyant._page(np.array([-1.0, 2.0, -3.0])).tolist() == [-1, 2, -1]  # noqa: SLF001  # the sum itself
    # Starts: -1, .5, 1 from the first; 2, 4 from the second; -3 from the third.
    assert clairvoyant._over_starts(ratios).tolist() == [-1, 2, 6]  # noqa: SLF001  # likewise


def test_the_first_session_at_the_threshold_counts_from_the_onset() -> None:
    at = partial(clairvoyant.first_at, np.array([9.0, 1, 2, 5, 5]))
    assert (at(5, 1), at(5, 0), at(6, 1)) == (3, 1, None)

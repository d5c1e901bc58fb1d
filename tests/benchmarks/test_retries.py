import pytest

from benchmarks.safety import kinds, retries
from benchmarks.safety.persons import Kind, person, stream

STEADY = Kind("steady", day_sd=(0.0, 0.0), noise_sd=0.1, session_sd=(0.0, 0.0), logged=1.0, logging=(("full", 1.0),))
STOPPED, EXERCISE = 30, 2  # the session it was stopped in, and which one


@pytest.mark.parametrize(("left", "again"), [(0.0, False), (3.0, True)])
def test_only_an_exercise_that_still_harms_is_stopped_again(left: float, *, again: bool) -> None:
    who = person(STEADY, stream(3, "steady", 0))
    harms = kinds.harmed(kinds.STEP_2, who, STOPPED - 6, EXERCISE)
    assert retries.taken_up_again(who, harms, STOPPED, EXERCISE, left) is again


def test_too_late_for_six_retries_is_no_answer() -> None:
    who = person(STEADY, stream(3, "steady", 0))
    harms = kinds.harmed(kinds.STEP_2, who, 80, EXERCISE)
    assert retries.taken_up_again(who, harms, 86, EXERCISE) is None

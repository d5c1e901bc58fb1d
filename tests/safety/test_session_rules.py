import pytest

from backcare.safety import History, Level, Reading, verdicts
from tests.safety.diary import OTHERS, STRETCH, answer, at, codes, decided, finding, judged, reading

PRESSED, FINE = True, False


def presses(*pressed: bool, first: int = 0) -> list[Reading]:
    return [reading(30, 30, day=first + day, stopped=stopped) for day, stopped in enumerate(pressed)]


@pytest.mark.parametrize(
    ("sessions", "fires"),
    [
        ((PRESSED, FINE, PRESSED), True),
        ((PRESSED, FINE, FINE, PRESSED), False),
        ((PRESSED, PRESSED), True),
        ((PRESSED,), False),
        ((PRESSED, PRESSED, FINE), True),
        ((PRESSED, PRESSED, FINE, FINE), False),
        ((FINE, PRESSED, PRESSED, PRESSED), True),
    ],
)
def test_stop_pressed_in_two_of_the_last_three_sessions_stops_it(sessions: tuple[bool, ...], *, fires: bool) -> None:
    verdict = judged(presses(*sessions), day=30)
    assert ("hurts-again" in codes(verdict)) is fires
    assert (verdict.level is Level.STOP) is fires


def test_it_tells_in_how_many_sessions_and_since_when() -> None:
    (found, *_) = judged(presses(PRESSED, FINE, PRESSED), day=30).findings
    assert (found["stopped"], found["sessions"], found.since) == (2, 3, at(2))


def test_stop_pressed_twice_in_one_session_counts_once() -> None:
    twice = [reading(30, 30, stopped=True, place=place) for place in range(2)]
    assert "hurts-again" not in codes(judged(twice, day=30))


def test_a_session_that_was_neither_rated_nor_stopped_does_not_count() -> None:
    unrated = [reading(30, None, day=5)]
    assert "hurts-again" in codes(judged([*presses(PRESSED, FINE, PRESSED), *unrated], day=30))
    stopped = [reading(None, None, day=5, stopped=True)]
    assert "hurts-again" in codes(judged([*presses(PRESSED, FINE), *stopped], day=30))


def test_after_a_decision_only_later_sessions_count() -> None:
    before = presses(PRESSED, FINE, PRESSED)
    assert "hurts-again" not in codes(judged(before, 30, [decided(10)]))
    assert "hurts-again" not in codes(judged([*before, *presses(PRESSED, first=12)], 30, [decided(10)]))
    assert "hurts-again" in codes(judged([*before, *presses(PRESSED, PRESSED, first=12)], 30, [decided(10)]))
    assert "hurts-again" in codes(judged([*before, *presses(PRESSED, first=12)], 30, [decided(2)]))  # with that session


def session(day: int, *rises: int, exercises: tuple[str, ...] = OTHERS) -> list[Reading]:
    return [
        reading(30, 30 + rise, day=day, exercise=name, place=place)
        for place, (name, rise) in enumerate(zip(exercises, rises, strict=False))
    ]


def days(*rises: tuple[int, ...]) -> list[Reading]:
    return [one for day, session_rises in enumerate(rises) for one in session(day, *session_rises)]


RISEN, JUST_NOT = (10, 10, 10), (10, 10, 9)


@pytest.mark.parametrize(
    ("sessions", "fires"),
    [
        ((RISEN, RISEN, RISEN), True),
        ((RISEN, RISEN, JUST_NOT), False),
        ((RISEN, JUST_NOT, RISEN, RISEN), True),
        ((RISEN, JUST_NOT, JUST_NOT, RISEN), False),
        ((RISEN, RISEN, RISEN, JUST_NOT), True),
        ((RISEN, RISEN, RISEN, JUST_NOT, JUST_NOT), False),
        (((30, 0, 0), (0, 0, 30), (10, 20, 0)), True),
        (((10, 10), (10, 10), (10, 10)), False),
    ],
)
def test_a_mean_rise_of_one_in_three_of_four_sessions_is_a_caution_for_all(
    sessions: tuple[tuple[int, ...], ...], *, fires: bool
) -> None:
    found = verdicts(History(tuple(days(*sessions))), at(30), [STRETCH])
    assert {"session-rise" in codes(verdict) for verdict in found.values()} == {fires}
    if fires:
        spoken = finding(found[STRETCH], "session-rise")
        assert spoken is not None
        assert (spoken.level, spoken.scope, spoken["mean_rise"]) == (Level.CAUTION, "all", 10)


def test_sessions_with_fewer_than_three_rated_exercises_are_passed_over() -> None:
    short = [one for day in (3, 4) for one in session(day, 0, 0)]
    assert "session-rise" in codes(judged([*days(RISEN, RISEN, RISEN), *short], day=30))
    unrated = [one._replace(after=None) for one in session(3, 0, 0, 0)]
    assert "session-rise" in codes(judged([*days(RISEN, RISEN, RISEN), *unrated], day=30))


def test_a_carried_before_is_no_rise_of_a_session() -> None:
    carried = [one._replace(before_source="carried") for one in days(RISEN, RISEN, RISEN) if one.place == 2]
    rest = [one for one in days(RISEN, RISEN, RISEN) if one.place != 2]
    assert "session-rise" not in codes(judged([*rest, *carried], day=30))


def test_an_exercise_done_twice_counts_once_in_its_session() -> None:
    twice = [one for day in range(3) for one in (*session(day, 40, 0, 0), reading(30, 30, day=day, exercise=OTHERS[0]))]
    assert "session-rise" not in codes(judged(twice, day=30))  # the mean over three is 20 / 3


def test_the_mean_over_a_session_is_exact() -> None:
    assert (-0.2 + 2.3 + 0.9) / 3 < 1  # the very fault that tenths avoid
    assert "session-rise" in codes(judged(days(*[(-2, 23, 9)] * 3), day=30))


@pytest.mark.parametrize(("latest", "fires"), [(50, True), (49, False)])
def test_three_points_above_the_first_rating_of_the_session_asks_to_end_it(latest: int, *, fires: bool) -> None:
    readings = [
        reading(20, 30, exercise="pelvic-tilt"),
        reading(30, 40, exercise="prayer-pose", place=1),
        reading(40, latest, place=2),
    ]
    found = verdicts(History(tuple(readings)), at(0, 10))
    assert {"creeping" in codes(verdict) for verdict in found.values()} == {fires}
    if fires:
        spoken = finding(found["pelvic-tilt"], "creeping")
        assert spoken is not None
        assert (spoken.level, spoken.scope) == (Level.CAUTION, "session")
        assert (spoken["first"], spoken["latest"], spoken["rise"]) == (20, 50, 30)


def test_it_is_the_latest_rating_that_counts_and_not_the_highest() -> None:
    high = reading(20, 60, exercise="pelvic-tilt")
    assert "creeping" in codes(judged([high]))
    assert "creeping" not in codes(judged([high, reading(30, 40, place=1)]))
    assert "creeping" in codes(judged([reading(20, 20), reading(50, None, place=1, exercise="pelvic-tilt")]))


def test_the_rating_before_the_last_exercise_is_older_than_the_one_after_it() -> None:
    rows = [reading(20, 20, exercise="pelvic-tilt"), reading(50, 30, place=1)]
    assert "creeping" not in codes(judged(rows))


def test_a_carried_before_is_not_the_first_of_a_session() -> None:
    assert "creeping" not in codes(judged([reading(20, 55, source="carried")]))
    later = reading(50, 55, place=1, exercise="pelvic-tilt")
    assert "creeping" not in codes(judged([reading(20, 50, source="carried"), later]))


def test_it_ends_with_the_next_rated_session() -> None:
    crept = reading(20, 50)
    assert "creeping" in codes(judged([crept], day=9))
    assert "creeping" in codes(judged([crept, reading(20, None, day=1)], day=9))
    assert "creeping" not in codes(judged([crept, reading(20, 30, day=1)], day=9))


def test_the_order_of_the_rows_is_nothing_to_it_only_their_places() -> None:
    rows = [reading(20, 30, place=0), reading(30, 52, place=1, exercise="pelvic-tilt")]
    assert codes(judged(rows)) == codes(judged(rows[::-1]))
    assert "creeping" in codes(judged(rows))
    assert "creeping" not in codes(judged([rows[0]._replace(place=2), rows[1]]))


def test_answers_alone_are_no_session() -> None:
    history = History(answers=(answer("leg", "pain"),))
    assert codes(verdicts(history, at(1), [STRETCH])[STRETCH]) == ["unrated"]

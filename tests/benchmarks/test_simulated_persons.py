import numpy as np
import pytest

from benchmarks.safety import kinds, logs
from benchmarks.safety.persons import EXERCISES, SESSIONS, Kind, Person, Points, person, stream

STILL = Kind("still", pain=(5.0, 5.0), recovering=0.0, flares=0.0, mixed_holds=0.0, logging=(("full", 1.0),))


def drawn(kind: Kind, n: int) -> list[Person]:
    return [person(kind, stream(11, kind.name, index)) for index in range(n)]


def of_nothing(who: Person) -> logs.Log:
    return logs.written(who, kinds.harmed(kinds.NOTHING, who, 0, 0))


def test_the_same_seed_and_number_write_the_same_log() -> None:
    first, again, other = (
        of_nothing(person(kinds.EVERYBODY, stream(*key))) for key in ((5, "a", 3), (5, "a", 3), (5, "a", 4))
    )
    assert first == again
    assert first != other


def test_another_seed_or_another_name_is_another_person() -> None:
    levels = {float(person(STILL, stream(*key)).daily[0]) for key in ((5, "a", 3), (6, "a", 3), (5, "b", 3))}
    assert len(levels) == 3


def test_rises_vary_by_the_groups_own_noise() -> None:
    for kind, sd in ((STILL, 0.8), (kinds.NARROW, 0.55), (kinds.NOISY, 1.1)):
        noise = np.concatenate([(who.rise - who.expected).ravel() for who in drawn(kind, 40)])
        assert noise.std() == pytest.approx(sd, abs=0.02)
        assert noise.mean() == pytest.approx(0, abs=0.03)


def test_harmless_exercises_differ_by_a_third_of_a_point_around_a_small_relief() -> None:
    usual = np.array([who.expected.mean(axis=0) for who in drawn(STILL, 150)])
    assert usual.mean() == pytest.approx(-0.1, abs=0.05)
    assert usual.std(axis=1, ddof=1).mean() == pytest.approx(0.35 * 0.952, abs=0.03)  # .952: the SD of six is biased


def test_the_exercises_of_one_session_share_a_shock_of_two_to_five_tenths() -> None:
    shocks = np.array([who.expected[:, 0].std(ddof=1) for who in drawn(STILL, 150)])
    assert shocks.mean() == pytest.approx(0.35, abs=0.03)
    assert 0.15 < shocks.min() < 0.25
    assert 0.45 < shocks.max() < 0.6


def test_days_vary_by_one_to_one_and_a_half_points_and_remember_the_last_one() -> None:
    levels = [who.daily for who in drawn(STILL, 150)]
    spread = np.mean([level.std() for level in levels])
    memory = np.mean([np.corrcoef(level[:-1], level[1:])[0, 1] for level in levels])
    assert spread == pytest.approx(1.22, abs=0.06)
    assert memory == pytest.approx(0.45, abs=0.05)


def test_the_level_differs_from_exercise_to_exercise_only_where_the_group_says_so() -> None:
    alike = [float(np.ptp(who.before, axis=1).max()) for who in drawn(kinds.FULL, 5)]
    apart = np.array([(who.before - who.before.mean(axis=1, keepdims=True))[0] for who in drawn(kinds.AFTER_ONLY, 150)])
    assert max(alike) == 0
    assert apart.std() == pytest.approx(0.6 * np.sqrt(5 / 6), abs=0.04)


def test_mean_pain_lies_between_two_and_six_and_sessions_one_to_four_days_apart() -> None:
    people = drawn(Kind("calm", day_sd=(0.0, 0.0), recovering=0.0, flares=0.0), 150)
    means = [float(who.daily.mean()) for who in people]
    assert 2 <= min(means) < 2.3
    assert 5.7 < max(means) <= 6
    gaps = np.concatenate([np.diff(who.days) for who in people])
    assert set(gaps.tolist()) == {1, 2, 3, 4}


def test_pain_of_the_recovering_falls_by_two_to_five_points() -> None:
    people = drawn(Kind("calm", pain=(7.0, 7.0), day_sd=(0.0, 0.0), recovering=1.0, fall=(2.0, 5.0), flares=0.0), 60)
    falls = [float(who.daily[0] - who.daily[-1]) for who in people]
    assert 2 <= min(falls) < 2.4
    assert 4.6 < max(falls) <= 5


def test_a_flare_lasts_three_to_seven_days_and_adds_one_and_a_half_to_four_points() -> None:
    calm = Kind("calm", pain=(4.0, 4.0), day_sd=(0.0, 0.0), recovering=0.0, flares=0.0)
    levels = [person(calm, stream(3, calm.name, n), flare_at=30) for n in range(80)]
    days = [int((who.daily > 4.01).sum()) for who in levels]
    added = [float(who.daily.max() - 4) for who in levels]
    assert (min(days), max(days)) == (3, 7)
    assert 1.5 <= min(added) < 1.8
    assert 3.7 < max(added) <= 4
    assert all(who.daily[who.days[30]] > 5 for who in levels)


def test_about_one_in_seven_logs_only_after_or_copies_one_before() -> None:
    ways = [who.logging for who in drawn(kinds.EVERYBODY, 400)]
    assert 1 - ways.count("full") / 400 == pytest.approx(0.15, abs=0.05)


def test_answers_are_whole_or_half_points_of_the_scale() -> None:
    felt: Points = np.array([-0.7, 0.2, 3.3, 3.8, 9.9, 12.0])
    assert logs.rated(felt, 1.0).tolist() == [0, 0, 3, 4, 10, 10]
    assert logs.rated(felt, 0.5).tolist() == [0, 0, 3.5, 4, 10, 10]


def test_a_copied_before_is_asked_once_and_carried_on() -> None:
    for session in range(5):
        rows = of_nothing(drawn(kinds.COPIED, 1)[0]).of(session)
        assert [row.before_source for row in rows] == ["asked", *["carried"] * (len(rows) - 1)]
        assert len({row.before for row in rows}) == 1


def test_who_logs_only_after_has_no_before_and_no_worst() -> None:
    rows = of_nothing(drawn(kinds.AFTER_ONLY, 1)[0]).readings
    assert {(row.before, row.worst) for row in rows} == {(None, None)}
    assert any(row.after is not None for row in rows)


def test_a_step_adds_its_points_to_one_exercise_from_its_session_on() -> None:
    who = drawn(STILL, 1)[0]
    added = kinds.harmed(kinds.STEP_2, who, 30, 2).rise
    assert added[:30].sum() == 0
    assert added[30:, 2].tolist() == [2.0] * (SESSIONS - 30)
    assert np.delete(added, 2, axis=1).sum() == 0


def test_a_drift_adds_a_twentieth_more_each_session_and_an_acute_event_one_session() -> None:
    who = drawn(STILL, 1)[0]
    assert kinds.harmed(kinds.DRIFT, who, 30, 2).rise[29:33, 2].tolist() == pytest.approx([0, 0.05, 0.1, 0.15])
    assert kinds.harmed(kinds.ACUTE, who, 30, 2).rise[29:33, 2].tolist() == [0, 4, 0, 0]


def test_harm_in_long_holds_leaves_the_short_ones_alone() -> None:
    who = drawn(kinds.MIXED_HOLDS, 1)[0]
    added = kinds.harmed(kinds.LONG_HOLDS, who, 0, 1).rise[:, 1]
    assert set(zip(who.hold[:, 1].tolist(), added.tolist(), strict=True)) == {(10.0, 0.0), (20.0, 2.0)}


def test_harm_that_shows_next_morning_is_in_the_morning_alone() -> None:
    who = drawn(STILL, 1)[0]
    added = kinds.harmed(kinds.MORNING_2, who, 10, 0)
    assert added.rise.sum() == 0
    done = [int(who.days[n]) + 1 for n in range(10, SESSIONS) if who.done[n, 0]]
    assert np.flatnonzero(added.morning).tolist() == done


def test_what_is_known_after_a_session_ends_with_it() -> None:
    log = of_nothing(drawn(kinds.FULL, 1)[0])
    history, now = log.after(4)
    assert history.readings[-1].session == "s4"
    assert all(reading.at <= now for reading in history.readings)
    assert all(morning.day <= now.date() for morning in history.mornings)
    assert {reading.exercise for reading in log.readings} == set(EXERCISES)

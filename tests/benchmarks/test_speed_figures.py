import pytest

from benchmarks.speed.bench import interleaved
from benchmarks.speed.figures import Line, Spread, spread


def test_a_spread_is_the_quartiles() -> None:
    assert spread([4, 1, 2, 3, 5]) == Spread(2, 3, 4)


def test_one_value_is_its_own_spread() -> None:
    assert spread([7]) == Spread(7, 7, 7)


def test_a_spread_can_be_told_as_multiples_of_another_figure() -> None:
    assert Spread(2, 3, 4).over(2) == Spread(1, 1.5, 2)


@pytest.mark.parametrize(("found", "met"), [(0.5, True), (0.51, False)])
def test_a_bar_is_met_up_to_its_own_value(found: float, met: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert Line("what", "x", spread([found]), 0.5).met is met


def test_a_line_without_a_bar_is_neither_met_nor_missed() -> None:
    assert Line("what", "x", spread([1]), None).met is None


def test_a_line_says_figure_quartiles_bar_and_the_ordinary_build() -> None:
    line = Line("Today", "x blank", Spread(0.4, 0.45, 0.5), 0.6, Spread(2, 2.4, 3))
    assert line.row() == "| Today | 0.450 x blank [0.400-0.500] | <= 0.6 x blank | yes | 2.40 x blank [2.00-3.00] |"


def test_a_missed_bar_is_said_aloud_and_a_missing_build_is_a_dash() -> None:
    line = Line("lost", "", spread([3]), 0)
    assert line.row() == "| lost | 3 | <= 0 | NO | - |"


def test_runs_take_turns_and_the_slow_one_comes_seldom() -> None:
    seen: list[str] = []

    def run(name: str) -> int:
        seen.append(name)
        return len(seen)

    found = interleaved(4, {"a": lambda: run("a"), "b": lambda: run("b")}, {"slow": (2, lambda: run("slow"))})
    assert seen == ["a", "b", "a", "b", "slow", "a", "b", "a", "b", "slow"]
    assert found == {"a": [1, 3, 6, 8], "b": [2, 4, 7, 9], "slow": [5, 10]}


def test_what_is_to_run_never_is_left_out() -> None:
    assert interleaved(3, {"a": lambda: 1}, {"slow": (0, lambda: 2)}) == {"a": [1, 1, 1]}

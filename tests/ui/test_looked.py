from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
import streamlit as st

from backcare.safety.history import Reading
from backcare.safety.sittings import Sitting, sitting_of
from backcare.training.pauses import Then
from backcare.ui.looked import looked

START = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@cache
def kept(at: datetime, after: int) -> Sitting:
    """A sitting as a reader keeps it: the same one as long as nothing in it has changed."""
    return sitting_of((Reading(f"{at}", at, 0, "pelvic-tilt", before=30, after=after),))


def past(*afters: int) -> Then:
    days = [(START + timedelta(days=n), after) for n, after in enumerate(afters)]
    return Then(tuple(kept(at, after) for at, after in days), (), ())


def test_it_is_worked_out_once_while_the_same_was_known_and_anew_where_an_old_rating_was_changed() -> None:
    asked: list[int] = []

    def answer(known: Then) -> int:
        def work() -> int:
            asked.append(1)
            return sum(one.after or 0 for one in known.history.readings)

        return looked("sum", known, work)

    assert [answer(past(30, 30, 30)), answer(past(30, 30, 30))] == [90, 90]
    assert len(asked) == 1
    assert answer(past(80, 30, 30)) == 140
    assert answer(past(30, 30)) == 60
    assert len(asked) == 3


def test_each_question_has_an_answer_of_its_own() -> None:
    assert looked("one", past(30), lambda: "a") == "a"
    assert looked("other", past(30), lambda: "b") == "b"
    assert looked("one", past(30), lambda: "c") == "a"

"""Messages of one log in any order, with changes by hand in between."""

from collections.abc import Iterator
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.notebook import guided, journal, reads
from backcare.notebook.drafts import HoldDraft, LogDraft
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.reads import StoredLog
from backcare.settings import read_settings
from tests.notebook.drafted import a_log, a_session, remove_log

pytestmark = pytest.mark.slow

MOST = 8
SIDES = st.sampled_from(["left", "right"])
HOLDS = st.lists(
    st.builds(HoldDraft, side=SIDES, seconds=st.integers(1, 900), interrupted=st.booleans()),
    min_size=MOST,
    max_size=MOST,
)
RATINGS = st.integers(0, 100)
NUMBERS = st.integers(1, MOST)
BY_HAND = st.fixed_dictionaries(
    {
        "before": st.none() | RATINGS,
        "after": st.none() | RATINGS,
        "note": st.sampled_from(["", "mine"]),
        "holds": st.lists(st.builds(HoldDraft, side=SIDES, seconds=st.integers(1_000, 2_000)), max_size=5).map(tuple),
    }
)
ByHand: TypeAlias = dict[str, Any]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path_factory.mktemp("shelf"))}))
    assert isinstance(book, Open)
    yield book
    book.engine.dispose()


def said(base: LogDraft, number: int) -> LogDraft:
    """The log as of one message: a session goes on, so every message holds what the one before it held."""
    after = base.after if number > MOST // 2 else None
    return base.model_copy(update={"holds": base.holds[:number], "after": after, "stopped": number == MOST})


def drafted(holds: list[HoldDraft]) -> LogDraft:
    return a_log("side-knee-drop", id=uuid4(), worst=None, holds=tuple(holds))


def seen(stored: StoredLog) -> tuple[HoldDraft, ...]:
    return tuple(
        HoldDraft.model_validate({"side": side, "seconds": seconds, "interrupted": place in stored.interrupted})
        for place, (side, seconds) in enumerate(stored.holds)
    )


def tell(book: Open, log: LogDraft, number: int, session: Any) -> None:  # noqa: ANN401 - a draft
    guided.keep_log(book.engine, book.person, session, log, number)


@pytest.mark.fault(7)
@given(HOLDS, st.lists(NUMBERS, min_size=1, max_size=16))
def test_messages_in_any_order_and_any_number_of_times_end_in_the_newest(
    shelf: Open, holds: list[HoldDraft], numbers: list[int]
) -> None:
    base, session = drafted(holds), a_session()
    for number in numbers:
        tell(shelf, said(base, number), number, session)
    stored, newest = reads.log(shelf.engine, base.id), said(base, max(numbers))
    assert stored is not None
    assert seen(stored) == newest.holds
    assert (stored.before, stored.after, stored.stopped, stored.note) == (
        newest.before,
        newest.after,
        newest.stopped,
        newest.note,
    )
    remove_log(shelf.engine, base.id)


@given(HOLDS, st.lists(NUMBERS | BY_HAND, max_size=14), NUMBERS)
def test_changes_by_hand_stay_and_every_hold_that_comes_after_them_is_there_once(
    shelf: Open, holds: list[HoldDraft], steps: list[int | ByHand], first: int
) -> None:
    base, session = drafted(holds), a_session()
    tell(shelf, said(base, first), first, session)
    newest, last, known = first, None, first
    for step in steps:
        if isinstance(step, int):
            tell(shelf, said(base, step), step, session)
            newest = max(newest, step)
        else:
            stored = reads.log(shelf.engine, base.id)
            assert stored is not None
            journal.change_log(shelf.engine, base.model_copy(update=step), stored.version)
            last, known = step, newest
    stored = reads.log(shelf.engine, base.id)
    assert stored is not None
    if last is None:
        assert seen(stored) == said(base, newest).holds
    else:
        assert seen(stored) == (*last["holds"], *base.holds[known:newest])
        later = said(base, newest) if newest > known else None
        for name in ("before", "after"):
            own = last[name]
            assert getattr(stored, name) == (getattr(later, name) if own is None and later else own)
        assert stored.note == last["note"]
    remove_log(shelf.engine, base.id)

import json
from datetime import UTC
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backcare.catalogue.load import catalogue
from backcare.exchange.guided import heard
from tests.exchange.sent import BERLIN, LOG, NOW, a_log, an_answer

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(ANYTHING, st.lists(ANYTHING, max_size=3))
def test_no_json_makes_it_fail(value: Any, entries: list[Any]) -> None:  # noqa: ANN401 - the point
    assert heard(value, catalogue(), NOW, BERLIN).logs == ()
    found = heard({"logs": entries, "answers": entries}, catalogue(), NOW, BERLIN)
    assert (found.logs, found.answers) == ((), ())
    assert bool(found.faults) == bool(entries)


ODD = ANYTHING | st.sampled_from([LOG, "left", "prayer-pose", "towel", "both", "yes", 1, 10**400, -(2**63), "9" * 5000])


@given(st.sampled_from(sorted(a_log())), st.sampled_from(sorted(an_answer())), ODD)
def test_one_odd_value_in_a_good_entry_is_a_log_that_can_be_kept_or_a_fault(log: str, answer: str, value: Any) -> None:  # noqa: ANN401 - the point
    sent = {"logs": [a_log(**{log: value})], "answers": [an_answer(**{answer: value})]}
    found = heard(sent, catalogue(), NOW, BERLIN)
    assert len(found.logs) + len(found.answers) + len(found.faults) >= 1
    assert len(found.logs) == 1 or set(found.faults) & {LOG, "", value if isinstance(value, str) else ""}
    for session, kept, rev in found.logs:
        assert session.started_at <= NOW
        assert session.started_at.astimezone(UTC).year >= 1970
        assert 1 <= rev <= 1_000_000
        assert {hold.side for hold in kept.holds} <= set(catalogue()[kept.exercise].sides_of(kept.variant))
    json.dumps(list(found.faults)).encode("ascii")

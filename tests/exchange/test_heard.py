from datetime import timedelta
from uuid import UUID

import pytest

from backcare.catalogue.load import catalogue
from backcare.exchange.guided import Heard, heard
from backcare.notebook.drafts import HoldDraft
from tests.exchange.sent import ANSWER, BERLIN, LOG, NOW, SESSION, a_log, an_answer, listened


def fault(**given: object) -> str:
    """The words about one bad log; a good one beside it is heard."""
    found = listened(a_log(**given), a_log(log=ANSWER))
    assert [str(one.log.id) for one in found.logs] == [ANSWER]
    (words,) = found.faults.values()
    assert words.startswith("One entry could not be stored: ")
    assert words.endswith(". It is kept in this browser.")
    return words.removeprefix("One entry could not be stored: ").removesuffix(". It is kept in this browser.")


def test_a_log_is_understood_with_its_session() -> None:
    found = listened(a_log())
    ((session, log, rev),) = found.logs
    assert (str(session.id), session.started_at.isoformat(), session.zone, session.source) == (
        *(SESSION, "2026-01-05T18:10:00.123000+01:00"),
        *(BERLIN, "logged"),
    )
    assert (str(log.id), log.exercise, log.variant, log.place, rev) == (LOG, "side-knee-drop", "", 2, 3)
    assert (log.before, log.worst, log.after, log.before_source) == (40, None, 35, "asked")
    assert (log.stopped, log.note) == (True, "left hip")
    assert log.holds == (HoldDraft(side="left", seconds=50), HoldDraft(side="right", seconds=43, interrupted=True))
    assert (found.answers, found.faults) == ((), {})


def test_an_answer_is_understood() -> None:
    found = listened(answers=[an_answer(), an_answer(item=None, exercise=None, answer="no", rev=2)])
    first, second = (one.answer for one in found.answers)
    assert (str(first.id), first.questions, first.item, first.answer, first.exercise) == (
        *(ANSWER, "leg", "pain"),
        *("yes", "prayer-pose"),
    )
    assert (first.at.isoformat(), first.zone) == ("2026-01-05T18:10:00.123000+01:00", BERLIN)
    assert (second.item, second.answer, second.exercise) == (None, "no", None)
    assert [one.rev for one in found.answers] == [1, 2]
    assert found.faults == {}


def test_a_gentler_form_has_its_own_sides() -> None:
    hold = {"side": "left", "seconds": 50, "interrupted": False}
    single = a_log(exercise="knees-to-chest", variant="single-knee", holds=[hold])
    assert [one.log.variant for one in listened(single).logs] == ["single-knee"]
    assert fault(exercise="knees-to-chest", holds=[hold]) == "it has a hold on a side that this exercise does not have"


@pytest.mark.fault(17)
@pytest.mark.parametrize("ahead", [1, 86_400_000, 10**15, 10**30])
def test_the_time_of_a_clock_that_is_ahead_is_now(ahead: int) -> None:
    late = int(NOW.timestamp() * 1000) + ahead
    found = listened(a_log(began=late), answers=[an_answer(at=late)])
    assert found.logs[0].session.started_at == NOW
    assert found.answers[0].answer.at == NOW


def test_a_time_that_is_past_is_kept_to_the_millisecond() -> None:
    just = int(NOW.timestamp() * 1000) - 1
    assert listened(a_log(began=just)).logs[0].session.started_at == NOW - timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"rev": 0}, "rev"),
        ({"rev": 1_000_001}, "rev"),
        ({"rev": 2.0}, "rev"),
        ({"rev": True}, "rev"),
        ({"began": -1}, "began"),
        ({"began": float("nan")}, "began"),
        ({"began": "2026-01-05"}, "began"),
        ({"session": "me"}, "session"),
        ({"session": None}, "session"),
        ({"log": LOG.replace("-", "")}, "log"),
        ({"log": LOG + "\n"}, "log"),
        ({"before": 101}, "before"),
        ({"before": 7.5}, "before"),
        ({"after": -1}, "after"),
        ({"after": "40"}, "after"),
        ({"worst": True}, "worst"),
        ({"place": -1}, "place"),
        ({"place": "1"}, "place"),
        ({"stopped": 1}, "stopped"),
        ({"stopped": "yes"}, "stopped"),
        ({"stopped": None}, "stopped"),
        ({"note": "a\0b"}, "note"),
        ({"note": "\ud800"}, "note"),
        ({"note": "x" * 4_001}, "note"),
        ({"note": None}, "note"),
        ({"exercise": None}, "exercise"),
        ({"variant": None}, "variant"),
        ({"before_source": "carried"}, "before_source"),
        ({"version": 7}, "version"),
        ({"holds": None}, "holds"),
        ({"holds": {}}, "holds"),
        ({"holds": [{"side": "left", "seconds": 50, "interrupted": False}] * 201}, "holds"),
    ],
)
def test_a_value_that_cannot_be_kept_is_named_and_the_other_log_is_heard(given: dict[str, object], where: str) -> None:
    assert fault(**given).startswith(f"{where}: ")


@pytest.mark.parametrize(
    "hold",
    [
        {"seconds": 0},
        {"seconds": 36_001},
        {"seconds": 5.0},
        {"seconds": "50"},
        {"seconds": None},
        {"side": "middle"},
        {"interrupted": 1},
        {"interrupted": None},
        {"position": 3},
    ],
)
def test_a_hold_that_cannot_be_kept_is_named_by_its_place(hold: dict[str, object]) -> None:
    good = {"side": "left", "seconds": 50, "interrupted": False}
    assert fault(holds=[good, good | hold]).startswith(f"holds 2, {next(iter(hold))}: ")


@pytest.mark.parametrize("name", sorted(a_log()))
def test_a_log_that_lacks_anything_is_not_heard(name: str) -> None:
    log = a_log()
    del log[name]
    found = listened(log)
    assert found.logs == ()
    assert list(found.faults) == ["" if name == "log" else LOG]


@pytest.mark.parametrize("exercise", ["sit-up", "", "Side knee drop", "SIDE-KNEE-DROP", "side-knee-drop ", "\ud800"])
def test_an_exercise_goes_by_its_slug_in_the_catalogue(exercise: str) -> None:
    log, answer = a_log(exercise=exercise), an_answer(exercise=exercise)
    found = listened(log, answers=[answer])
    assert (found.logs, found.answers, set(found.faults)) == ((), (), {LOG, ANSWER})


def test_a_form_and_a_side_that_the_exercise_does_not_have_are_said() -> None:
    assert fault(exercise="sit-up") == "it names an exercise that is not in the catalogue"
    assert fault(variant="towel") == "it names a form that this exercise does not have"
    both = [{"side": "both", "seconds": 50, "interrupted": False}]
    assert fault(holds=both) == "it has a hold on a side that this exercise does not have"


@pytest.mark.parametrize(
    "given",
    [
        {"questions": "cauda"},
        {"item": "weakness"},
        {"answer": "maybe"},
        {"answer": True},
        {"exercise": "sit-up"},
        {"rev": 0},
        {"at": -5},
        {"at": None},
        {"more": 1},
    ],
)
def test_a_bad_answer_is_named_by_its_id_and_the_rest_is_heard(given: dict[str, object]) -> None:
    found = listened(a_log(), answers=[an_answer(**given), an_answer(id=SESSION)])
    assert [str(one.answer.id) for one in found.answers] == [SESSION]
    assert (len(found.logs), list(found.faults)) == (1, [ANSWER])


def test_no_more_than_fifty_of_each_are_read_and_that_is_said() -> None:
    logs = [a_log(log=str(UUID(int=number))) for number in range(51)]
    answers: list[object] = [an_answer(id=str(UUID(int=number))) for number in range(51)]
    assert (len(listened(*logs[:50]).logs), listened(*logs[:50]).faults) == (50, {})
    found = listened(*logs, answers=answers)
    assert (len(found.logs), len(found.answers)) == (50, 50)
    assert found.faults == {"": "Your browser sent more than 50 entries at once; the first 50 were read."}


@pytest.mark.parametrize("id_", ["x" * 37, "\ud800", "é", 7, None, ["a"]])
def test_an_id_that_could_be_none_is_not_said_back(id_: object) -> None:
    assert list(listened(a_log(log=id_)).faults) == [""]


def test_words_of_the_person_are_not_said_back() -> None:
    (words,) = listened(a_log(note="private\0")).faults.values()
    assert "private" not in words


def test_a_zone_that_is_none_is_a_fault_of_each() -> None:
    found = listened(a_log(), answers=[an_answer()], zone="Mars")
    assert (found.logs, found.answers, set(found.faults)) == ((), (), {LOG, ANSWER})


@pytest.mark.parametrize("message", [None, [], "logs", 7, True, {"logs": None}, {"logs": {}}, {"answers": "x"}])
def test_what_is_no_message_is_said_once_and_nothing_is_heard(message: object) -> None:
    assert heard(message, catalogue(), NOW, BERLIN) == Heard(
        (), (), {"": "Your browser sent something that BackCare does not know. Load the page anew."}
    )


def test_a_message_may_hold_logs_alone_or_nothing() -> None:
    assert len(heard({"logs": [a_log()]}, catalogue(), NOW, BERLIN).logs) == 1
    assert heard({}, catalogue(), NOW, BERLIN) == Heard((), (), {})

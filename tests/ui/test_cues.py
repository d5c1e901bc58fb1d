import re
from typing import NamedTuple

from backcare.settings import ROOT
from backcare.ui import timer

PAGE = ROOT / "docs" / "cues.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \| ([a-z-]+) \| (yes|no) \|$", re.MULTILINE)


class Cue(NamedTuple):
    """One row of the page."""

    when: str
    say: str
    beep: str
    flash: bool


def table() -> dict[str, Cue]:
    """The rows of docs/cues.md by the cue's name; a dash there is nothing here."""
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return {name: Cue(when, say.strip("-"), beep.strip("-"), flash == "yes") for name, when, say, beep, flash in rows}


def test_the_page_and_the_session_have_the_same_cues_in_the_same_order() -> None:
    assert len(table()) == PAGE.read_text(encoding="utf-8").count("\n| `")
    assert list(table()) == list(timer.cues())


def test_the_page_says_of_every_cue_what_the_session_has() -> None:
    assert {name: Cue(**cue) for name, cue in timer.cues().items()} == table()


def test_the_seconds_that_the_page_names_are_those_of_the_session() -> None:
    page = table()
    assert f"; {timer.TIMES['ready']} seconds to get ready" in page["ready"].when
    assert f"; {timer.TIMES['turn']} seconds to turn" in page["turn"].when
    assert f"; {timer.TIMES['rest']} seconds to rest" in page["rest"].when
    assert f"the last {timer.TIMES['ready']} seconds before the first hold" in page["count"].when
    assert f"the last {timer.TIMES['count']} of a hold, a turn or a rest" in page["count"].when


def test_every_beep_of_the_table_is_one_that_the_page_describes() -> None:
    words = PAGE.read_text(encoding="utf-8")
    assert {cue.beep for cue in table().values()} - {""} == {"tick", "go", "end", "stop"}
    assert "`tick` one short tone, `go` two rising ones, `end` two falling ones, `stop` one low one" in words

"""What a session says, beeps and flashes, heard in a browser and compared with docs/cues.md."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser import guided_driver
from tests.browser.guided_driver import STOP, Guide, browsing, guiding
from tests.browser.guided_notebook import PLAN, READY, REST, TICK, TURN, Notebook
from tests.conftest import Server
from tests.ui.test_cues import table

served = pytest.fixture(scope="module")(guided_driver.served)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)

HAMSTRING = PLAN[3]
LEG = ("whose", "end-here", "numb")  # what is said where something is new in a leg
TONES = {"tick": [880], "go": [660, 990], "end": [740, 494], "stop": [220]}
LOCAL = {"name": "Own", "lang": "en-GB", "localService": True, "default": False}
REMOTE = {"name": "Far", "lang": "en-US", "localService": False, "default": True}
RECORDER = """
const heard = (globalThis.heard = { cues: [], said: [], tones: [] });
const speak = (words) => heard.said.push([words.text, words.voice.name]);
const spoken = { speak, cancel() {}, getVoices: () => VOICES };
Object.defineProperty(globalThis, "speechSynthesis", { value: spoken });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) { heard.tones.push(this.frequency.value); start.call(this, when); };
addEventListener("backcare-cue", (event) => {
  const find = (name) => event.composedPath()[0].querySelector(name);
  const { codes, words } = event.detail;
  const flashed = find(".flash").classList.contains("on");
  find(".flash").classList.remove("on");
  const live = words && find(".live").textContent;
  heard.cues.push({ codes, words, flashed, live, tones: heard.tones.splice(0), at: performance.now() / 1000 });
});
"""


class Heard(NamedTuple):
    """What came at one moment; `at` in seconds."""

    codes: tuple[str, ...]
    words: str
    flashed: bool
    tones: list[int]
    live: str
    at: float


def _listening(*voices: dict[str, object]) -> str:
    return RECORDER.replace("VOICES", json.dumps(voices))


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    with browsing(chromium, script=_listening(REMOTE, LOCAL)) as context:
        yield context


def _heard(guide: Guide) -> list[Heard]:
    cues = guide.page.evaluate("heard.cues.splice(0)")
    return [Heard(tuple(cue.pop("codes")), **cue) for cue in cues]


def _expected(codes: tuple[str, ...], **values: str) -> tuple[object, ...]:
    rows = [table()[code] for code in codes]
    words = " ".join(re.sub(r"\{(\w+)\}", lambda found: values[found[1]], row.say) for row in rows if row.say)
    tones = [tone for row in rows if row.beep for tone in TONES[row.beep]]
    return codes, words.strip(), any(row.flash for row in rows), tones


def test_an_exercise_of_two_rounds_and_two_sides_sounds_as_the_table_has_it(guide: Guide) -> None:
    guide.start()
    for _ in range(3):
        guide.tap("Skip this exercise")
    _heard(guide)
    guide.page.evaluate("heard.said.length = 0")
    guide.tap("3")
    guide.passes(HAMSTRING.seconds)
    left, right = "Your left side.", "Your right side."
    tick = _expected(("count",))
    expected = [_expected(("ready",), rep="1", reps="2", side=left), *[tick] * 5]
    for code, rep in (("hold", "1"), ("last-one", "2")):
        if rep == "2":
            expected += [_expected(("let-go", "rest"), rep="2", reps="2", side=left), *[tick] * 3]
        expected += [_expected((code,)), *[tick] * 3]
        expected += [_expected(("let-go", "turn"), side=right), *[tick] * 3]
        expected += [_expected((code,)), *[tick] * 3]
    expected += [_expected(("let-go", "ask-after"))]
    heard = _heard(guide)
    assert [one[:4] for one in heard] == expected
    assert all(one.live == one.words for one in heard)
    assert guide.page.evaluate("heard.said") == [[one.words, "Own"] for one in heard if one.words]
    moments = [one.at for one in heard if one.codes != ("count",)]
    lengths = [READY, 10, TURN, 10, REST, 10, TURN, 10]
    for (one, then), length in zip(itertools.pairwise(moments), lengths, strict=True):
        assert abs(then - one - length) <= TICK


def test_every_other_cue_of_the_table_is_heard_where_the_table_has_it(guide: Guide) -> None:
    guide.start()
    guide.tap("8")
    guide.tap("Go on all the same")
    guide.passes(READY + 1.1)
    guide.tap("Let go early")
    guide.tap("Pause")
    guide.tap("Go on")
    guide.passes(READY + 1)
    guide.context.clock.fast_forward(60_000)
    guide.tap(STOP)
    guide.tap("4")
    guide.saved()
    guide.until(lambda: "Saving" not in guide.words("strip"), step=0.1)
    guide.tap("End the session")
    guide.tap("No, nothing new")
    heard = [one for one in _heard(guide) if one.codes != ("count",)]
    first = {"exercise": "Pelvic tilt", "side": "", "rep": "1", "reps": "5"}
    second = first | {"rep": "2", "seconds": "1.5"}
    knees = {"exercise": "Knees to chest", "word": "Pelvic tilt: Paused today"}
    assert [one[:4] for one in heard] == [
        *(_expected((code,), **first) for code in ("ask-before", "too-sore", "ready", "hold")),
        _expected(("early", "rest"), **second),
        *(_expected((code,), **second) for code in ("paused", "ready", "hold", "slept", "stopped")),
        _expected(("ask-before",), **knees),
        _expected(("verdict", "ask-before"), **knees),
        *(_expected((code,)) for code in ("leg", "all-done")),
    ]
    also = {"count", "last-one", "let-go", "turn", "ask-after", *LEG, "closed"}
    assert {code for one in heard for code in one.codes} | also == set(table())


def test_something_new_in_a_leg_sounds_as_the_table_has_it(guide: Guide) -> None:
    guide.start()
    for _ in range(2):
        guide.tap("3")
        guide.tap("Pause")
        guide.tap("On to the rating")
        guide.tap("2")
    guide.saved()
    guide.tap("End the session")
    _heard(guide)
    guide.tap("Pain that moves into a leg")
    guide.tap("Pelvic tilt")
    guide.passes(1)
    guide.dialog.locator("[data-do=undo]").click()
    guide.tap("Numbness, tingling or weakness")
    heard = [one[:4] for one in _heard(guide) if one.codes != ("verdict",)]
    assert heard == [_expected((code,)) for code in LEG]


def test_practice_that_is_closed_elsewhere_sounds_as_the_table_has_it(guide: Guide) -> None:
    guide.start()
    guide.notebook.answer("emergency", "yes")
    guide.tap("3")
    guide.until(lambda: guide.phase is None, step=0.1)
    assert _heard(guide)[-1][:4] == _expected(("closed",))


def test_a_session_with_its_voice_off_says_nothing_and_beeps_all_the_same(guide: Guide) -> None:
    guide.start()
    guide.page.evaluate("heard.said.length = 0")
    guide.passes(1)
    guide.dialog.locator(".voice").click()
    expect(guide.button("Voice is off: turn it on")).to_be_visible()
    guide.tap("3")
    guide.passes(READY + TICK)
    assert TONES["go"] in [one.tones for one in _heard(guide)]
    assert guide.page.evaluate("heard.said") == []


def test_a_voice_that_is_not_of_the_device_is_never_used(served: Server, notebook: Notebook, chromium: Browser) -> None:
    with browsing(chromium, script=_listening(REMOTE)) as far, guiding(far, served.url, notebook) as guide:
        expect(guide.page.locator("section.card")).to_contain_text("This browser has no voice of its own device")
        guide.tap("Try the sound")
        guide.start()
        guide.tap("3")
        guide.passes(READY + 1)
        assert "Hold. Keep breathing." in [one.words for one in _heard(guide)]
        assert guide.page.evaluate("heard.said") == []

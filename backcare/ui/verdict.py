"""A verdict on the screen: its word, its reasons, and the ratings behind it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import streamlit as st

from backcare.safety.codes import BY_CHECK
from backcare.safety.reasons import ending, headline, reason, rule
from backcare.safety.verdict import Level, Verdict
from backcare.ui import store, take_up

if TYPE_CHECKING:
    from backcare.safety.shown import Behind

Colour: TypeAlias = Literal["green", "gray", "orange", "red"]

FINE: Final = "Your ratings give no reason to pause this exercise."
SIGNS: Final = {
    Level.OK: ":material/check_circle:",
    Level.UNKNOWN: ":material/help:",
    Level.CAUTION: ":material/warning:",
    Level.STOP_TODAY: ":material/pause_circle:",
    Level.STOP: ":material/block:",
}
_COLOURS: Final[Mapping[Level, Colour]] = {
    Level.OK: "green",
    Level.UNKNOWN: "gray",
    Level.CAUTION: "orange",
    Level.STOP_TODAY: "orange",
    Level.STOP: "red",
}


def badge(verdict: Verdict) -> None:
    """The level as a word with a sign; the colour only repeats it."""
    level_badge(verdict.level, word(verdict))


def badge_words(verdict: Verdict) -> str:
    """The badge as Markdown, to stand within a line."""
    return _badge_words(verdict.level, word(verdict))


def level_badge(level: Level, words: str) -> None:
    """A level's sign and colour with these words."""
    st.markdown(_badge_words(level, words), width="content")


def _badge_words(level: Level, words: str) -> str:
    return f":{_COLOURS[level]}-badge[{SIGNS[level]} {words}]"


def word(verdict: Verdict) -> str:
    """The level in words; an exercise that was never logged is not called unrated."""
    if verdict.code == "unrated" and not verdict.findings[0]["logged"]:
        return "Not done yet"
    return headline(verdict.level, verdict.closing.code if verdict.closing else verdict.code)


def sentences(verdict: Verdict) -> list[str]:
    """The reasons of the highest level, what ends them, and the decision that was made about it; each said once."""
    top = [finding for finding in verdict.findings if finding.level == verdict.level]
    decided = take_up.decided(verdict)
    return list(dict.fromkeys([*map(reason, top), *map(ending, top), *([decided] if decided else [])]))


def explain(verdict: Verdict, key: str) -> None:
    """The badge, every reason with what ends it and the rule behind it, the ratings, and the way back from a stop."""
    badge(verdict)
    if not verdict.findings:
        st.write(FINE)
    for finding in verdict.findings:
        st.write(f"{reason(finding)} {ending(finding)}")
        st.caption(f"The rule: {rule(finding.code)}")
    take_up.draw_decided(verdict)
    _draw_ratings(verdict, key)
    if verdict.level == Level.STOP:
        take_up.draw(verdict, key)


def _draw_ratings(verdict: Verdict, key: str) -> None:
    """The charts behind it; they are made once this is opened, for their script is a large one."""
    rated = any(one.exercise == verdict.exercise and one.after is not None for one in store.history().readings)
    # What a warning sign closes has no ratings behind it, though it closes every exercise.
    if not rated and all(one.scope == "exercise" or one.code in BY_CHECK for one in verdict.findings):
        return
    ratings = st.expander(
        "See the ratings behind it", icon=":material/monitoring:", key=f"{key}-behind", on_change="rerun"
    )
    if ratings.open:
        with ratings:
            _draw_charts(verdict, key)


def _draw_charts(verdict: Verdict, key: str) -> None:
    # A badge needs none of these, and the first page shows badges alone.
    from backcare.charts.behind import behind_figure  # noqa: PLC0415
    from backcare.charts.behind_words import behind_sentence  # noqa: PLC0415
    from backcare.charts.frame import CONFIG  # noqa: PLC0415
    from backcare.charts.palette import palette  # noqa: PLC0415

    shown = _shown(verdict)
    for place, one in enumerate(shown):
        words = behind_sentence(one)
        chart = behind_figure(one, palette(st.context.theme.type))
        st.plotly_chart(chart, theme=None, config=dict(CONFIG), key=f"{key}-behind-{place}", alt=words)
        st.caption(words)
    if not shown:
        st.write("There are no ratings to show: the sentence says it all.")


def _shown(verdict: Verdict) -> "list[Behind]":
    """What is behind the findings, the same ratings once; of no finding, the exercise's usual."""
    from backcare.safety.behind import behind  # noqa: PLC0415 - see above

    history, now = store.history(), store.now()
    found = (behind(history, verdict.exercise, finding, now) for finding in verdict.findings or (None,))
    return list(dict.fromkeys(one for one in found if one is not None and one.points))

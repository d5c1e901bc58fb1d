"""The page that says how BackCare decides: every rule with its numbers, out of the code's own constants."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from backcare.safety.codes import TABLE
from backcare.safety.points import points
from backcare.safety.reasons import headline
from backcare.safety.rule_words import ENDINGS, LEVELS, MISSES, NUMBERS, RULES, SOURCES
from backcare.safety.thresholds import (
    AWAY_DAYS,
    BASELINE_DAYS,
    BASELINE_RATED_DAYS,
    EARLY_RETRIES,
    MORNING_AFTER,
    RECENT_DAYS,
    REST_DAYS,
    RETRIES,
    RETRY_EARLY_MEAN,
    RETRY_HIGH,
    RETRY_HIGH_COUNT,
    RETRY_MEAN,
    SIGNAL_RISE,
    THREE_QUARTERS_SESSIONS,
)
from backcare.safety.verdict import Level
from backcare.ui.verdict import SIGNS, level_badge

GROUPS: Final[Mapping[str, Sequence[str]]] = {
    "What you tell": ("red-flag", "see-doctor", "numb-leg", "leg-pain"),
    "One day": ("sharp-rise", "hurts", "rise", "creeping", "high-before", "unrated"),
    "One exercise over time": ("hurts-again", "worsening", "drifting", "long-holds"),
    "Everything together": ("session-rise", "programme-rising", "programme-high"),
}

MEANINGS: Final[Mapping[Level, str]] = {
    Level.STOP: "The exercise is paused until you take it up again.",
    Level.STOP_TODAY: "The exercise is over for today; tomorrow it is back, at half the hold.",
    Level.CAUTION: "You can go on, with care. The words say what to look at.",
    Level.UNKNOWN: "There is no rating to go by, so nothing is said. Not rated never counts as no pain.",
    Level.OK: "No rule speaks against it.",
}

USUAL: Final = (
    f"Your usual is the mean of your first {BASELINE_DAYS} days, of {BASELINE_RATED_DAYS} rated days at least. "
    f"Where that of the days {RECENT_DAYS[0]} to {RECENT_DAYS[1]} back is lower, it counts instead. What a single "
    "exercise usually does is worked out from all its sessions, and from your other exercises while it has few."
)
_HALF: Final = (
    f"**Half the hold.** Its first {RETRIES} rated sessions are compared with your usual from before it was paused. "
    f"It is paused again when {RETRY_HIGH_COUNT} of the first {EARLY_RETRIES} rise by {points(RETRY_HIGH * 10)} or "
    f"more above that. So it is when those {EARLY_RETRIES} do so by {points(RETRY_EARLY_MEAN * 10)} or more on "
    f"average, or all {RETRIES} by {points(RETRY_MEAN * 10)} or more. The averages must be a little higher "
    "still where your usual comes from few ratings."
)
COMING_BACK: Final = (
    f"**Rest.** The exercise rests for {REST_DAYS} days. Going on earlier is your decision: it is kept and shown.",
    _HALF,
    f"**Three quarters of the hold** for {THREE_QUARTERS_SESSIONS} sessions, and then all of it.",
    "**Paused a second time**, it asks whether you have talked it over with a clinician before it comes back.",
    "**Warning signs** cannot be overruled: practice opens when someone medical has looked at them or knows.",
    f"**After {AWAY_DAYS} days away** the warning signs are asked again.",
)
NO_FLAG: Final = (
    "**No flag does not mean that an exercise is harmless for you.** The rules see what you rate and tap, and "
    "nothing else. A small change takes weeks to show, and what you do not rate does not show at all. If you are in "
    "doubt, leave it out and ask a clinician."
)
TESTED: Final = (
    "**Tested on simulated persons only.** No study has looked at whether these rules help. Where a number is a "
    "judgement, its source says so."
)
ASIDE: Final = (
    f"The morning after a session is shown where it is {points(MORNING_AFTER)} or more above the rating before it. "
    "Nothing follows from it: mornings differ that much by themselves. Days that you mark as a flare-up are shown too; "
    "no rule looks at them."
)


def draw() -> None:
    """The levels, the rules in groups, how a stop ends, and what no flag means."""
    st.write(
        "BackCare compares your ratings by fixed rules. You can read all of them here, with the numbers they use. "
        f"One rating is uncertain by about a point, so that a change of {points(SIGNAL_RISE)} is the first that counts."
    )
    st.markdown(NO_FLAG)
    st.markdown(TESTED)
    st.header("The words", anchor=False)
    _levels()
    for name, codes in GROUPS.items():
        st.header(name, anchor=False)
        for code in codes:
            _rule(code)
    st.caption(f"{ASIDE} {USUAL}")
    st.header("How an exercise comes back", anchor=False)
    st.markdown("\n".join(f"- {words}" for words in COMING_BACK))


def _levels() -> None:
    with st.container(border=True, gap="xsmall", key="levels"):
        _level(Level.STOP, headline(Level.STOP, TABLE[0]), "All practice is closed until someone medical knows of it.")
        for level in sorted(Level, reverse=True):
            _level(level, headline(level), MEANINGS[level])
    st.caption("Where several rules speak, the gravest word is shown, and all reasons are kept.")


def _level(level: Level, word: str, meaning: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        level_badge(level, word)
        st.markdown(meaning, width="content")


def _rule(code: str) -> None:
    """A rule's sentence, with its word; the rest when it is opened."""
    level = LEVELS[code]
    with st.expander(f"**{headline(level, code)}.** {RULES[code]}", icon=SIGNS[level]):
        lines = {
            "What ends it": ENDINGS[code],
            "Where it comes from": SOURCES[code],
            "The numbers": NUMBERS.get(code),
            "What it can miss": MISSES[code],
        }
        st.markdown("\n".join(f"- **{name}:** {words}" for name, words in lines.items() if words))

"""The guided session's component: its files, put together. There is no build step: the scripts are one module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

SCRIPTS: Final = ("keep", "sound", "pictures", "course", "engine", "taps", "leg", "screens", "panels", "timer")

# Seconds. `count` is for how many last ones a beep counts down.
TIMES: Final = {"ready": 5, "turn": 8, "rest": 8, "count": 3}


def _text(name: str) -> str:
    return (files("backcare.ui.timer") / name).read_text(encoding="utf-8")


@cache
def html() -> str:
    """The markup: the card on the page, and the dialog that fills the screen."""
    return _text("timer.html")


@cache
def css() -> str:
    """Its style sheet."""
    return _text("timer.css")


@cache
def script() -> str:
    """Its scripts, in the order in which they need each other."""
    return "\n".join(_text(f"{name}.js") for name in SCRIPTS)


@cache
def cues() -> dict[str, dict[str, Any]]:
    """What is said, beeped and flashed, by the cue's name; `when` says at which moment."""
    return tomllib.loads(_text("cues.toml"))

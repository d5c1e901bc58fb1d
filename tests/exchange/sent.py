"""What a browser sends, with every field filled, for tests to vary."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from backcare.catalogue.load import catalogue
from backcare.exchange.guided import Heard, heard

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 1, 5, 18, 30, tzinfo=ZoneInfo(BERLIN))
BEGAN = 1_767_633_000_123  # 17:10:00.123 in UTC that day
SESSION, LOG, ANSWER = (f"00000000-0000-4000-8000-{number:012}" for number in (1, 2, 3))


def a_log(**given: object) -> dict[str, object]:
    holds = [
        {"side": "left", "seconds": 50, "interrupted": False},
        {"side": "right", "seconds": 43, "interrupted": True},
    ]
    return {
        "session": SESSION, "began": BEGAN, "log": LOG, "rev": 3, "exercise": "side-knee-drop", "variant": "",
        "place": 2, "before": 40, "worst": None, "after": 35, "stopped": True, "note": "left hip", "holds": holds,
    } | given  # fmt: skip


def an_answer(**given: object) -> dict[str, object]:
    return {
        "id": ANSWER, "rev": 1, "questions": "leg", "item": "pain", "answer": "yes", "exercise": "prayer-pose",
        "at": BEGAN,
    } | given  # fmt: skip


def listened(*logs: object, answers: list[object] | None = None, now: datetime = NOW, zone: str = BERLIN) -> Heard:
    """As it arrives: through JSON."""
    message = json.loads(json.dumps({"logs": logs, "answers": answers or []}))
    return heard(message, catalogue(), now, zone)
